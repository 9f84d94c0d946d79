#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "capture/video_reader.h"
#include "tests/data/importing.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

struct Picture {
    int number;
    double time;
};

std::vector<Picture> pictures_of(const fs::path& clip) {
    std::vector<Picture> pictures;
    const auto reader = VideoReader::open_file(clip);
    while (const auto frame = reader->read({})) {
        pictures.push_back({number_in(frame->image), to_seconds(frame->time)});
    }
    return pictures;
}

}  // namespace

TEST_CASE("a long video is cut into clips of one window, with all its pictures and their times") {
    const TempFolder folder;
    make_numbered(folder / "long.mp4", 7);
    const ImportReport report = import({folder / "long.mp4"}, folder / "set", labelled("squat"));
    CHECK(report.videos == 1);
    CHECK(report.added == 3);
    CHECK(report.rejected.empty());
    const Dataset dataset = read_dataset(folder / "set");
    REQUIRE(dataset.clips.size() == 3);
    for (int i = 0; i < 3; ++i) {
        const DatasetClip& clip = dataset.clips[static_cast<std::size_t>(i)];
        INFO(clip.file);
        CHECK(clip.file == "squat/long-000" + std::to_string(i + 1) + ".mp4");
        CHECK(clip.label == "squat");
        CHECK(clip.source == "long.mp4");
        CHECK(clip.source_sha256.size() == 64);
        CHECK(clip.start_s == Approx(2 * i));
        CHECK(clip.end_s == Approx(2 * i + 2));
        CHECK(clip.group == dataset.clips[0].group);
        const auto pictures = pictures_of(dataset.folder / clip.file);
        REQUIRE(pictures.size() == 21);
        for (int p = 0; p < 21; ++p) {
            const Picture& picture = pictures[static_cast<std::size_t>(p)];
            CHECK(picture.number == 20 * i + p);
            CHECK(picture.time == Approx(0.1 * p).margin(1e-4));
        }
    }
}

TEST_CASE("a stride makes clips overlap, and a limit spreads them over the video") {
    const TempFolder folder;
    make_numbered(folder / "long.mp4", 10);
    ClipImportOptions options = labelled("squat");
    options.stride = from_seconds(0.5);
    CHECK(import({folder / "long.mp4"}, folder / "all", options).added == 17);
    options.per_video = 3;
    CHECK(import({folder / "long.mp4"}, folder / "some", options).added == 3);
    const Dataset some = read_dataset(folder / "some");
    CHECK(some.clips[0].start_s == Approx(1));
    CHECK(some.clips[1].start_s == Approx(4));
    CHECK(some.clips[2].start_s == Approx(7));
}

TEST_CASE("only a stretch of a video is cut when it is named") {
    const TempFolder folder;
    make_numbered(folder / "long.mp4", 10);
    ClipImportOptions options = labelled("squat");
    options.spans = {{3, 7.5}};
    CHECK(import({folder / "long.mp4"}, folder / "set", options).added == 2);
    const Dataset set = read_dataset(folder / "set");
    CHECK(set.clips[0].start_s == Approx(3));
    CHECK(set.clips[1].end_s == Approx(7));
    options.spans = {{20, 30}};
    const ImportReport none = import({folder / "long.mp4"}, folder / "set", options);
    CHECK_THAT(reason(none, "long.mp4"), Contains("stretch"));
}

TEST_CASE("a video shorter than a window is one clip; one picture is none") {
    const TempFolder folder;
    make_numbered(folder / "in/squat/short.mp4", 1);
    VideoRecipe one;
    one.ticks = {0};
    make_video(folder / "in/squat/one.mp4", one);
    const ImportReport report = import({folder / "in"}, folder / "set");
    CHECK(report.added == 1);
    CHECK_THAT(reason(report, "squat/one.mp4"), Contains("only one picture"));
    CHECK(read_dataset(folder / "set").clips[0].end_s == Approx(1));
}

TEST_CASE("a folder and a ZIP of it give the same clips") {
    const TempFolder folder;
    make_numbered(folder / "in/squat/anna_1.mp4", 4, 0);
    make_numbered(folder / "in/rest/deep/anna_2.mp4", 2, 100);
    write_bytes(folder / "in/readme.txt", "text");
    write_bytes(
        folder / "in.zip",
        zip_bytes({stored("in/squat/anna_1.mp4", bytes_of(folder / "in/squat/anna_1.mp4")),
                   stored("in/rest/deep/anna_2.mp4", bytes_of(folder / "in/rest/deep/anna_2.mp4")),
                   stored("in/readme.txt", "text")}));
    for (const char* source : {"in", "in.zip"}) {
        INFO(source);
        const std::string name = std::string("set of ") + source;
        const ImportReport report = import({folder / source}, folder / name);
        CHECK(report.added == 3);
        CHECK(report.added_by_label.at("squat") == 2);
        CHECK(report.others == 1);
        CHECK(says(report, "groups were guessed from file names: 2 videos in 1 group"));
        const Dataset dataset = read_dataset(folder / name);
        CHECK(dataset.labels == Labels{"squat", "rest"});
        for (const DatasetClip& clip : dataset.clips) {
            CHECK(clip.group == "anna");
            CHECK(clip.split == Split::train);
        }
    }
    CHECK(files_below(folder / "set of in") == files_below(folder / "set of in.zip"));
}

TEST_CASE("labels with spaces, emoji and other scripts come in as they are") {
    const TempFolder folder;
    write_bytes(folder / "in.zip", zip_bytes({stored("Bicep curl/a.mp4", numbered_bytes(2, 0)),
                                              stored("🏋️ squat/b.mp4", numbered_bytes(2, 100)),
                                              stored("приседание/c.mp4", numbered_bytes(2, 200))}));
    CHECK(import({folder / "in.zip"}, folder / "set").rejected.empty());
    CHECK(read_dataset(folder / "set").labels ==
          Labels{"Bicep curl", "приседание", "🏋️ squat"});
}

TEST_CASE("importing again adds only what is new") {
    const TempFolder folder;
    make_numbered(folder / "in/squat/a.mp4", 4, 0);
    import({folder / "in"}, folder / "set");
    const Dataset before = read_dataset(folder / "set");

    SECTION("nothing") {
        const ImportReport report = import({folder / "in"}, folder / "set");
        CHECK(report.added == 0);
        CHECK(report.skipped == 2);
        CHECK(read_dataset(folder / "set").clips == before.clips);
    }
    SECTION("another video") {
        make_numbered(folder / "in/squat/b.mp4", 2, 100);
        const ImportReport report = import({folder / "in"}, folder / "set");
        CHECK(report.added == 1);
        CHECK(report.skipped == 2);
    }
    SECTION("other spans") {
        ClipImportOptions options;
        options.stride = from_seconds(1);
        const ImportReport report = import({folder / "in"}, folder / "set", options);
        CHECK(report.added == 1);
        CHECK(report.skipped == 2);
        CHECK(read_dataset(folder / "set").clips[2].file == "squat/a-0003.mp4");
    }
    SECTION("a clip that was lost") {
        fs::remove(folder / "set/squat/a-0002.mp4");
        const ImportReport report = import({folder / "in"}, folder / "set");
        CHECK(report.added == 1);
        CHECK(report.skipped == 1);
        CHECK(read_dataset(folder / "set").clips == before.clips);
    }
    SECTION("the same bytes under another name") {
        fs::rename(folder / "in/squat/a.mp4", folder / "in/squat/z.mp4");
        CHECK(import({folder / "in"}, folder / "set").added == 0);
    }
}

TEST_CASE("splits that were drawn stay when clips are added") {
    const TempFolder folder;
    for (int i = 0; i < 6; ++i) {
        make_numbered(folder / ("in/squat/" + std::string(1, static_cast<char>('a' + i)) + ".mp4"),
                      2, 100 * i);
    }
    import({folder / "in"}, folder / "set");
    const Dataset before = read_dataset(folder / "set");
    CHECK_FALSE(clips_in(before, Split::test).empty());
    CHECK_FALSE(clips_in(before, Split::validation).empty());
    make_numbered(folder / "more.mp4", 8, 1000);
    import({folder / "more.mp4"}, folder / "set", labelled("squat"));
    const Dataset after = read_dataset(folder / "set");
    for (std::size_t i = 0; i < before.clips.size(); ++i) CHECK(after.clips[i] == before.clips[i]);
}

TEST_CASE("the scene column, UCF101 names and the hash make groups") {
    const TempFolder folder;
    make_numbered(folder / "in/squat/v_Squat_g05_c01.mp4", 2, 0);
    make_numbered(folder / "in/squat/v_Squat_g05_c02.mp4", 2, 100);
    make_numbered(folder / "in/squat/1.mp4", 2, 200);
    make_numbered(folder / "in/rest/1.mp4", 2, 300);
    make_numbered(folder / "in/rest/x.mp4", 2, 400);
    write_bytes(folder / "in/labels.tsv", "file\tscene\nrest/x.mp4\tkitchen\n");
    import({folder / "in"}, folder / "set");
    std::map<std::string, std::string> groups;
    for (const DatasetClip& clip : read_dataset(folder / "set").clips) {
        groups[clip.file] = clip.group;
    }
    CHECK(groups["squat/v_Squat_g05_c01-0001.mp4"] == "v_Squat_g05");
    CHECK(groups["squat/v_Squat_g05_c02-0001.mp4"] == "v_Squat_g05");
    CHECK(groups["rest/x-0001.mp4"] == "kitchen");
    CHECK(groups["squat/1-0001.mp4"] != groups["rest/1-0001.mp4"]);
}

TEST_CASE("a dataset that was packed keeps its groups and splits when it is imported") {
    const TempFolder folder;
    make_numbered(folder / "a.mp4", 4);
    ClipImportOptions options = labelled("squat");
    options.group = "anna";
    import({folder / "a.mp4"}, folder / "set", options);
    std::vector<ZipPart> parts;
    for (const std::string& file : files_below(folder / "set")) {
        parts.push_back(stored("my set/" + file, bytes_of(folder / ("set/" + file))));
    }
    write_bytes(folder / "set.zip", zip_bytes(parts));
    const ImportReport report = import({folder / "set.zip"}, folder / "copy");
    CHECK(report.added == 2);
    for (const DatasetClip& clip : read_dataset(folder / "copy").clips) {
        CHECK(clip.group == "anna");
        CHECK(clip.label == "squat");
        CHECK(clip.split == Split::train);
    }
}

TEST_CASE("a video that is cut off is used as far as it goes, and said") {
    const TempFolder folder;
    VideoRecipe recipe;
    recipe.ticks = even_ticks(101, 100);
    recipe.moov_first = true;
    make_video(folder / "whole.mp4", recipe);
    const std::string bytes = bytes_of(folder / "whole.mp4");
    write_bytes(folder / "half.mp4", bytes.substr(0, bytes.size() / 2));
    const ImportReport report = import({folder / "half.mp4"}, folder / "set", labelled("squat"));
    CHECK(report.added > 0);
    CHECK(report.added < 5);
    CHECK(says(report, "half.mp4: cut off: "));
    CHECK(says(report, " s of 10.0 s could be read"));
    CHECK_FALSE(says(report, "damaged"));
}
