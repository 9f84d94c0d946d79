#include <filesystem>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/data/importing.h"
#include "training/data/staging.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

TEST_CASE("broken videos and bad names are reported, and the rest comes in") {
    const TempFolder folder;
    const std::string good = numbered_bytes(2, 0);
    write_bytes(folder / "a.zip",
                zip_bytes({stored("squat/good.mp4", good), stored("squat/empty.mp4", ""),
                           stored("squat/text.mp4", "no video"),
                           stored("squat/cut.mp4", good.substr(0, good.size() / 3)),
                           stored("../squat/evil.mp4", good), stored("loose.mp4", good),
                           stored(std::string(150, 'x') + "/long.mp4", good),
                           stored("squat/nested.zip", "PK")}));
    const ImportReport report = import({folder / "a.zip"}, folder / "set");
    CHECK(report.added == 1);
    CHECK(report.rejected.size() == 7);
    CHECK_THAT(reason(report, "squat/empty.mp4"), Contains("is empty"));
    // The name that the user knows stands beside it, and no other.
    CHECK_THAT(reason(report, "squat/text.mp4"), !Contains(".mp4") && !Contains("open video"));
    CHECK_THAT(reason(report, "squat/cut.mp4"), !Contains(".mp4"));
    CHECK_THAT(reason(report, "../squat/evil.mp4"), Contains("leads outside"));
    CHECK_THAT(reason(report, "loose.mp4"), Contains("no label's folder"));
    CHECK_THAT(reason(report, "squat/nested.zip"), Contains("archive in an archive"));
    CHECK(files_below(folder / "set") ==
          std::vector<std::string>{".lock", "dataset.json", "squat/good-0001.mp4"});
}

TEST_CASE("one video under two labels is refused the second time") {
    const TempFolder folder;
    make_numbered(folder / "in/rest/a.mp4", 2, 0);
    make_numbered(folder / "in/squat/b.mp4", 2, 0);
    make_numbered(folder / "in/squat/c.mp4", 2, 100);
    fs::copy_file(folder / "in/squat/c.mp4", folder / "in/squat/d.mp4");
    const ImportReport report = import({folder / "in"}, folder / "set");
    CHECK(report.added == 2);
    CHECK_THAT(reason(report, "squat/b.mp4"), Contains("rest/a.mp4") && Contains("label rest"));
    CHECK_THAT(reason(report, "squat/d.mp4"), Contains("same bytes as squat/c.mp4"));
}

TEST_CASE("a video encoded anew joins the group of the one that it is, and is said") {
    const TempFolder folder;
    make_numbered(folder / "in/rest/a.mp4", 4, 0);
    VideoRecipe anew;
    anew.ticks = even_ticks(41, 100);
    anew.format = AV_PIX_FMT_YUV444P;
    fs::create_directories(folder / "in/squat");
    make_video(folder / "in/squat/b.mp4", anew);
    make_numbered(folder / "in/squat/c.mp4", 4, 1365);
    const ImportReport report = import({folder / "in"}, folder / "set");
    CHECK(report.added == 6);
    CHECK(says(report,
               "squat/b.mp4 looks the same as rest/a.mp4, but is labelled squat and not rest"));
    CHECK_FALSE(says(report, "squat/c.mp4 looks"));
    const Dataset dataset = read_dataset(folder / "set");
    CHECK(dataset.clips[0].group == dataset.clips[2].group);
    CHECK(dataset.clips[0].group != dataset.clips[4].group);
}

TEST_CASE("labels that read the same are one, also with those of the dataset") {
    const TempFolder folder;
    make_numbered(folder / "a.mp4", 2, 0);
    import({folder / "a.mp4"}, folder / "set", labelled("bicep_curl"));
    make_numbered(folder / "in/Bicep Curl/b.mp4", 2, 100);
    const ImportReport report = import({folder / "in"}, folder / "set");
    CHECK(says(report, "Bicep Curl is taken for bicep_curl"));
    CHECK(read_dataset(folder / "set").labels == Labels{"bicep_curl"});
}

TEST_CASE("sources that hold nothing are one clear line, and leave nothing behind") {
    const TempFolder folder;
    fs::create_directories(folder / "empty");
    write_bytes(folder / "text.zip", zip_bytes({stored("readme.txt", "text")}));
    write_bytes(folder / "broken.zip", "PK");
    make_numbered(folder / "a.mp4", 2);
    const fs::path set = folder / "set";
    CHECK_THROWS_WITH(import({folder / "none"}, set), Contains("no such file or folder"));
    CHECK_THROWS_WITH(import({folder / "empty"}, set), Contains("there are no videos"));
    CHECK_THROWS_WITH(import({folder / "text.zip"}, set), Contains("there are no videos"));
    CHECK_THROWS_WITH(import({folder / "broken.zip"}, set), Contains("read archive: "));
    CHECK_THROWS_WITH(import({folder / "a.mp4"}, set), Contains("--label"));
    CHECK_THROWS_WITH(import({"/dev/zero"}, set, labelled("squat")), Contains("neither a file"));
    CHECK_THROWS_WITH(import({folder / "a.mp4"}, set, labelled("a/b")), Contains("slash"));
    CHECK_FALSE(fs::exists(set));
    CHECK_THROWS_WITH(import({folder / ""}, set), Contains("lie in each other"));
}

TEST_CASE("of several sources one that holds nothing is reported, and the others come in") {
    const TempFolder folder;
    make_numbered(folder / "in/squat/1.mp4", 2);
    make_numbered(folder / "rest/2.mp4", 2, 100);
    make_numbered(folder / "loose.mp4", 2, 200);
    write_bytes(folder / "broken.zip", "PK");
    const ImportReport report =
        import({folder / "in", folder / "broken.zip", folder / "loose.mp4", folder / "rest/"},
               folder / "set");
    // A folder of videos alone is named after what it shows.
    CHECK(report.added_by_label == std::map<std::string, std::size_t>{{"rest", 1}, {"squat", 1}});
    CHECK_FALSE(reason(report, "broken.zip").empty());
    CHECK_THAT(reason(report, "broken.zip"), !Contains("broken.zip"));
    CHECK_THAT(reason(report, "loose.mp4"), Contains("it is not said what it shows"));
}

TEST_CASE("when nothing could be used no dataset appears") {
    const TempFolder folder;
    fs::create_directories(folder / "in/squat");
    write_bytes(folder / "in/squat/a.mp4", "text");
    const ImportReport report = import({folder / "in"}, folder / "set");
    CHECK(report.added == 0);
    CHECK(report.rejected.size() == 1);
    CHECK_FALSE(fs::exists(folder / "set"));
}

TEST_CASE("cancelled at any step, an import leaves the dataset as it was") {
    const TempFolder folder;
    make_numbered(folder / "in/squat/a.mp4", 4, 0);
    import({folder / "in"}, folder / "set");
    const auto before = files_below(folder / "set");
    const std::string listing = bytes_of(folder / "set/dataset.json");
    make_numbered(folder / "in/squat/b.mp4", 30, 100);
    CancelledJob job(0.6);
    CHECK_THROWS_AS(import_clips({folder / "in"}, folder / "set", {}, job.token()), Cancelled);
    CHECK(files_below(folder / "set") == before);
    CHECK(bytes_of(folder / "set/dataset.json") == listing);
}

TEST_CASE("what a killed import left is removed by the next one") {
    const TempFolder folder;
    make_numbered(folder / "in/squat/a.mp4", 2, 0);
    import({folder / "in"}, folder / "set");
    const auto before = files_below(folder / "set");
    // It was killed between moving its clips and writing dataset.json.
    fs::create_directories(folder / "set/.import-killed");
    write_bytes(folder / "set/.import-killed/half.mp4", "x");
    write_bytes(folder / "set/.import-killed/moves.txt",
                "squat/a-0001.mp4\nsquat/orphan-0001.mp4\nrest/orphan-0001.mp4\n../outside.mp4\n");
    write_bytes(folder / "set/squat/orphan-0001.mp4", "x");
    fs::create_directories(folder / "set/rest");
    write_bytes(folder / "set/rest/orphan-0001.mp4", "x");
    write_bytes(folder / "outside.mp4", "x");
    import({folder / "in"}, folder / "set");
    CHECK(files_below(folder / "set") == before);
    CHECK_FALSE(fs::exists(folder / "set/rest"));
    CHECK(fs::exists(folder / "outside.mp4"));
}

TEST_CASE("an import at work is not taken for a killed one") {
    const TempFolder folder;
    make_numbered(folder / "in/squat/a.mp4", 2, 0);
    const Staging at_work(folder / "set");
    write_bytes(at_work.path() / "half.mp4", "x");
    CHECK(import({folder / "in"}, folder / "set").added == 1);
    CHECK(fs::exists(at_work.path() / "half.mp4"));
}

TEST_CASE("a plain tree becomes a dataset when something is added to it") {
    const TempFolder folder;
    make_numbered(folder / "set/squat/mine.mp4", 2, 0);
    make_numbered(folder / "b.mp4", 2, 100);
    CHECK(import({folder / "b.mp4"}, folder / "set", labelled("rest")).added == 1);
    const Dataset dataset = read_dataset(folder / "set");
    REQUIRE(dataset.clips.size() == 2);
    CHECK(dataset.clips[1].file == "squat/mine.mp4");
    CHECK(dataset.clips[1].split != Split::none);
}

TEST_CASE("a dataset that cannot be written to is one clear line") {
    const TempFolder folder;
    make_numbered(folder / "a.mp4", 2);
    write_bytes(folder / "set", "a file");
    CHECK_THROWS_WITH(import({folder / "a.mp4"}, folder / "set", labelled("squat")),
                      Contains("write dataset: ") && Contains("set"));
}
