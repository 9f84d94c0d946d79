#include "app/window/open_dataset.h"

#include <fstream>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
namespace fs = std::filesystem;

namespace {

struct TempPaths {
    TempPaths() { paths.data = folder.path(); }
    const test::TempFolder folder;
    Paths paths;
};

void finish_reading(OpenDataset& dataset) {
    while (dataset.reading()) {
        dataset.update();
        std::this_thread::yield();
    }
}

}  // namespace

TEST_CASE("without datasets none is chosen; a new one is, and it is empty") {
    const TempPaths temp;
    OpenDataset dataset(temp.paths);
    CHECK_FALSE(dataset.chosen());
    CHECK(dataset.view().current == -1);
    dataset.create("gym");
    finish_reading(dataset);
    CHECK(dataset.name() == "gym");
    CHECK(dataset.failure().empty());
    CHECK(dataset.data().clips.empty());
    CHECK(dataset.view().items.at(0).detail == "0 clips");
}

TEST_CASE("a dataset's name is taken once, and leads nowhere else") {
    const TempPaths temp;
    OpenDataset dataset(temp.paths);
    dataset.create("gym");
    CHECK_THROWS_AS(dataset.create("gym"), Error);
    CHECK_THROWS_AS(dataset.create("../gym2"), Error);
    CHECK_THROWS_AS(dataset.create(""), Error);
}

TEST_CASE("a dataset that cannot be read says why, and another can be chosen") {
    const TempPaths temp;
    fs::create_directories(temp.paths.data / "datasets" / "a" / "squat");
    std::ofstream(temp.paths.data / "datasets" / "a" / "squat" / "1.mp4") << "x";
    std::ofstream(temp.paths.data / "datasets" / "a" / "dataset.json") << "{";
    fs::create_directories(temp.paths.data / "datasets" / "b");
    OpenDataset dataset(temp.paths);
    finish_reading(dataset);
    CHECK(dataset.failure().find("dataset.json") != std::string::npos);
    dataset.choose(1);
    finish_reading(dataset);
    CHECK(dataset.failure().empty());
}

TEST_CASE("what was read again and is the same is no change; what is gone is not chosen any more") {
    const TempPaths temp;
    OpenDataset dataset(temp.paths);
    CHECK_FALSE(dataset.look_again());
    const fs::path folder = temp.paths.data / "datasets" / "a";
    fs::create_directories(folder / "squat");
    std::ofstream(folder / "squat" / "1.mp4") << "x";
    CHECK(dataset.look_again());
    finish_reading(dataset);
    CHECK(dataset.view().items.at(0).detail == "1 clip");
    const int version = dataset.version();
    CHECK_FALSE(dataset.look_again());
    while (dataset.view().busy) dataset.update();
    CHECK(dataset.version() == version);

    fs::remove_all(folder);
    CHECK(dataset.look_again());
    CHECK_FALSE(dataset.chosen());
    CHECK(dataset.data().clips.empty());
    CHECK(dataset.view().items.empty());
    CHECK(dataset.version() != version);
}

TEST_CASE("what is read is not older than a change that was made meanwhile") {
    const TempPaths temp;
    const fs::path folder = temp.paths.data / "datasets" / "a";
    fs::create_directories(folder / "squat");
    for (const char* clip : {"1.mp4", "2.mp4"}) std::ofstream(folder / "squat" / clip) << "x";
    OpenDataset dataset(temp.paths);
    finish_reading(dataset);
    dataset.look_again();
    fs::remove(folder / "squat" / "1.mp4");
    dataset.replace(read_dataset(folder));
    while (dataset.view().busy) dataset.update();
    CHECK(dataset.data().clips.size() == 1);
}
