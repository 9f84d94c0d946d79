#include "app/paths.h"

#include <cstdlib>
#include <system_error>

#include "engine/core/error.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

// $XDG_…_HOME/spotter, else a folder of the user's home. Relative values are ignored, as the
// XDG base directory specification says.
fs::path user_folder(const Environment& environment, const char* variable, const char* in_home) {
    if (const auto base = environment(variable); base && fs::path(*base).is_absolute()) {
        return fs::path(*base) / "spotter";
    }
    const auto home = environment("HOME");
    if (!home) {
        throw Error("find folders", "", std::string("neither ") + variable + " nor HOME is set",
                    "set HOME, or use --data-dir and --config");
    }
    return fs::path(*home) / in_home / "spotter";
}

fs::path program_folder() {
    std::error_code error;
    const fs::path program = fs::read_symlink("/proc/self/exe", error);
    return error ? fs::path() : program.parent_path();
}

fs::path assets_folder(const Environment& environment) {
    if (const auto named = environment("SPOTTER_ASSETS")) {
        if (fs::is_directory(*named)) return *named;
        throw Error("find assets", *named, "SPOTTER_ASSETS is not a folder",
                    "unset it, or name Spotter's assets folder");
    }
    const fs::path installed = (program_folder() / ".." / "share" / "spotter").lexically_normal();
    return fs::is_directory(installed) ? installed : fs::path(SPOTTER_SOURCE_ASSETS);
}

}  // namespace

std::optional<std::string> process_environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || *value == '\0') return std::nullopt;
    return value;
}

Paths find_paths(const Environment& environment, const std::optional<fs::path>& data_dir,
                 const std::optional<fs::path>& config_file) {
    Paths paths;
    if (data_dir) {
        paths.data = *data_dir;
    } else if (const auto named = environment("SPOTTER_DATA_DIR")) {
        paths.data = *named;
    } else {
        paths.data = user_folder(environment, "XDG_DATA_HOME", ".local/share");
    }
    if (config_file) {
        if (!fs::is_regular_file(*config_file)) {
            throw Error("read configuration", config_file->string(), "there is no such file",
                        "name one that exists, or leave --config out");
        }
        paths.config_file = *config_file;
    } else {
        paths.config_file = user_folder(environment, "XDG_CONFIG_HOME", ".config") / "config.toml";
    }
    paths.cache =
        data_dir ? *data_dir / "cache" : user_folder(environment, "XDG_CACHE_HOME", ".cache");
    paths.assets = assets_folder(environment);
    paths.pose = fs::is_directory(paths.assets / "pose") ? paths.assets / "pose"
                                                         : fs::path(SPOTTER_BUILD_POSE);
    return paths;
}

}  // namespace spotter
