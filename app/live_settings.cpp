#include "app/live_settings.h"

#include <cstdio>
#include <string_view>
#include <system_error>

#include "app/config_file.h"
#include "app/live_source.h"
#include "engine/core/atomic_file.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

const char* yes_or_no(bool value) {
    return value ? "true" : "false";
}

// A basic string of TOML: names of folders may have anything in them.
std::string toml_text(std::string_view text) {
    std::string out = "\"";
    for (const char c : text) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x20 || byte == 0x7f) {
            char escaped[8];
            std::snprintf(escaped, sizeof(escaped), "\\u%04X", static_cast<unsigned>(byte));
            out += escaped;
            continue;
        }
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + '"';
}

}  // namespace

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
    std::string text = "# Written by Spotter: what was chosen and switched in its window\n";
    if (!settings.model.empty()) text += "model = " + toml_text(settings.model) + "\n";
    if (settings.device) text += "device = " + toml_text(to_string(*settings.device)) + "\n";
    if (settings.precision) {
        text += "precision = " + toml_text(to_string(*settings.precision)) + "\n";
    }
    text += std::string("[live]\nflash = \"") + to_string(settings.flash) + "\"\nweight_unit = \"" +
            to_string(settings.weight_unit) +
            "\"\nkeep_videos = " + yes_or_no(settings.keep_videos) +
            "\ntones = " + yes_or_no(settings.tones) + "\n";
    if (!settings.mirror.empty()) text += "[mirror]\n";
    for (const auto& [kind, mirrored] : settings.mirror) {
        text += std::string(name_of(kind)) + " = " + yes_or_no(mirrored) + "\n";
    }
    std::error_code ignored;  // the writer says what is wrong
    std::filesystem::create_directories(paths.data, ignored);
    write_atomically(live_settings_file(paths), text, "remember settings");
}

}  // namespace spotter
