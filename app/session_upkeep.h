#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "app/paths.h"
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

// What the user should know of it, one line each.
struct Upkeep {
    std::vector<std::string> news;
    std::vector<std::string> troubles;  // with the remedy
};

// Finishes the sessions of programs that died. Trouble is only a line.
void finish_cut_off(SessionStore& store, Upkeep& out);

// Brings in what earlier runs could not save and left in `places` (see rescue_folders(),
// unsaved_sessions.h), and finishes the sessions of programs that died. What there is to say of the
// store's opening is said, too.
void tidy_store(SessionStore& store, const Paths& paths,
                std::span<const std::filesystem::path> places, Upkeep& out);

// What a start of Spotter does: the same, and ends for good what was deleted a month ago.
Upkeep tidy_sessions(const Paths& paths, std::span<const std::filesystem::path> places);

}  // namespace spotter
