#include <filesystem>
#include <fstream>
#include <functional>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "tests/app/clips.h"
#include "tests/app/program.h"
#include "tests/temp_folder.h"

using namespace spotter::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
namespace fs = std::filesystem;

namespace {

struct BadFile {
    std::string name;
    std::function<void(const fs::path&)> make;
};

std::string whole_clip(const fs::path& near) {
    const fs::path file = near.parent_path() / "whole.mp4";
    make_clip(file, 2);
    return bytes_of(file);
}

const std::vector<BadFile>& bad_files() {
    static const std::vector<BadFile> all = {
        {"missing.mp4", [](const fs::path&) {}},
        {"empty.mp4", [](const fs::path& file) { write_bytes(file, ""); }},
        {"text.mp4", [](const fs::path& file) { write_bytes(file, "no video at all\n"); }},
        {"truncated.mp4",
         [](const fs::path& file) {
             const std::string bytes = whole_clip(file);
             write_bytes(file, bytes.substr(0, bytes.size() / 3));
         }},
        {"corrupted.mp4",
         [](const fs::path& file) {
             std::string bytes = whole_clip(file);
             for (std::size_t i = 0; i < bytes.size(); ++i) bytes[i] ^= static_cast<char>(i * 37);
             write_bytes(file, bytes);
         }},
        {"image.mp4",
         [](const fs::path& file) {
             write_bytes(file, "\x89PNG\r\n\x1a\n" + std::string(64, 'x'));
         }},
        {"audio.mp4",
         [](const fs::path& file) {
             VideoRecipe recipe;
             recipe.audio = true;
             make_video(file, recipe);
         }},
    };
    return all;
}

void check_one_line(const Finished& run, int code, const std::string& subject) {
    INFO(run.err);
    CHECK(run.code == code);
    CHECK(lines_in(run.err) == 1);
    CHECK_THAT(run.err, StartsWith("spotter: ") && Contains(subject));
}

}  // namespace

TEST_CASE("files that are no videos: one line each, and the others are predicted") {
    const TempFolder home;
    std::vector<std::string> arguments = {"predict", "--json"};
    for (const BadFile& bad : bad_files()) {
        bad.make(home / bad.name);
        arguments.push_back((home / bad.name).string());
    }
    make_clip(home / "good.mp4", 2.5);
    arguments.push_back((home / "good.mp4").string());

    const Finished run = run_program(home / "", arguments);
    INFO(run.err);
    CHECK(run.code == 1);
    CHECK(lines_in(run.err) == bad_files().size());
    const auto entries = nlohmann::json::parse(run.out);
    REQUIRE(entries.size() == bad_files().size() + 1);
    for (std::size_t i = 0; i < bad_files().size(); ++i) {
        INFO(bad_files()[i].name);
        CHECK_THAT(entries[i]["file"].get<std::string>(), Contains(bad_files()[i].name));
        CHECK_THAT(entries[i]["error"].get<std::string>(), Contains(bad_files()[i].name));
        CHECK(entries[i]["windows"] == 0);
    }
    CHECK_FALSE(entries.back().contains("error"));
    CHECK(entries.back()["windows"] == 1);
}

TEST_CASE("files that are no videos end analyze and live, too") {
    for (const char* name : {"missing.mp4", "empty.mp4", "audio.mp4"}) {
        const TempFolder home;
        for (const BadFile& bad : bad_files()) {
            if (bad.name == name) bad.make(home / name);
        }
        const std::string file = (home / name).string();
        check_one_line(run_program(home / "", {"analyze", file}), 1, name);
        check_one_line(run_program(home / "", {"live", "--json", "--source", file}), 1, name);
    }
}

TEST_CASE("a recording that replay cannot open is said before any window opens") {
    const TempFolder home;
    check_one_line(run_program(home / "", {"replay", (home / "gone.mp4").string()}), 1, "gone.mp4");
    check_one_line(run_program(home / "", {"replay", "last"}), 1, "session");
    check_one_line(run_program(home / "", {"replay"}), 2, "video or a session");
}

TEST_CASE("a folder instead of a file is searched, or refused") {
    const TempFolder home;
    fs::create_directories(home / "folder");
    const std::string folder = (home / "folder").string();
    check_one_line(run_program(home / "", {"predict", folder}), 1, "no videos");
    check_one_line(run_program(home / "", {"analyze", folder}), 1, "folder");

    make_clip(home / "good.mp4", 1);
    const Finished run =
        run_program(home / "", {"predict", "--json", folder, (home / "good.mp4").string()});
    check_one_line(run, 1, "no videos");
    const auto entries = nlohmann::json::parse(run.out);
    REQUIRE(entries.size() == 2);
    CHECK_THAT(entries[0]["error"].get<std::string>(), Contains("no videos"));
    CHECK(entries[1]["windows"] == 1);
}

TEST_CASE("a video that fails is named as it lies there, and once") {
    const TempFolder home;
    const auto file = home / "vids/sub/text.mp4";
    fs::create_directories(file.parent_path());
    write_bytes(file, "no video\n");
    check_one_line(run_program(home / "", {"predict", (home / "vids").string()}), 1,
                   "open video: " + file.string() + ": is cut off, damaged or not");
    check_one_line(
        run_program(home / "", {"analyze", file.string(), (home / "vids").string(), file.string()}),
        1, "open video: " + file.string() + ": ");
}

TEST_CASE("a model that fails is named as it lies there") {
    const TempFolder home;
    check_one_line(run_program(home / "", {"models", "show", (home / "").string()}), 1,
                   (home / "config.json").string() + ": is missing");
}

TEST_CASE("a video that is cut off is said, and how long the rest is") {
    const TempFolder home;
    VideoRecipe recipe;
    recipe.ticks = even_ticks(101, 40);
    recipe.moov_first = true;
    make_video(home / "whole.mp4", recipe);
    const std::string bytes = bytes_of(home / "whole.mp4");
    write_bytes(home / "half.mp4", bytes.substr(0, bytes.size() / 2));
    const std::string half = (home / "half.mp4").string();
    const std::string said = "cut off: ";
    const Finished analysed = run_program(home / "", {"analyze", half, "--json"});
    CHECK(analysed.code == 0);
    CHECK(analysed.err.starts_with("warning: " + half + ": " + said));
    CHECK(lines_in(analysed.err) == 1);
    const auto analysis = nlohmann::json::parse(analysed.out);
    CHECK(analysis["note"].get<std::string>().starts_with(said));
    CHECK(analysis["note"].get<std::string>().ends_with(" s of 4.0 s could be read"));
    CHECK(analysis["duration_s"].get<double>() < 3);
    const Finished predicted = run_program(home / "", {"predict", half, "--json"});
    CHECK(nlohmann::json::parse(predicted.out)[0]["note"] == analysis["note"]);
}

TEST_CASE("one picture is a clip shorter than a window") {
    const TempFolder home;
    VideoRecipe recipe;
    recipe.ticks = {0};
    make_video(home / "one.mp4", recipe);
    const Finished run = run_program(home / "", {"predict", (home / "one.mp4").string()});
    INFO(run.err);
    CHECK(run.code == 0);
    CHECK_THAT(run.out, Contains("shorter than one window"));
}

TEST_CASE("a source that never ends is no recording") {
    const TempFolder home;
    check_one_line(run_program(home / "", {"predict", "camera"}), 1, "it never ends");
    check_one_line(run_program(home / "", {"analyze", "demo:"}), 1,
                   "'demo:': it never ends; watch it with 'spotter live --source demo:'");
}

TEST_CASE("a camera that is not there is said at once") {
    const TempFolder home;
    check_one_line(run_program(home / "", {"live", "--headless", "--source", "camera:/dev/none"}),
                   1, "/dev/none");
}

TEST_CASE("outputs that cannot be written fail with one line and leave nothing behind") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 2.5);
    const std::string clip = (home / "clip.mp4").string();
    check_one_line(run_program(home / "", {"analyze", clip, "--json", "/dev/full"}), 1,
                   "/dev/full: No space left");
    check_one_line(run_program(home / "", {"analyze", clip, "--annotate", "/dev/full"}), 1,
                   "/dev/full");
    check_one_line(run_program(home / "", {"analyze", clip, "--csv", (home / "no/a.csv").string()}),
                   1, "no/a.csv");
    Environment environment;
    environment.standard_output = "/dev/full";
    check_one_line(run_program(home / "", {"predict", clip}, environment), 1, "standard output");
}

TEST_CASE("a model folder that is broken is refused with one line") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 1);
    const std::string clip = (home / "clip.mp4").string();
    const fs::path shipped = SPOTTER_TEST_DIR "/../assets/models/default";
    const fs::path model = home / "model";
    fs::create_directories(model);
    for (const auto& entry : fs::directory_iterator(shipped)) {
        if (!entry.is_regular_file()) continue;
        write_bytes(model / entry.path().filename(), bytes_of(entry.path()));
    }
    std::string subject = "model";
    SECTION("without weights") {
        fs::remove(model / "model.safetensors");
    }
    SECTION("with weights that are cut off") {
        const std::string bytes = bytes_of(model / "model.safetensors");
        write_bytes(model / "model.safetensors", bytes.substr(0, bytes.size() - 100));
    }
    SECTION("with a weight that is not a number") {
        std::string bytes = bytes_of(model / "model.safetensors");
        bytes.replace(bytes.size() - 4, 4, "\xff\xff\xff\xff");
        write_bytes(model / "model.safetensors", bytes);
    }
    SECTION("with a configuration that is no JSON") {
        write_bytes(model / "config.json", "{");
        subject = "config.json";
    }
    check_one_line(run_program(home / "", {"predict", clip, "--model", model.string()}), 1,
                   subject);
    check_one_line(run_program(home / "", {"models", "import", model.string()}), 1, subject);
    CHECK_FALSE(fs::exists(home / ".local/share/spotter/models/model"));
}

TEST_CASE("pose models that are missing or altered are named") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 1);
    fs::create_directories(home / "assets/pose");
    fs::create_directory_symlink(SPOTTER_TEST_DIR "/../assets/models", home / "assets/models");
    Environment environment;
    environment.values = {{"SPOTTER_ASSETS", (home / "assets").string()}};
    SECTION("missing") {}
    SECTION("altered") {
        write_bytes(home / "assets/pose/pose_detection.tflite", "altered");
    }
    check_one_line(run_program(home / "", {"predict", (home / "clip.mp4").string()}, environment),
                   1, "pose_detection.tflite");
}
