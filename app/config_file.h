#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "app/settings.h"

namespace spotter {

// Takes over what the configuration file (TOML) sets; a file that is not there sets nothing.
// Returns one line for each key that Spotter does not know, with its place in the file. Throws
// Error with the place when the file cannot be read or a value is not allowed.
std::vector<std::string> apply_config_file(const std::filesystem::path& file, Settings& settings);

}  // namespace spotter
