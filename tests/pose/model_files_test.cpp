#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/pose/golden.h"
#include "tests/temp_folder.h"

using namespace spotter;
namespace fs = std::filesystem;

namespace {

// A copy of the two pose models that a test may spoil.
class ModelFolder {
  public:
    ModelFolder() {
        const PoseModelFiles files = pose_models();
        fs::copy_file(files.detector, detector());
        fs::copy_file(files.landmarks, landmarks());
    }

    const fs::path& path() const { return folder_.path(); }
    fs::path detector() const { return folder_ / "pose_detection.tflite"; }
    fs::path landmarks() const { return folder_ / "pose_landmark_full.tflite"; }

  private:
    const test::TempFolder folder_;
};

std::string error_of(const fs::path& folder) {
    try {
        pose_model_files(folder);
    } catch (const Error& error) {
        return error.what();
    }
    return "";
}

}  // namespace

TEST_CASE("the models of the set-up are accepted") {
    const ModelFolder folder;
    const PoseModelFiles files = pose_model_files(folder.path());
    CHECK(files.detector == folder.detector());
    CHECK(files.landmarks == folder.landmarks());
}

TEST_CASE("a missing pose model is named, with what to do") {
    const ModelFolder folder;
    fs::remove(folder.landmarks());
    CHECK(error_of(folder.path()) == "load pose model: " + folder.landmarks().string() +
                                         ": the file is missing; run \"make\" again to fetch it");
    fs::create_directory(folder.landmarks());
    CHECK_THAT(error_of(folder.path()), Catch::Contains("the file is missing"));
}

TEST_CASE("an altered or empty pose model is refused, with what to do") {
    const ModelFolder folder;
    {
        std::fstream file(folder.detector(), std::ios::in | std::ios::out | std::ios::binary);
        file.seekp(1000);
        file.put('x');
    }
    CHECK(error_of(folder.path()) ==
          "load pose model: " + folder.detector().string() +
              ": the file is damaged or another version; remove it and run \"make\" again to "
              "fetch it");
    fs::resize_file(folder.detector(), 0);
    CHECK_THAT(error_of(folder.path()), Catch::Contains("damaged"));
}

TEST_CASE("a file that is not a network is one line, not a crash") {
    const ModelFolder folder;
    std::ofstream(folder.detector(), std::ios::trunc) << "not a network";
    try {
        make_blazepose({folder.detector(), folder.landmarks()});
        FAIL("accepted");
    } catch (const Error& error) {
        const std::string line = error.what();
        CHECK_THAT(line, Catch::StartsWith("load pose model: " + folder.detector().string()));
        CHECK(line.find('\n') == std::string::npos);
    }
}
