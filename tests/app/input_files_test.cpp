#include "app/cli/input_files.h"

#include <filesystem>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;

namespace {

// Their paths; none of them has an error.
std::vector<std::string> paths_of(const std::vector<InputFile>& files) {
    std::vector<std::string> paths;
    for (const InputFile& file : files) {
        CHECK(file.error.empty());
        paths.push_back(file.path);
    }
    return paths;
}

}  // namespace

TEST_CASE("shards part a list without loss") {
    const std::vector<std::string> files = {"a", "b", "c", "d", "e"};
    CHECK(paths_of(expand_inputs(files, {})) == files);
    CHECK(paths_of(expand_inputs(files, {1, 2})) == std::vector<std::string>{"a", "c", "e"});
    CHECK(paths_of(expand_inputs(files, {2, 2})) == std::vector<std::string>{"b", "d"});
    CHECK(expand_inputs(files, {7, 7}).empty());
}

TEST_CASE("a shard is I/N with I from 1 to N") {
    CHECK(parse_shard("2/3")->index == 2);
    CHECK(parse_shard("2/3")->count == 3);
    for (const char* wrong : {"", "1", "/", "0/3", "4/3", "1/0", "-1/3", "1/3x", "a/b", "1/3/5"}) {
        INFO(wrong);
        CHECK_FALSE(parse_shard(wrong));
    }
}

TEST_CASE("folders are searched for videos, in order of their names") {
    const TempFolder folder;
    std::filesystem::create_directories(folder / "clips/deep");
    for (const char* name : {"clips/b.MP4", "clips/a.mov", "clips/note.txt", "clips/deep/c.webm"}) {
        write_bytes(folder / name, "x");
    }
    const std::string clips = (folder / "clips").string();
    CHECK(paths_of(expand_inputs({"first.mp4", clips}, {})) ==
          std::vector<std::string>{"first.mp4", clips + "/a.mov", clips + "/b.MP4",
                                   clips + "/deep/c.webm"});
}

TEST_CASE("videos in a folder are ordered as people count") {
    const TempFolder folder;
    for (const char* day : {"day 10", "day 2"}) {
        std::filesystem::create_directories(folder / day);
        for (const char* name : {"set-10.mp4", "set-9.mp4"}) write_bytes(folder / day / name, "x");
    }
    const std::string all = folder.path().string();
    CHECK(paths_of(expand_inputs({all}, {})) ==
          std::vector<std::string>{all + "/day 2/set-9.mp4", all + "/day 2/set-10.mp4",
                                   all + "/day 10/set-9.mp4", all + "/day 10/set-10.mp4"});
}

TEST_CASE("hidden files and annotated videos are none of a folder's videos, unless named") {
    const TempFolder folder;
    std::filesystem::create_directories(folder / ".trash");
    for (const char* name : {"._a.mp4", ".trash/b.mp4", "a.annotated.mp4"}) {
        write_bytes(folder / name, "x");
    }
    const std::string all = folder.path().string();
    CHECK_THAT(expand_inputs({all}, {})[0].error, Catch::Matchers::Contains("no videos"));
    const std::string annotated = all + "/a.annotated.mp4";
    CHECK(paths_of(expand_inputs({annotated}, {})) == std::vector<std::string>{annotated});
}

TEST_CASE("a folder without videos keeps its place and says why nothing is predicted") {
    const TempFolder folder;
    const std::string empty = (folder / "empty").string();
    std::filesystem::create_directories(empty);
    const std::vector<InputFile> inputs = expand_inputs({empty, "a.mp4"}, {});
    REQUIRE(inputs.size() == 2);
    CHECK(inputs[0].path == empty);
    CHECK_THAT(inputs[0].error, Catch::Matchers::Contains("no videos"));
    CHECK(inputs[1].error.empty());
}

TEST_CASE("a file list has one name a line") {
    const TempFolder folder;
    write_bytes(folder / "list", "a.mp4\r\n\nb c.mp4");
    CHECK(read_file_list((folder / "list").string()) ==
          std::vector<std::string>{"a.mp4", "b c.mp4"});
    CHECK_THROWS_AS(read_file_list((folder / "missing").string()), Error);
    CHECK_THROWS_AS(read_file_list((folder / "").string()), Error);
}
