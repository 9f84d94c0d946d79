#include "app/cli/output_file.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/no_rights.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

TEST_CASE("an output is written whole and leaves nothing else behind") {
    const TempFolder folder;
    std::filesystem::create_directories(folder / "out");
    write_bytes(folder / "out/a.json", "old");
    write_output(folder / "out/a.json", "new text");
    CHECK(bytes_of(folder / "out/a.json") == "new text");
    CHECK(std::distance(std::filesystem::directory_iterator(folder / "out"), {}) == 1);
}

TEST_CASE("a full disk is said, and the device stays what it is") {
    CHECK_THROWS_WITH(write_output("/dev/full", "text"), Contains("No space left on device"));
    CHECK_FALSE(std::filesystem::is_regular_file("/dev/full"));
    write_output("/dev/null", "text");
    CHECK_FALSE(std::filesystem::is_regular_file("/dev/null"));
    CHECK_THROWS_AS(check_video_output("/dev/full"), Error);
}

TEST_CASE("an output whose folder is missing is refused before the work") {
    const TempFolder folder;
    CHECK_THROWS_WITH(check_output(folder / "missing/a.json"), Contains("folder is not there"));
    CHECK_THROWS_WITH(check_output(folder / ""), Contains("it is a folder"));
    CHECK_THROWS_WITH(write_output(folder / "missing/a.json", ""), Contains("missing/a.json: No"));
    CHECK_NOTHROW(check_output(folder / "a.json"));
    CHECK_NOTHROW(check_output("-"));
}

TEST_CASE("an output whose folder may not be written is refused for that, before the work") {
    const TempFolder folder;
    fs::permissions(folder.path(), fs::perms::owner_all | fs::perms::group_exec |
                                       fs::perms::group_read | fs::perms::others_exec |
                                       fs::perms::others_read);
    fs::create_directory(folder / "closed");
    fs::permissions(folder / "closed", fs::perms(0555));
    const NoRights nobody;
    CHECK_THROWS_WITH(check_output(folder / "closed/a.json"), Contains("Permission denied; check"));
    CHECK_THROWS_WITH(check_video_output(folder / "closed/a.mp4"), Contains("Permission denied"));
}

TEST_CASE("an output ends as what is written there") {
    const TempFolder folder;
    CHECK_THROWS_WITH(
        check_video_output(folder / "a.txt"),
        Contains("a.txt: a video is written as *.mp4 alone; name it so, as in a.mp4"));
    CHECK_THROWS_WITH(check_ending(folder / "sheet", "a contact sheet", ".png"),
                      Contains("as in sheet.png"));
    CHECK_NOTHROW(check_video_output(folder / "A.MP4"));
    CHECK_NOTHROW(check_ending("-", "a contact sheet", ".png"));
    CHECK_NOTHROW(check_ending("/dev/null", "a contact sheet", ".png"));
}
