#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace spotter {

// The environment variable of this name; nothing when it is unset or empty. Tests replace it.
using Environment = std::function<std::optional<std::string>(const char* name)>;
std::optional<std::string> process_environment(const char* name);

// Where the program finds and keeps things. The folders of the user need not exist yet.
struct Paths {
    std::filesystem::path data;         // models/ of the user; --data-dir, SPOTTER_DATA_DIR, XDG
    std::filesystem::path config_file;  // config.toml; --config, XDG
    std::filesystem::path cache;        // what can be made again: compiled pose models
    std::filesystem::path assets;       // what Spotter ships: models/, the demo
    std::filesystem::path pose;         // the two pose models
};

// `data_dir` and `config_file`: from the command line. Assets lie in SPOTTER_ASSETS, else in
// ../share/spotter beside the program, else in the source tree it was built from. Throws Error
// when a folder that was named is not there, or the user has no home.
Paths find_paths(const Environment& environment,
                 const std::optional<std::filesystem::path>& data_dir,
                 const std::optional<std::filesystem::path>& config_file);

}  // namespace spotter
