#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/paths.h"
#include "app/settings.h"

namespace spotter {

// What was switched in the window's Live screen, and the model that was chosen in the window, are
// remembered in a file of their own, which goes before the user's configuration; but for the
// model, which is only used where neither the configuration nor a flag names one.
std::filesystem::path live_settings_file(const Paths& paths);

// Takes over what is remembered; returns what is wrong with the file, one line each.
std::vector<std::string> recall_live_settings(const Paths& paths, LiveSettings& settings);
// Throws Error when it cannot be written.
void remember_live_settings(const Paths& paths, const LiveSettings& settings);

}  // namespace spotter
