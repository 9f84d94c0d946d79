#include "engine/core/atomic_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
namespace fs = std::filesystem;

namespace {

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("a file that was not kept leaves what stood there") {
    const test::TempFolder folder;
    const fs::path file = folder / "a.json";
    write_atomically(file, "old", "test");
    { AtomicFile(file, "test").write("new"); }
    CHECK(text_of(file) == "old");
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
    write_atomically(file, "new", "test");
    CHECK(text_of(file) == "new");
}

TEST_CASE("a folder that is not there is named with the step") {
    const test::TempFolder folder;
    CHECK_THROWS_WITH(write_atomically(folder / "none/a", "x", "keep state"),
                      Catch::StartsWith("keep state: ") && Catch::Contains("none/a: No such"));
}

TEST_CASE("what is no file is not replaced by one") {
    const test::TempFolder folder;
    const fs::path pipe = folder / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_WITH(write_atomically(pipe, "x", "keep state"), Catch::Contains("is not a file"));
    CHECK_THROWS_AS(write_atomically(folder.path(), "x", "keep state"), Error);
    CHECK(fs::is_fifo(pipe));
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}

TEST_CASE("many files of a folder appear when they are kept, and not before") {
    const test::TempFolder folder;
    write_atomically(folder / "a", "old", "test");
    {
        AtomicFiles files(folder.path(), "test");
        files.add("a", "new");
        files.add("b", "more");
        CHECK(text_of(folder / "a") == "old");
        CHECK_FALSE(fs::exists(folder / "b"));
    }
    CHECK(text_of(folder / "a") == "old");
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
    AtomicFiles files(folder.path(), "test");
    files.add("a", "new");
    files.add("b", "more");
    files.keep();
    CHECK(text_of(folder / "a") == "new");
    CHECK(text_of(folder / "b") == "more");
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("a file of many that is added twice is what was added last") {
    const test::TempFolder folder;
    AtomicFiles files(folder.path(), "test");
    files.add("a", "the first, which is longer");
    files.add("b", "more");
    files.add("a", "second");
    files.keep();
    CHECK(text_of(folder / "a") == "second");
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 2);
}

TEST_CASE("a file of many that cannot be written is named with the step") {
    const test::TempFolder folder;
    fs::create_directories(folder / "b");
    AtomicFiles files(folder.path(), "keep files");
    files.add("a", "x");
    CHECK_THROWS_WITH(files.add("b", "x"),
                      Catch::StartsWith("keep files: ") && Catch::Contains("b: is not a file"));
    CHECK_THROWS_WITH(files.add("none/c", "x"), Catch::Contains("none/c: No such"));
}

TEST_CASE("a published folder replaces another only when asked") {
    const test::TempFolder folder;
    fs::create_directories(folder / "new");
    fs::create_directories(folder / "model");
    write_atomically(folder / "new/a", "new", "test");
    write_atomically(folder / "model/a", "old", "test");
    CHECK_THROWS_AS(publish_folder(folder / "new", folder / "model", false, "test"), Error);
    CHECK(text_of(folder / "model/a") == "old");
    publish_folder(folder / "new", folder / "model", true, "test");
    CHECK(text_of(folder / "model/a") == "new");
    CHECK(std::distance(fs::directory_iterator(folder.path()), {}) == 1);
}
