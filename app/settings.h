#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>

#include "capture/source_options.h"
#include "engine/core/log.h"
#include "engine/core/source.h"
#include "engine/core/thresholds.h"
#include "engine/core/weight.h"
#include "engine/model/classifier.h"
#include "engine/model/model_folder.h"
#include "ui/live/flash.h"

namespace spotter {

// What is set of Live, here or in its window.
struct LiveSettings {
    FlashChoice flash = FlashChoice::everything;
    WeightUnit weight_unit = WeightUnit::kg;
    bool keep_videos = false;  // sessions of video files, too
    bool tones = false;
    // Whether sources of a kind are shown as in a mirror; those left out: as they say themselves.
    std::map<SourceKind, bool> mirror = {};
    // What was chosen in the window; empty: nothing was. The model by its name or its folder.
    std::string model = {};
    std::optional<Device> device = {};
    std::optional<Precision> precision = {};

    friend bool operator==(const LiveSettings&, const LiveSettings&) = default;
};

// What a user can set once for all commands: defaults < configuration file < flags.
struct Settings {
    std::string model = "default";  // a name, or a folder
    bool model_given = false;       // by the file or a flag
    Device device = Device::automatic;
    bool device_given = false;
    Precision precision = Precision::automatic;
    bool precision_given = false;
    int threads = 0;                 // 0: as many as there are cores
    std::optional<Framing> framing;  // nothing: as the model says
    std::optional<double> enter;     // thresholds; nothing: as the model says
    std::optional<double> exit;
    std::optional<double> dwell_s;
    std::string source;  // of `live`; empty: the first camera, or the demo
    LiveSettings live;
    SourceOptions capture;
    LogLevel log_level = LogLevel::warning;
};

// One setting that the file and, when `flag` is set, the command line know by the same name.
struct SettingKey {
    std::string name;  // in the file: "log_level", "camera.width"; the flag is --log-level
    bool flag = false;
    std::string value;  // for help: "auto|cpu|cuda"
    std::string help;
    // Checks `text` and takes it over; throws std::invalid_argument that says what is allowed.
    std::function<void(Settings&, const std::string& text)> set;
};

std::span<const SettingKey> setting_keys();
// Null: there is no such setting.
const SettingKey* find_setting(const std::string& name);

// The thresholds of `model` with what the user set instead.
Thresholds effective_thresholds(const Settings& settings, const Thresholds& model);

}  // namespace spotter
