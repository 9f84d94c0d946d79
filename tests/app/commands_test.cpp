#include <filesystem>
#include <sstream>
#include <string>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "capture/open_source.h"
#include "tests/app/clips.h"
#include "tests/app/program.h"
#include "tests/data/make_zip.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

double sum_of(const nlohmann::json& scores) {
    double sum = 0;
    for (const auto& [label, score] : scores.items()) sum += score.get<double>();
    return sum;
}

}  // namespace

TEST_CASE("predict gives a label, all confidences and the windows, in input order") {
    const TempFolder home;
    make_clip(home / "long.mp4", 4.5);
    make_clip(home / "short.mp4", 1);
    const Finished run = run_program(home / "", {"predict", "--json", (home / "long.mp4").string(),
                                                 (home / "short.mp4").string()});
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK(run.err.empty());
    const auto entries = nlohmann::json::parse(run.out);
    REQUIRE(entries.size() == 2);
    CHECK_THAT(entries[0]["file"].get<std::string>(), Contains("long.mp4"));
    CHECK(entries[0]["windows"] == 3);  // ends at 2, 3 and 4 seconds
    CHECK(entries[0]["scores"][entries[0]["label"].get<std::string>()] == entries[0]["confidence"]);
    CHECK(sum_of(entries[0]["scores"]) == Approx(1).margin(1e-4));
    CHECK_FALSE(entries[0].contains("padded"));
    CHECK(entries[1]["windows"] == 1);
    CHECK(entries[1]["padded"] == true);
}

TEST_CASE("predict takes folders, lists, shards and another stride") {
    const TempFolder home;
    fs::create_directories(home / "clips");
    for (const char* name : {"a.mp4", "b.mp4", "c.mp4"}) make_clip(home / "clips" / name, 3.1);
    Environment environment;
    environment.standard_input = (home / "clips/b.mp4").string() + "\n";
    const Finished run =
        run_program(home / "",
                    {"predict", (home / "clips").string(), "--list", "-", "--shard", "2/2",
                     "--json", "--stride", "0.5", "--threads", "1"},
                    environment);
    INFO(run.err);
    REQUIRE(run.code == 0);
    const auto entries = nlohmann::json::parse(run.out);
    REQUIRE(entries.size() == 2);
    CHECK_THAT(entries[0]["file"].get<std::string>(), Contains("b.mp4"));
    CHECK(entries[0]["windows"] == 3);
    CHECK_THAT(entries[1]["file"].get<std::string>(), Contains("b.mp4"));
}

TEST_CASE("predict writes for people without --json") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 2.5);
    const Finished run = run_program(home / "", {"predict", (home / "clip.mp4").string()});
    CHECK(run.code == 0);
    CHECK_THAT(run.out, Contains("clip.mp4: ") && Contains("Bicep curl") && Contains("1 window"));
}

TEST_CASE("analyze writes timeline, table and a video of the same length") {
    const TempFolder home;
    make_clip(home / "workout.mp4", 4);
    const auto at = [&](const char* name) { return (home / name).string(); };
    const Finished run = run_program(
        home / "", {"analyze", at("workout.mp4"), "--json", at("out.json"), "--csv", at("out.csv"),
                    "--sets", at("sets.csv"), "--annotate", at("out.mp4"), "--stride", "1"});
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK(run.err.empty());
    CHECK_THAT(run.out, Contains("workout.mp4"));

    const auto json = nlohmann::json::parse(bytes_of(home / "out.json"));
    CHECK(json["model"] == "default");
    CHECK(json["duration_s"] == Approx(4).margin(0.1));
    REQUIRE(json["timeline"].size() == 2);
    CHECK(json["timeline"][0]["t"] == Approx(2).margin(0.05));
    CHECK(lines_in(bytes_of(home / "out.csv")) == 3);
    CHECK_THAT(bytes_of(home / "sets.csv"), Contains("file,set,exercise"));

    const auto annotated = open_source(parse_source(at("out.mp4")));
    CHECK(annotated->info().width == 160);
    int pictures = 0;
    while (annotated->read({})) ++pictures;
    CHECK(pictures == 120);
    CHECK_FALSE(fs::exists(home / "out.mp4.part"));
}

TEST_CASE("analyze prints JSON alone when asked to") {
    const TempFolder home;
    make_clip(home / "a.mp4", 1);
    const Finished run = run_program(home / "", {"analyze", (home / "a.mp4").string(), "--json"});
    REQUIRE(run.code == 0);
    CHECK(nlohmann::json::parse(run.out)["timeline"].size() == 1);
}

TEST_CASE("analyze takes folders of videos, and says which has none") {
    const TempFolder home;
    fs::create_directories(home / "days/day 10");
    fs::create_directories(home / "days/day 2");
    fs::create_directories(home / "empty");
    make_clip(home / "days/day 10/a.mp4", 1);
    make_clip(home / "days/day 2/b.mp4", 1);
    const Finished run = run_program(
        home / "", {"analyze", (home / "empty").string(), (home / "days").string(), "--json"});
    CHECK(run.code == 1);
    CHECK_THAT(run.err, Contains("empty: there are no videos in it"));
    CHECK(lines_in(run.err) == 1);
    const auto json = nlohmann::json::parse(run.out);
    REQUIRE(json.size() == 2);
    CHECK_THAT(json[0]["file"].get<std::string>(), Contains("day 2/b.mp4"));
    CHECK_THAT(json[1]["file"].get<std::string>(), Contains("day 10/a.mp4"));
}

TEST_CASE("the JSON of a folder is an array, however many videos it holds") {
    const TempFolder home;
    fs::create_directories(home / "day");
    make_clip(home / "day/a.mp4", 1);
    const Finished run = run_program(home / "", {"analyze", (home / "day").string(), "--json"});
    REQUIRE(run.code == 0);
    const auto json = nlohmann::json::parse(run.out);
    REQUIRE(json.is_array());
    CHECK(json.size() == 1);
}

TEST_CASE("live plays a file to its end in the terminal") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 2.5);
    const Finished run =
        run_program(home / "", {"live", "--json", "--source", (home / "clip.mp4").string()});
    INFO(run.err);
    REQUIRE(run.code == 0);
    std::istringstream lines(run.out);
    std::vector<nlohmann::json> events;
    for (std::string line; std::getline(lines, line);)
        events.push_back(nlohmann::json::parse(line));
    REQUIRE(events.size() >= 3);
    CHECK(events.front()["event"] == "source");
    const auto& summary = events.back();
    CHECK(summary["event"] == "summary");
    CHECK(summary["captured"] == 75);
    CHECK(summary["posed"].get<int>() + summary["replaced_unseen"].get<int>() == 75);
}

TEST_CASE("models are imported under a name, and used by it") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 1);
    const std::string shipped = SPOTTER_TEST_DIR "/../assets/models/default";
    const std::vector<std::string> import = {"models", "import", shipped, "--name", "mine"};
    const Finished run = run_program(home / "", import);
    INFO(run.err);
    REQUIRE(run.code == 0);
    CHECK(fs::exists(home / ".local/share/spotter/models/mine/config.json"));
    const Finished again = run_program(home / "", import);
    CHECK(again.code == 1);
    CHECK_THAT(again.err, Contains("--force"));
    CHECK(
        run_program(home / "", {"predict", (home / "clip.mp4").string(), "--model", "mine"}).code ==
        0);
}

TEST_CASE("a model that was exported as a ZIP is imported from it") {
    const TempFolder home;
    const std::string zip = (home / "gym.zip").string();
    REQUIRE(run_program(home / "", {"models", "export", "default", zip}).code == 0);
    const Finished run = run_program(home / "", {"models", "import", zip});
    INFO(run.err);
    REQUIRE(run.code == 0);
    const fs::path models = home / ".local/share/spotter/models";
    CHECK(fs::exists(models / "gym/model.safetensors"));
    CHECK(std::distance(fs::directory_iterator(models), {}) == 1);
    SECTION("a ZIP of something else is refused, and leaves nothing behind") {
        ZipPart part;
        part.name = "notes.txt";
        part.data = "nothing";
        write_bytes(home / "notes.zip", zip_bytes({part}));
        const Finished other =
            run_program(home / "", {"models", "import", (home / "notes.zip").string()});
        CHECK(other.code == 1);
        CHECK_THAT(other.err, Contains("notes.zip: there is no config.json in it; a model is"));
        CHECK(std::distance(fs::directory_iterator(models), {}) == 1);
    }
}

TEST_CASE("bench measures every stage") {
    const TempFolder home;
    make_clip(home / "clip.mp4", 3);
    const Finished run =
        run_program(home / "", {"bench", "--json", "--video", (home / "clip.mp4").string()});
    INFO(run.err);
    REQUIRE(run.code == 0);
    const auto report = nlohmann::json::parse(run.out);
    CHECK(report["stages"].size() == 11);
    for (const auto& stage : report["stages"]) {
        INFO(stage["stage"]);
        CHECK(stage["count"] > 0);
        CHECK(stage["p95"] >= stage["median"]);
    }
}

TEST_CASE("synth draws clips of one label, the same for the same seed") {
    const TempFolder home;
    const std::string file = (home / "sheet.png").string();
    const std::vector<std::string> arguments = {"synth", "--preview", file, "--label",
                                                "squat", "--count",   "2",  "--json"};
    const Finished first = run_program(home / "", arguments);
    INFO(first.err);
    REQUIRE(first.code == 0);
    const auto clips = nlohmann::json::parse(first.out)["clips"];
    REQUIRE(clips.size() == 2);
    CHECK(clips[1]["label"] == "squat");
    CHECK(fs::file_size(file) > 1000);
    CHECK(run_program(home / "", arguments).out == first.out);
}
