#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/paths.h"
#include "app/settings.h"

namespace spotter {

// What was switched in the window's Live screen, and the model, device and precision that were
// chosen in the window, are remembered in a file of their own, which goes before the user's
// configuration; but for model, device and precision, which are only used where neither the
// configuration nor a flag names them.
std::filesystem::path live_settings_file(const Paths& paths);

// Takes over what is remembered; returns what is wrong with the file, one line each.
std::vector<std::string> recall_live_settings(const Paths& paths, LiveSettings& settings);
// Throws Error when it cannot be written.
void remember_live_settings(const Paths& paths, const LiveSettings& settings);

}  // namespace spotter
