#include "app/live_settings.h"

#include <sstream>
#include <system_error>
#include <utility>

#include <toml++/toml.h>

#include "app/config_file.h"
#include "app/live_source.h"
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
        if (all.model_given) settings.model = all.model;
        if (all.device_given) settings.device = all.device;
        if (all.precision_given) settings.precision = all.precision;
        return said;
    } catch (const Error& error) {
        return {error.what()};
    }
}

void remember_live_settings(const Paths& paths, const LiveSettings& settings) {
    toml::table file;
    if (!settings.model.empty()) file.insert("model", settings.model);
    if (settings.device) file.insert("device", to_string(*settings.device));
    if (settings.precision) file.insert("precision", to_string(*settings.precision));
    file.insert("live", toml::table{{"flash", to_string(settings.flash)},
                                    {"weight_unit", to_string(settings.weight_unit)},
                                    {"keep_videos", settings.keep_videos},
                                    {"tones", settings.tones}});
    toml::table mirror;
    for (const auto& [kind, mirrored] : settings.mirror) mirror.insert(name_of(kind), mirrored);
    if (!mirror.empty()) file.insert("mirror", std::move(mirror));
    std::ostringstream text;
    text << "# Written by Spotter: what was chosen and switched in its window\n" << file << '\n';
    std::error_code ignored;  // the writer says what is wrong
    std::filesystem::create_directories(paths.data, ignored);
    write_atomically(live_settings_file(paths), text.str(), "remember settings");
}

}  // namespace spotter
