#pragma once

#include <filesystem>
#include <string>
#include <utility>
#include <vector>

#include "app/settings.h"
#include "engine/model/model_folder.h"
#include "engine/session/session.h"
#include "engine/session/session_store.h"

namespace spotter {

// The model as sessions note it; reads its weights once for their hash.
ModelUse model_use(const ModelInfo& model);
// What else they note of how it was used.
std::vector<std::pair<std::string, std::string>> session_settings(const Settings& settings,
                                                                  const Thresholds& thresholds);

// Finishes the sessions of programs that died. Returns what the user should know, one line each;
// trouble, too, is only a line.
std::vector<std::string> finish_cut_off(SessionStore& store);

// The same, and ends for good those deleted a month ago.
std::vector<std::string> tidy_sessions(const std::filesystem::path& data_folder);

}  // namespace spotter
