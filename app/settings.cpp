#include "app/settings.h"

#include <array>
#include <charconv>
#include <cmath>
#include <stdexcept>

namespace spotter {
namespace {

template <class Number>
Number number(const std::string& text, Number least, Number most, const std::string& allowed) {
    Number value{};
    const char* end = text.data() + text.size();
    const auto result = std::from_chars(text.data(), end, value);
    if (result.ec != std::errc() || result.ptr != end || !(value >= least) || !(value <= most)) {
        throw std::invalid_argument("'" + text + "' is not " + allowed);
    }
    return value;
}

double share(const std::string& text) {
    return number(text, 0.0, 1.0, "a number from 0 to 1");
}

std::string not_empty(const std::string& text) {
    if (text.empty()) throw std::invalid_argument("the value is empty");
    return text;
}

template <class Value>
Value one_of(std::optional<Value> parsed, const std::string& text, const std::string& allowed) {
    if (!parsed) throw std::invalid_argument("'" + text + "' is not one of " + allowed);
    return *parsed;
}

bool yes_or_no(const std::string& text) {
    if (text != "true" && text != "false") {
        throw std::invalid_argument("'" + text + "' is not one of true, false");
    }
    return text == "true";
}

std::optional<FlashChoice> parse_flash_choice(const std::string& text) {
    for (const FlashChoice choice :
         {FlashChoice::nothing, FlashChoice::sets, FlashChoice::everything}) {
        if (text == to_string(choice)) return choice;
    }
    return std::nullopt;
}

LogLevel log_level(const std::string& text) {
    if (text == "debug") return LogLevel::debug;
    if (text == "info") return LogLevel::info;
    if (text == "warning") return LogLevel::warning;
    if (text == "error") return LogLevel::error;
    if (text == "off") return LogLevel::off;
    throw std::invalid_argument("'" + text + "' is not one of debug, info, warning, error, off");
}

SettingKey mirror_key(const std::string& kind, SourceKind of, const std::string& help) {
    return {"mirror." + kind, false, "true|false", help,
            [of](Settings& s, const std::string& text) { s.live.mirror[of] = yes_or_no(text); }};
}

const std::array<SettingKey, 21>& keys() {
    static const std::array<SettingKey, 21> all = {{
        {"model", true, "NAME|DIR", "Model: a name from 'spotter models list', or a folder",
         [](Settings& s, const std::string& text) {
             s.model = not_empty(text);
             s.model_given = true;
         }},
        {"device", true, "auto|cpu|cuda", "Where the model runs",
         [](Settings& s, const std::string& text) {
             s.device = one_of(parse_device(text), text, "auto, cpu, cuda");
             s.device_given = true;
         }},
        {"precision", true, "auto|float32|bfloat16", "Numbers that the model computes with",
         [](Settings& s, const std::string& text) {
             s.precision = one_of(parse_precision(text), text, "auto, float32, bfloat16");
             s.precision_given = true;
         }},
        {"threads", true, "N", "CPU threads in all; 0: as many as there are cores",
         [](Settings& s, const std::string& text) {
             s.threads = number(text, 0, 1024, "a whole number from 0 to 1024");
         }},
        {"framing", true, "center|person",
         "What a pixel model is shown: the middle of the picture, or the person",
         [](Settings& s, const std::string& text) {
             s.framing = one_of(parse_framing(text), text, "center, person");
         }},
        {"log_level", true, "LEVEL", "What is logged: debug, info, warning, error, off",
         [](Settings& s, const std::string& text) { s.log_level = log_level(text); }},
        {"source", false, "SOURCE", "What 'spotter live' watches when it is not told",
         [](Settings& s, const std::string& text) { s.source = not_empty(text); }},
        {"thresholds.enter", false, "0 … 1", "A label must reach this score …",
         [](Settings& s, const std::string& text) { s.enter = share(text); }},
        {"thresholds.exit", false, "0 … 1", "… and stands until its score is below this",
         [](Settings& s, const std::string& text) { s.exit = share(text); }},
        {"thresholds.dwell_s", false, "SECONDS", "How long a label must hold before it is taken",
         [](Settings& s, const std::string& text) {
             s.dwell_s = number(text, 0.0, 60.0, "a number of seconds from 0 to 60");
         }},
        {"live.flash", false, "nothing|sets|everything", "What fills the window for a moment",
         [](Settings& s, const std::string& text) {
             s.live.flash = one_of(parse_flash_choice(text), text, "nothing, sets, everything");
         }},
        {"live.weight_unit", false, "kg|lb", "Weights of sets that are new",
         [](Settings& s, const std::string& text) {
             s.live.weight_unit = one_of(parse_weight_unit(text), text, "kg, lb");
         }},
        {"live.keep_videos", false, "true|false", "Keep sessions of video files that are watched",
         [](Settings& s, const std::string& text) { s.live.keep_videos = yes_or_no(text); }},
        {"live.tones", false, "true|false", "Short tones at reps and at the end of sets and rests",
         [](Settings& s, const std::string& text) { s.live.tones = yes_or_no(text); }},
        mirror_key("camera", SourceKind::camera, "Show cameras as in a mirror"),
        mirror_key("stream", SourceKind::stream, "Show streams as in a mirror"),
        mirror_key("file", SourceKind::file, "Show video files as in a mirror"),
        mirror_key("demo", SourceKind::demo, "Show the demo as in a mirror"),
        {"camera.width", false, "PIXELS", "Picture width that cameras are asked for",
         [](Settings& s, const std::string& text) {
             s.capture.camera_width = number(text, 16, 8192, "a whole number from 16 to 8192");
         }},
        {"camera.height", false, "PIXELS", "Picture height that cameras are asked for",
         [](Settings& s, const std::string& text) {
             s.capture.camera_height = number(text, 16, 8192, "a whole number from 16 to 8192");
         }},
        {"camera.rate", false, "FPS", "Pictures a second that cameras are asked for",
         [](Settings& s, const std::string& text) {
             s.capture.camera_rate = number(text, 1.0, 240.0, "a number from 1 to 240");
         }},
    }};
    return all;
}

}  // namespace

std::span<const SettingKey> setting_keys() {
    return keys();
}

const SettingKey* find_setting(const std::string& name) {
    for (const SettingKey& key : keys()) {
        if (key.name == name) return &key;
    }
    return nullptr;
}

Thresholds effective_thresholds(const Settings& settings, const Thresholds& model) {
    return {settings.enter.value_or(model.enter), settings.exit.value_or(model.exit),
            settings.dwell_s.value_or(model.dwell_s)};
}

}  // namespace spotter
