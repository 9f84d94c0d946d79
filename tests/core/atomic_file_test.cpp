#include "engine/core/atomic_file.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "engine/core/error.h"

using namespace spotter;
namespace fs = std::filesystem;

namespace {

struct Folder {
    fs::path path = fs::temp_directory_path() / ("spotter-atomic-" + std::to_string(::getpid()));
    Folder() { fs::create_directories(path); }
    ~Folder() { fs::remove_all(path); }
};

std::string text_of(const fs::path& file) {
    std::ostringstream text;
    text << std::ifstream(file).rdbuf();
    return text.str();
}

}  // namespace

TEST_CASE("a file that was not kept leaves what stood there") {
    const Folder folder;
    const fs::path file = folder.path / "a.json";
    write_atomically(file, "old", "test");
    { AtomicFile(file, "test").write("new"); }
    CHECK(text_of(file) == "old");
    CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);
    write_atomically(file, "new", "test");
    CHECK(text_of(file) == "new");
}

TEST_CASE("a folder that is not there is named with the step") {
    const Folder folder;
    CHECK_THROWS_WITH(write_atomically(folder.path / "none/a", "x", "keep state"),
                      Catch::StartsWith("keep state: ") && Catch::Contains("none/a: No such"));
}

TEST_CASE("what is no file is not replaced by one") {
    const Folder folder;
    const fs::path pipe = folder.path / "pipe";
    REQUIRE(::mkfifo(pipe.c_str(), 0600) == 0);
    CHECK_THROWS_WITH(write_atomically(pipe, "x", "keep state"), Catch::Contains("is not a file"));
    CHECK_THROWS_AS(write_atomically(folder.path, "x", "keep state"), Error);
    CHECK(fs::is_fifo(pipe));
    CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);
}

TEST_CASE("a published folder replaces another only when asked") {
    const Folder folder;
    fs::create_directories(folder.path / "new");
    fs::create_directories(folder.path / "model");
    write_atomically(folder.path / "new/a", "new", "test");
    write_atomically(folder.path / "model/a", "old", "test");
    CHECK_THROWS_AS(publish_folder(folder.path / "new", folder.path / "model", false, "test"),
                    Error);
    CHECK(text_of(folder.path / "model/a") == "old");
    publish_folder(folder.path / "new", folder.path / "model", true, "test");
    CHECK(text_of(folder.path / "model/a") == "new");
    CHECK(std::distance(fs::directory_iterator(folder.path), {}) == 1);
}
