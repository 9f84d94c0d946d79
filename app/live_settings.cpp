#include "app/live_settings.h"

#include <system_error>

#include "app/config_file.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"

namespace spotter {

std::filesystem::path live_settings_file(const Paths& paths) {
    return paths.data / "live.toml";
}

std::vector<std::string> recall_live_settings(const Paths& paths, LiveSettings& settings) {
    Settings all;
    all.live = settings;
    try {
        std::vector<std::string> said = apply_config_file(live_settings_file(paths), all);
        settings = all.live;
        return said;
    } catch (const Error& error) {
        return {error.what()};
    }
}

void remember_live_settings(const Paths& paths, const LiveSettings& settings) {
    const std::string text =
        std::string("# Written by Spotter: what was switched in Live\n[live]\n") + "flash = \"" +
        to_string(settings.flash) + "\"\nweight_unit = \"" + to_string(settings.weight_unit) +
        "\"\nkeep_videos = " + (settings.keep_videos ? "true" : "false") +
        "\ntones = " + (settings.tones ? "true" : "false") + "\n";
    std::error_code ignored;  // the writer says what is wrong
    std::filesystem::create_directories(paths.data, ignored);
    write_atomically(live_settings_file(paths), text, "remember settings");
}

}  // namespace spotter
