#include "training/data/dataset_edit.h"

#include <filesystem>
#include <string>
#include <thread>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/capture/make_video.h"
#include "tests/temp_folder.h"
#include "training/data/clip_names.h"
#include "training/data/dataset_check.h"
#include "training/data/dataset_summary.h"
#include "training/data/filmstrip.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

void touch(const fs::path& file, const std::string& bytes = "x") {
    fs::create_directories(file.parent_path());
    write_bytes(file, bytes);
}

// squat/a-0001 and -0002 of group a, squat/b-0001 of b, rest/a-0001 of a.
void make_dataset(const fs::path& folder) {
    Dataset dataset;
    dataset.folder = folder;
    const std::vector<std::vector<std::string>> all = {{"squat", "a", "0001"},
                                                       {"squat", "a", "0002"},
                                                       {"squat", "b", "0001"},
                                                       {"rest", "a", "0001"}};
    for (const auto& part : all) {
        const std::string file = part[0] + "/" + part[1] + "-" + part[2] + ".mp4";
        touch(folder / file, file);
        dataset.clips.push_back({file, part[0], part[1], part[1] + ".mov",
                                 std::string(63, '0') + part[1], 0, 2, Split::train});
    }
    write_dataset(dataset);
}

std::vector<std::string> files_of(const Dataset& dataset) {
    std::vector<std::string> files;
    for (const DatasetClip& clip : dataset.clips) {
        files.push_back(clip.file);
        CHECK(fs::is_regular_file(dataset.folder / clip.file));
    }
    return files;
}

const DatasetClip& clip_in(const Dataset& dataset, const std::string& file) {
    for (const DatasetClip& clip : dataset.clips) {
        if (clip.file == file) return clip;
    }
    FAIL(file);
    throw 0;
}

bool any(const std::vector<std::string>& lines, const std::string& words) {
    for (const std::string& line : lines) {
        if (line.find(words) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("a clip that gets another label moves to its folder") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    const Dataset now = relabel_clips(folder, {"squat/b-0001.mp4", "squat/a-0001.mp4"}, "Rest");
    CHECK(files_of(now) == std::vector<std::string>{"rest/a-0001.mp4", "rest/a-0002.mp4",
                                                    "rest/b-0001.mp4", "squat/a-0002.mp4"});
    CHECK(bytes_of(folder / "rest/a-0002.mp4") == "squat/a-0001.mp4");
    CHECK(clip_in(now, "rest/a-0002.mp4").label == "rest");
    CHECK(clip_in(now, "rest/a-0002.mp4").group == "a");
    CHECK(read_dataset(folder).clips == now.clips);
    CHECK(files_of(relabel_clips(folder, {"squat/a-0002.mp4"}, "new one")).back() ==
          "rest/b-0001.mp4");
    CHECK_FALSE(fs::exists(folder / "squat"));
}

TEST_CASE("a label that cannot be, or a clip that is not there, changes nothing") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    const std::string before = bytes_of(folder / "dataset.json");
    CHECK_THROWS_WITH(relabel_clips(folder, {"squat/b-0001.mp4"}, "a/b"), Contains("slash"));
    CHECK_THROWS_WITH(relabel_clips(folder, {"squat/b-0001.mp4", "squat/x.mp4"}, "rest"),
                      Contains("squat/x.mp4") && Contains("no such clip"));
    CHECK_THROWS_WITH(delete_clips(folder, {"squat/b-0001.mp4", "../x.mp4"}),
                      Contains("no such clip"));
    CHECK(bytes_of(folder / "dataset.json") == before);
    files_of(read_dataset(folder));
}

TEST_CASE("a clip moves to a split with its whole group") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    const Dataset now = move_to_split(folder, {"rest/a-0001.mp4"}, Split::test);
    CHECK(clips_in(now, Split::test).size() == 3);
    CHECK(clip_in(now, "squat/b-0001.mp4").split == Split::train);
}

TEST_CASE("another label and another split can be taken back") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    const Dataset before = read_dataset(folder);
    std::vector<ChangedClip> relabelled;
    relabel_clips(folder, {"squat/a-0001.mp4", "squat/b-0001.mp4"}, "rest", &relabelled);
    std::vector<ChangedClip> moved;
    move_to_split(folder, {"rest/a-0002.mp4"}, Split::test, &moved);
    CHECK(relabelled.size() == 2);
    CHECK(moved.size() == 3);  // the whole group
    take_back(folder, moved);
    CHECK(take_back(folder, relabelled).clips == before.clips);
    CHECK(read_dataset(folder).clips == before.clips);
    CHECK(bytes_of(folder / "squat/a-0001.mp4") == "squat/a-0001.mp4");
}

TEST_CASE("a change is taken back for the clips that are still there, beside new ones") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    std::vector<ChangedClip> changes;
    relabel_clips(folder, {"squat/a-0001.mp4", "squat/b-0001.mp4"}, "rest", &changes);
    delete_clips(folder, {"rest/b-0001.mp4"});
    relabel_clips(folder, {"rest/a-0001.mp4"}, "squat");  // takes the other's place
    const Dataset now = take_back(folder, changes);
    CHECK(files_of(now) ==
          std::vector<std::string>{"squat/a-0001.mp4", "squat/a-0002.mp4", "squat/a-0003.mp4"});
    CHECK(bytes_of(folder / "squat/a-0003.mp4") == "squat/a-0001.mp4");
}

TEST_CASE("what was deleted comes back") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    const Dataset before = read_dataset(folder);
    const TrashedClips first = delete_clips(folder, {"squat/a-0001.mp4", "squat/b-0001.mp4"});
    const TrashedClips second = delete_clips(folder, {"rest/a-0001.mp4"});
    CHECK(first.clips.size() == 2);
    CHECK(files_of(read_dataset(folder)) == std::vector<std::string>{"squat/a-0002.mp4"});
    REQUIRE(deleted_clips(folder).size() == 2);
    CHECK(deleted_clips(folder).back().name == second.name);

    restore_clips(folder, second.name);
    CHECK(restore_clips(folder, first.name).clips == before.clips);
    CHECK(read_dataset(folder).clips == before.clips);
    CHECK(deleted_clips(folder).empty());
    CHECK_THROWS_WITH(restore_clips(folder, first.name), Contains("no such deletion"));
    CHECK_THROWS_WITH(restore_clips(folder, "../set"), Contains("no such deletion"));
}

TEST_CASE("a clip whose place was taken comes back under another name") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    const TrashedClips trashed = delete_clips(folder, {"rest/a-0001.mp4"});
    relabel_clips(folder, {"squat/a-0001.mp4"}, "rest");
    const Dataset now = restore_clips(folder, trashed.name);
    CHECK(files_of(now).size() == 4);
    CHECK(bytes_of(folder / "rest/a-0001.mp4") == "squat/a-0001.mp4");
    CHECK(bytes_of(folder / "rest/a-0002.mp4") == "rest/a-0001.mp4");
}

TEST_CASE("the last clips can be deleted, and the trash emptied") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    delete_clips(folder, files_of(read_dataset(folder)));
    CHECK_THROWS_WITH(read_dataset(folder), Contains("no clips"));
    empty_trash(folder);
    CHECK(deleted_clips(folder).empty());
}

TEST_CASE("two who change a dataset at once do not undo each other's work") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);
    {
        std::jthread one([&] { relabel_clips(folder, {"squat/a-0001.mp4"}, "lunge"); });
        std::jthread two([&] { delete_clips(folder, {"squat/b-0001.mp4"}); });
        std::jthread three([&] { move_to_split(folder, {"rest/a-0001.mp4"}, Split::test); });
    }
    const Dataset now = read_dataset(folder);
    CHECK(files_of(now) ==
          std::vector<std::string>{"lunge/a-0001.mp4", "rest/a-0001.mp4", "squat/a-0002.mp4"});
    CHECK(clips_in(now, Split::test).size() == 3);
}

TEST_CASE("file names of clips are fit for every system, and no two are the same") {
    CHECK(clip_stem("squat/an: odd?name.mp4") == "an_ odd_name");
    CHECK(clip_stem(".mp4") == "mp4");
    CHECK(clip_stem("..a...mov") == "a");
    CHECK(clip_stem("\xff.mp4") == "clip");
    CHECK(clip_stem("🏋 squat.mp4") == "🏋 squat");
    CHECK(clip_stem(std::string(79, 'x') + "ä.mp4") == std::string(79, 'x'));
    const TempFolder home;
    make_dataset(home / "set");
    ClipNames names(read_dataset(home / "set"));
    const std::string a = std::string(63, '0') + "a";
    const std::string other(64, '5');
    CHECK(names.next("squat", "a.mov", a) == "squat/a-0003.mp4");
    CHECK(names.next("squat", "A.mov", other) == "squat/A-555555-0001.mp4");
    CHECK(names.next("squat", "c.mov", other) == "squat/c-0001.mp4");
    CHECK(names.next("squat", "c.mov", other) == "squat/c-0002.mp4");
}

TEST_CASE("a summary counts clips, groups and minutes, and warns in words") {
    const TempFolder home;
    make_dataset(home / "set");
    const DatasetSummary summary = summarize(read_dataset(home / "set"));
    CHECK(summary.clips == 4);
    CHECK(summary.groups == 2);
    CHECK(summary.minutes == Approx(8.0 / 60));
    REQUIRE(summary.labels.size() == 2);
    CHECK(summary.labels[0].label == "squat");
    CHECK(summary.labels[0].clips == 3);
    CHECK(summary.labels[0].groups == 2);
    CHECK(summary.labels[0].clips_in.at(Split::train) == 3);
    CHECK(summary.labels[1].idle);
    CHECK(any(summary.warnings, "only one clip of Rest"));
    CHECK(any(summary.warnings, "few groups (fewer than 5) of Squat"));
    CHECK(any(summary.warnings, "there is no other"));
    CHECK_FALSE(any(summary.warnings, "there is no rest"));
    CHECK_FALSE(any(summary.warnings, "only one label"));
}

TEST_CASE("a summary warns of one label, of imbalance and of parted groups") {
    Dataset dataset;
    for (int i = 0; i < 12; ++i) {
        const std::string group = "g" + std::to_string(i / 2);
        dataset.clips.push_back({"squat/" + std::to_string(i), "squat", group, "", "", 0, 2,
                                 i == 0 ? Split::test : Split::train});
    }
    tidy_dataset(dataset);
    CHECK(any(summarize(dataset).warnings, "there is only one label, Squat"));
    CHECK(any(summarize(dataset).warnings, "1 group stands in more than one split"));
    for (int i = 0; i < 2; ++i) {
        dataset.clips.push_back({"rest/" + std::to_string(i), "rest", "r" + std::to_string(i), "",
                                 "", 0, 2, Split::train});
    }
    tidy_dataset(dataset);
    CHECK(any(summarize(dataset).warnings, "Squat has 12 clips, Rest 2"));
    CHECK(summarize(Dataset{}).warnings.empty());
}

TEST_CASE("a filmstrip shows a clip from its beginning to its end") {
    const TempFolder home;
    VideoRecipe recipe;
    recipe.width = 96;
    recipe.height = 64;
    recipe.ticks = even_ticks(101, 100);
    make_video(home / "a.mp4", recipe);
    const std::vector<Image> strip = filmstrip(home / "a.mp4", 5, 64);
    REQUIRE(strip.size() == 5);
    for (std::size_t i = 0; i < strip.size(); ++i) {
        CHECK(strip[i].height() == 64);
        CHECK(strip[i].width() == 96);
        CHECK(std::abs(number_in(strip[i]) - static_cast<int>(10 + 20 * i)) <= 1);
    }
    recipe.ticks = {0, 100};
    make_video(home / "short.mp4", recipe);
    CHECK(filmstrip(home / "short.mp4", 5, 24).size() == 2);
    std::stop_source stop;
    stop.request_stop();
    CHECK_THROWS(filmstrip(home / "a.mp4", 5, 64, stop.get_token()));
}

TEST_CASE("a check finds clips that cannot be read and videos under two labels") {
    const TempFolder home;
    const fs::path folder = home / "set";
    make_dataset(folder);  // of files that are no videos
    VideoRecipe recipe;
    recipe.ticks = even_ticks(20, 100);
    make_video(folder / "squat/b-0001.mp4", recipe);
    make_video(folder / "rest/a-0001.mp4", recipe);
    touch(folder / "squat/stranger.mp4");
    JobToken token;
    const DatasetCheck check = check_dataset(read_dataset(folder), token);
    CHECK(check.clips == 4);
    REQUIRE(check.problems.size() == 3);
    CHECK(check.problems[0].name == "squat/a-0001.mp4");
    CHECK(check.problems[2].name == "squat/b-0001.mp4");
    CHECK_THAT(check.problems[2].reason,
               Contains("rest/a-0001.mp4") && Contains("another label; 'spotter clips relabel'"));
    CHECK_FALSE(any(check.notes, "more than one split"));
    CHECK(any(check.notes, "1 video in the folder is not part of the dataset"));
}

TEST_CASE("a check says what to do about videos and groups in two splits") {
    const TempFolder home;
    Dataset dataset;
    dataset.folder = home / "set";
    VideoRecipe recipe;
    recipe.ticks = even_ticks(20, 100);
    for (const char* name : {"a", "b", "c"}) {
        const std::string file = std::string("squat/") + name + "-0001.mp4";
        touch(dataset.folder / file);
        make_video(dataset.folder / file, recipe);
        recipe.first_number += 100;
        dataset.clips.push_back({file, "squat", "anna", std::string(name) + ".mov",
                                 std::string(63, '0') + name, 0, 2, Split::train});
    }
    fs::copy_file(dataset.folder / "squat/a-0001.mp4", dataset.folder / "squat/b-0001.mp4",
                  fs::copy_options::overwrite_existing);
    dataset.clips[1].group = "ben";
    dataset.clips[1].split = Split::test;
    dataset.clips[2].split = Split::validation;
    write_dataset(dataset);
    JobToken token;
    const DatasetCheck check = check_dataset(read_dataset(dataset.folder), token);
    REQUIRE(check.problems.size() == 2);
    CHECK_THAT(check.problems[0].reason,
               Contains("another split; move one of them with 'spotter clips split --to'"));
    CHECK(check.problems[1].name == "group anna");
    CHECK_THAT(check.problems[1].reason, Contains("; 'spotter clips split --redraw' puts"));
}
