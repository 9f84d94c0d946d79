#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/cli/commands.h"

namespace spotter {

struct CommandLine {
    std::optional<std::filesystem::path> data_dir;
    std::optional<std::filesystem::path> config_file;
    // Names and values of setting_keys() that were given as flags, not yet checked.
    std::vector<std::pair<std::string, std::string>> settings;
    std::function<ExitCode(const CommandContext&)> command;
};

// What the user typed; nothing when it was a request for help or version, which is answered
// here. Throws UsageError.
std::optional<CommandLine> parse_command_line(int argc, const char* const* argv);

// The flag of a setting: "--log-level" of "log_level".
std::string flag_of(const std::string& setting);

}  // namespace spotter
