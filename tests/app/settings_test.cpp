#include "app/settings.h"

#include <stdexcept>

#include <catch2/catch.hpp>

#include "app/config_file.h"
#include "app/live_settings.h"
#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

TEST_CASE("every setting of the file is taken over") {
    const TempFolder folder;
    write_bytes(folder / "config.toml", R"(
model = "mine"
device = "cpu"
precision = "bfloat16"
threads = 3
framing = "person"
log_level = "debug"
source = "camera:1"
[thresholds]
enter = 0.7
exit = 0.5
dwell_s = 1
[live]
flash = "sets"
weight_unit = "lb"
keep_videos = true
tones = true
[camera]
width = 1280
height = 720
rate = 60
)");
    Settings settings;
    CHECK(apply_config_file(folder / "config.toml", settings).empty());
    CHECK(settings.model == "mine");
    CHECK(settings.device == Device::cpu);
    CHECK(settings.precision == Precision::bfloat16);
    CHECK(settings.threads == 3);
    CHECK(settings.framing == Framing::person);
    CHECK(settings.log_level == LogLevel::debug);
    CHECK(settings.source == "camera:1");
    CHECK(settings.enter == 0.7);
    CHECK(settings.exit == 0.5);
    CHECK(settings.dwell_s == 1);
    CHECK(settings.live == LiveSettings{FlashChoice::sets, WeightUnit::lb, true, true});
    CHECK(settings.capture.camera_width == 1280);
    CHECK(settings.capture.camera_height == 720);
    CHECK(settings.capture.camera_rate == 60);
}

TEST_CASE("how sources are shown is set by their kind, and a model that is named is known to be") {
    const TempFolder folder;
    Settings settings;
    CHECK_FALSE(settings.model_given);
    write_bytes(folder / "config.toml", "model = \"default\"\n[mirror]\nstream = true\n");
    CHECK(apply_config_file(folder / "config.toml", settings).empty());
    CHECK(settings.live.mirror == std::map<SourceKind, bool>{{SourceKind::stream, true}});
    CHECK(settings.model_given);
    write_bytes(folder / "config.toml", "[mirror]\ndemo = \"yes\"\n");
    CHECK_THROWS_WITH(apply_config_file(folder / "config.toml", settings),
                      Contains("config.toml:2") && Contains("mirror.demo"));
}

TEST_CASE("what was switched in Live is remembered and goes before the configuration") {
    const TempFolder folder;
    Paths paths;
    paths.data = folder / "data";
    LiveSettings settings{FlashChoice::nothing, WeightUnit::lb};
    CHECK(recall_live_settings(paths, settings).empty());
    CHECK(settings.weight_unit == WeightUnit::lb);
    const LiveSettings switched{FlashChoice::sets,
                                WeightUnit::kg,
                                true,
                                true,
                                {{SourceKind::camera, false}, {SourceKind::file, true}},
                                "/models/my \"gym\" \\ 1\n",
                                Device::cpu,
                                Precision::bfloat16};
    remember_live_settings(paths, switched);
    CHECK(recall_live_settings(paths, settings).empty());
    CHECK(settings == switched);
    write_bytes(live_settings_file(paths), "[live]\nflash = \"often\"\n");
    const auto said = recall_live_settings(paths, settings);
    REQUIRE(said.size() == 1);
    CHECK_THAT(said[0], Contains("live.toml:2") && Contains("nothing, sets, everything"));
    CHECK(settings == switched);
}

TEST_CASE("a file that is missing or empty sets nothing") {
    const TempFolder folder;
    Settings settings;
    CHECK(apply_config_file(folder / "missing.toml", settings).empty());
    write_bytes(folder / "empty.toml", "");
    CHECK(apply_config_file(folder / "empty.toml", settings).empty());
    CHECK(settings.model == "default");
}

TEST_CASE("what is wrong in the file is named with its line") {
    const TempFolder folder;
    const auto file = folder / "config.toml";
    const auto refusal = [&](const std::string& text) -> std::string {
        write_bytes(file, text);
        Settings settings;
        try {
            apply_config_file(file, settings);
        } catch (const Error& error) {
            return error.what();
        }
        return "accepted";
    };
    CHECK_THAT(refusal("threads = \"many\""), Contains("config.toml:1: threads: 'many'"));
    CHECK_THAT(refusal("\nthreads = 1.5"), Contains("config.toml:2: threads: '1.5'"));
    CHECK_THAT(refusal("threads = true"), Contains("threads"));
    CHECK_THAT(refusal("model = []"), Contains("model"));
    CHECK_THAT(refusal("[camera]\nrate = 0"), Contains("config.toml:2: camera.rate: '0'"));
    CHECK_THAT(refusal("[thresholds]\nenter = nan"), Contains("thresholds.enter"));
    CHECK_THAT(refusal("a = \n"), Contains("config.toml:1"));

    write_bytes(file, "[camera]\nzoom = 2\n[audio]\nvolume = 1\n");
    Settings settings;
    const auto unknown = apply_config_file(file, settings);
    REQUIRE(unknown.size() == 2);
    CHECK_THAT(unknown[0] + unknown[1], Contains("config.toml:2: unknown key 'camera.zoom'") &&
                                            Contains("config.toml:4: unknown key 'audio.volume'"));
}

TEST_CASE("values are checked once, for file and flags alike") {
    Settings settings;
    const auto refused = [&](const char* name, const char* text) {
        try {
            find_setting(name)->set(settings, text);
        } catch (const std::invalid_argument&) {
            return true;
        }
        return false;
    };
    CHECK(refused("device", "gpu"));
    CHECK(refused("threads", "2x"));
    CHECK(refused("threads", ""));
    CHECK(refused("model", ""));
    CHECK(refused("thresholds.enter", "1.1"));
    CHECK_FALSE(refused("thresholds.enter", "1"));
    CHECK(find_setting("nothing") == nullptr);
}

TEST_CASE("thresholds of the user stand above the model's") {
    Settings settings;
    settings.exit = 0.2;
    const Thresholds limits = effective_thresholds(settings, {0.6, 0.4, 0.5});
    CHECK(limits.enter == 0.6);
    CHECK(limits.exit == 0.2);
    CHECK(limits.dwell_s == 0.5);
}
