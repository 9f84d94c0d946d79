#include <algorithm>
#include <csignal>
#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "tests/app/clips.h"
#include "tests/app/program.h"
#include "tests/data/make_zip.h"
#include "tests/temp_folder.h"

using namespace spotter::test;
using Catch::Matchers::Contains;
using Catch::Matchers::StartsWith;
using nlohmann::json;
namespace fs = std::filesystem;

namespace {

// Numbered pictures, from `first` on, so that videos differ.
void make_numbered(const fs::path& file, double seconds, int first) {
    fs::create_directories(file.parent_path());
    VideoRecipe recipe;
    recipe.ticks = even_ticks(static_cast<int>(seconds * 20) + 1, 50);
    recipe.first_number = first;
    make_video(file, recipe);
}

// squat: six videos of six people; rest: two.
void make_videos(const fs::path& folder) {
    const std::vector<std::string> people = {"anna", "ben", "cleo", "dora", "emil", "finn"};
    for (std::size_t i = 0; i < people.size(); ++i) {
        make_numbered(folder / "squat" / (people[i] + "_a.mp4"), 4, static_cast<int>(100 * i));
    }
    make_numbered(folder / "rest" / "anna_r.mp4", 2, 1000);
    make_numbered(folder / "rest" / "ben_r.mp4", 2, 1100);
}

// Also while a program is at work there.
std::vector<std::string> files_below(const fs::path& folder) {
    std::vector<std::string> files;
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator(folder, error); !error && at != fs::end(at);
         at.increment(error)) {
        std::error_code gone;
        if (at->is_regular_file(gone)) files.push_back(at->path().string());
    }
    std::sort(files.begin(), files.end());
    return files;
}

class Session {
  public:
    Finished operator()(std::vector<std::string> arguments, int code = 0) const {
        arguments.insert(arguments.begin(), "clips");
        Finished run = run_program(home / "", arguments);
        INFO(run.out << run.err);
        CHECK(run.code == code);
        return run;
    }
    std::string path(const std::string& name) const { return (home / name).string(); }

    TempFolder home;
};

}  // namespace

TEST_CASE("clips: from a folder of videos to a dataset with splits") {
    const Session clips;
    make_videos(clips.home / "videos");
    const auto report =
        json::parse(clips({"extract", clips.path("videos"), clips.path("gym"), "--json"}).out);
    CHECK(report["videos"] == 8);
    CHECK(report["added"] == 14);
    CHECK(report["added_by_label"] == json({{"rest", 2}, {"squat", 12}}));
    CHECK(report["rejected"].empty());

    const auto listed = json::parse(clips({"list", clips.path("gym"), "--json"}).out);
    CHECK(listed["clips"] == 14);
    CHECK(listed["groups"] == 8);
    CHECK(listed["labels"][0]["label"] == "squat");
    CHECK(listed["labels"][0]["clips_in"]["test"] == 2);
    CHECK(listed["labels"][0]["clips_in"]["validation"] == 2);
    CHECK(listed["labels"][1]["idle"] == true);
    REQUIRE(listed["list"].size() == 14);
    CHECK(fs::is_regular_file(clips.home / "gym" / listed["list"][0]["file"].get<std::string>()));

    const Finished again = clips({"extract", clips.path("videos"), clips.path("gym")});
    CHECK_THAT(again.out, Contains("Added 0 clips of 8 videos") && Contains("14 clips were there"));
    CHECK_THAT(clips({"check", clips.path("gym")}).out, Contains("14 clips read, no problems"));
}

TEST_CASE("clips: a dataset by name lies among the user's own") {
    const Session clips;
    make_numbered(clips.home / "long.mp4", 6, 0);
    clips(
        {"extract", clips.path("long.mp4"), "my gym", "--label", "🏋 squat", "--group", "anna"});
    const fs::path folder = clips.home / ".local/share/spotter/datasets/my gym";
    CHECK(fs::is_regular_file(folder / "🏋 squat/long-0003.mp4"));
    CHECK_THAT(clips({"list", "my gym"}).out, Contains("🏋 squat") &&
                                                  Contains("there is only one label") &&
                                                  Contains("there is no rest"));
    CHECK_THAT(clips({"list", "my gym", "--clips"}).out, Contains("anna"));
    CHECK_THAT(clips({"list", "other"}, 1).err, Contains("there is no such folder"));
}

TEST_CASE("clips: relabel, delete, undo and move by hand") {
    const Session clips;
    make_videos(clips.home / "videos");
    const std::string gym = clips.path("gym");
    clips({"extract", clips.path("videos"), gym});
    clips({"relabel", gym, "lunge", "squat/anna_a-0001.mp4", gym + "/squat/anna_a-0002.mp4"});
    CHECK(fs::is_regular_file(clips.home / "gym/lunge/anna_a-0002.mp4"));
    clips({"delete", gym, "lunge/anna_a-0001.mp4"});
    CHECK_FALSE(fs::exists(clips.home / "gym/lunge/anna_a-0001.mp4"));
    CHECK_THAT(clips({"delete", gym, "--undo"}).out, Contains("1 clip brought back"));
    CHECK(fs::is_regular_file(clips.home / "gym/lunge/anna_a-0001.mp4"));
    CHECK_THAT(clips({"delete", gym, "--undo"}, 1).err, Contains("nothing was deleted"));
    const auto moved =
        json::parse(clips({"split", gym, "--to", "test", "lunge/anna_a-0001.mp4", "--json"}).out);
    CHECK(moved["labels"][0]["clips_in"]["test"] == 2);
    CHECK_THAT(clips({"delete", gym, "squat/none.mp4"}, 1).err, Contains("no such clip"));
}

TEST_CASE("clips: what is divided stays, unless it is asked to be divided anew") {
    const Session clips;
    make_videos(clips.home / "videos");
    const std::string gym = clips.path("gym");
    clips({"extract", clips.path("videos"), gym});
    const std::string before = bytes_of(clips.home / "gym/dataset.json");
    clips({"split", gym});
    CHECK_THAT(clips({"split", gym, "--seed", "5"}, 1).err, Contains("--redraw"));
    CHECK(bytes_of(clips.home / "gym/dataset.json") == before);
    const Finished leaking = clips({"split", gym, "--redraw", "--split-by", "clip"});
    CHECK_THAT(leaking.out, Contains("clips of one video stand on both sides"));
    const auto even =
        json::parse(clips({"split", gym, "--redraw", "--shares", "1/1/1", "--json"}).out);
    CHECK(even["labels"][0]["clips_in"]["train"] == 4);
    for (const char* shares : {"70/30", "a/b/c", "1/1/1/1", "0/0/0", "70/15/-15", ""}) {
        INFO(shares);
        if (*shares != '\0') clips({"split", gym, "--redraw", "--shares", shares}, 2);
    }
    clips({"split", gym, "--to", "test"}, 2);
    clips({"split", gym, "--to", "holiday", "rest/anna_r-0001.mp4"}, 2);
}

TEST_CASE("clips: bad entries of a ZIP are one line each, and the rest comes in") {
    const Session clips;
    make_numbered(clips.home / "good.mp4", 2, 0);
    ZipPart good;
    good.name = "squat/good.mp4";
    good.data = bytes_of(clips.home / "good.mp4");
    ZipPart evil = good;
    evil.name = "../../evil.mp4";
    ZipPart text = good;
    text.name = "squat/text.mp4";
    text.data = "no video";
    ZipPart secret = good;
    secret.name = "squat/secret.mp4";
    secret.flags = 1;
    write_bytes(clips.home / "a.zip", zip_bytes({evil, text, secret, good}));
    const Finished run = clips({"extract", clips.path("a.zip"), clips.path("gym")}, 1);
    CHECK(lines_in(run.err) == 3);
    CHECK_THAT(run.err, Contains("spotter: ../../evil.mp4: its path leads outside") &&
                            Contains("squat/text.mp4: ") && Contains("it is encrypted"));
    CHECK_THAT(run.out, Contains("Added 1 clip of 2 videos"));
    CHECK_FALSE(fs::exists(clips.home / "evil.mp4"));
}

TEST_CASE("clips: wrong input is one clear line") {
    const Session clips;
    make_numbered(clips.home / "a.mp4", 2, 0);
    write_bytes(clips.home / "cut.zip", "PK\x03\x04");
    fs::create_directories(clips.home / "empty");
    const std::string gym = clips.path("gym");
    struct Wrong {
        std::vector<std::string> arguments;
        int code;
        std::string said;
    };
    const std::vector<Wrong> all = {
        {{"extract", clips.path("a.mp4"), gym}, 1, "--label"},
        {{"extract", clips.path("none.zip"), gym}, 1, "no such file"},
        {{"extract", clips.path("cut.zip"), gym}, 1, "is no ZIP archive, or it is cut off"},
        {{"extract", clips.path("empty"), gym}, 1, "no videos"},
        {{"extract", clips.path("a.mp4"), gym, "--label", std::string(300, 'x')}, 1, "longer"},
        {{"extract", clips.path("a.mp4"), gym, "--label", "a/b"}, 1, "slash"},
        {{"extract", clips.path("a.mp4"), gym, "--label", ""}, 1, "empty"},
        {{"extract", clips.path("a.mp4")}, 2, "then the dataset"},
        {{"extract", clips.path("a.mp4"), gym, "--label", "x", "--stride", "0"}, 2, "--stride"},
        {{"extract", clips.path("a.mp4"), gym, "--label", "x", "--per-video", "0"}, 2, "per-video"},
        {{"extract", clips.path("a.mp4"), gym, "--label", "x", "--from", "5", "--to", "4"},
         1,
         "before it begins"},
        {{"list", gym}, 1, "no such folder"},
        {{"list", clips.path("empty")}, 1, "no LABEL/video"},
        {{"delete", clips.path("empty")}, 2, "--undo"},
        {{"fetch"}, 2, "there is no command 'clips fetch'"},
    };
    for (const Wrong& wrong : all) {
        const Finished run = clips(wrong.arguments, wrong.code);
        INFO(run.err);
        CHECK(lines_in(run.err) == 1);
        CHECK_THAT(run.err, StartsWith("spotter: ") && Contains(wrong.said));
        CHECK_FALSE(fs::exists(gym));
    }
}

TEST_CASE("clips: Ctrl-C leaves the dataset as it was") {
    const Session clips;
    make_numbered(clips.home / "a.mp4", 2, 0);
    make_numbered(clips.home / "long.mp4", 150, 100);
    const std::string gym = clips.path("gym");
    clips({"extract", clips.path("a.mp4"), gym, "--label", "rest"});
    const auto before = files_below(gym);
    const std::string listing = bytes_of(clips.home / "gym/dataset.json");
    Program program(clips.home / "", {"clips", "extract", clips.path("long.mp4"), gym, "--label",
                                      "squat", "--stride", "0.1"});
    // Once clips are being made.
    REQUIRE(program.wait_until([&] { return files_below(gym).size() > before.size() + 3; }));
    program.signal(SIGINT);
    const Finished run = program.wait();
    CHECK(run.code == 130);
    CHECK(run.err == "spotter: interrupted\n");
    CHECK(files_below(gym) == before);
    CHECK(bytes_of(clips.home / "gym/dataset.json") == listing);
}

TEST_CASE("clips: after kill -9 the dataset is as it was, and the next import cleans up") {
    const Session clips;
    make_numbered(clips.home / "a.mp4", 2, 0);
    make_numbered(clips.home / "b.mp4", 2, 3000);
    make_numbered(clips.home / "long.mp4", 150, 100);
    const std::string gym = clips.path("gym");
    clips({"extract", clips.path("a.mp4"), gym, "--label", "rest"});
    const auto before = files_below(gym);
    const std::string listing = bytes_of(clips.home / "gym/dataset.json");
    Program program(clips.home / "", {"clips", "extract", clips.path("long.mp4"), gym, "--label",
                                      "squat", "--stride", "0.1"});
    REQUIRE(program.wait_until([&] { return files_below(gym).size() > before.size() + 3; }));
    program.signal(SIGKILL);
    program.wait();
    CHECK(bytes_of(clips.home / "gym/dataset.json") == listing);
    CHECK(files_below(gym).size() > before.size());
    CHECK(json::parse(clips({"list", gym, "--json"}).out)["clips"] == 1);
    clips({"extract", clips.path("b.mp4"), gym, "--label", "rest"});
    CHECK(files_below(gym).size() == before.size() + 1);
}
