// Agreement with the reference implementation's own fixtures, which are too large to be part of
// the project.
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <filesystem>

#include <catch2/catch.hpp>

#include "engine/model/safetensors.h"
#include "engine/pose/blazepose.h"
#include "engine/pose/skeleton.h"
#include "tests/pose/agreement.h"
#include "tests/pose/golden.h"

using namespace spotter;

namespace {

std::vector<std::filesystem::path> fixtures(const std::string& part) {
    const auto folder = std::filesystem::path(SPOTTER_SHARED_DIR) / "fixtures" / part;
    std::vector<std::filesystem::path> files;
    if (std::filesystem::is_directory(folder)) {
        for (const auto& entry : std::filesystem::directory_iterator(folder))
            files.push_back(entry.path());
    } else if (std::getenv("SPOTTER_REQUIRE_SHARED") != nullptr) {
        FAIL(folder << " is missing");
    } else {
        WARN(folder << " is missing; not compared");
    }
    return files;
}

const std::byte* bytes_of(const SafeTensors& file, const std::string& name) {
    const TensorView* tensor = file.find(name);
    REQUIRE(tensor);
    return tensor->bytes.data();
}

class Floats {
  public:
    Floats(const SafeTensors& file, const std::string& name) : next_(bytes_of(file, name)) {}
    float next() {
        float value = 0;
        std::memcpy(&value, next_, sizeof value);
        next_ += sizeof value;
        return value;
    }

  private:
    const std::byte* next_;
};

std::vector<Image> frames_of(const SafeTensors& file) {
    const std::vector<std::int64_t>& shape = file.find("frames")->shape;
    const std::byte* from = bytes_of(file, "frames");
    std::vector<Image> frames;
    for (std::int64_t i = 0; i < shape[0]; ++i) {
        Image& frame = frames.emplace_back(static_cast<int>(shape[2]), static_cast<int>(shape[1]));
        std::memcpy(frame.data(), from, frame.size_bytes());
        from += frame.size_bytes();
    }
    return frames;
}

std::vector<std::optional<Pose>> poses_of(const SafeTensors& file, const std::string& mode,
                                          const std::vector<Image>& frames) {
    Floats image(file, "landmarks_" + mode);
    Floats world(file, "world_" + mode);
    std::vector<std::optional<Pose>> poses;
    for (const Image& frame : frames) {
        Pose pose;
        const auto width = static_cast<float>(frame.width());
        const auto height = static_cast<float>(frame.height());
        for (Landmark& p : pose.image) {
            p.x = image.next() * width;
            p.y = image.next() * height;
            p.z = image.next() * width;
            p.visibility = image.next();
        }
        for (WorldPoint& p : pose.world) {
            p.x = world.next();
            p.y = world.next();
            p.z = world.next();
        }
        const bool found = !std::isnan(pose.image[0].x);
        poses.push_back(found ? std::optional(pose) : std::nullopt);
    }
    return poses;
}

void compare(const std::string& mode, const PoseOptions& options, double limit) {
    for (const auto& path : fixtures("pose")) {
        const SafeTensors file(path);
        const std::vector<Image> frames = frames_of(file);
        const auto expected = poses_of(file, mode, frames);
        const auto estimator = make_blazepose(pose_models(), options);
        Agreement agreement;
        for (std::size_t i = 0; i < frames.size(); ++i)
            agreement.add(expected[i], estimator->estimate(frames[i], golden_seconds(i)));
        INFO(path.filename() << " " << mode << ": distance " << agreement.distance() << ", depth "
                             << agreement.depth() << ", world " << agreement.metres()
                             << " m, visibility " << agreement.visibility());
        CHECK(agreement.presence_differs() == 0);
        CHECK(agreement.visible() > 0);
        CHECK(agreement.distance() < limit);
        CHECK(agreement.metres() < 0.02);
        CHECK(agreement.visibility() < 0.03);
    }
}

}  // namespace

TEST_CASE("landmarks of every frame on its own agree with MediaPipe's fixtures", "[shared]") {
    compare("detected", {.smooth = false, .detect_every_frame = true}, 0.01);
}

TEST_CASE("followed landmarks agree with MediaPipe's fixtures", "[shared]") {
    compare("tracked", {.smooth = false}, 0.02);
}

TEST_CASE("skeleton pictures agree with the training recipe's fixtures", "[shared]") {
    for (const auto& path : fixtures("skeleton")) {
        const SafeTensors file(path);
        Floats image(file, "image_landmarks");
        Floats world(file, "world_landmarks");
        std::vector<std::optional<Pose>> poses;
        for (std::int64_t i = 0; i < file.find("image_landmarks")->shape[0]; ++i) {
            Pose& pose = poses.emplace_back(Pose()).value();
            for (const std::size_t joint : kDrawnJoints) {
                Landmark& p = pose.image[joint];
                p.x = image.next();
                p.y = image.next();
                p.visibility = image.next();
            }
            for (const std::size_t joint : kDrawnJoints) {
                WorldPoint& p = pose.world[joint];
                p.x = world.next();
                p.y = world.next();
                p.z = world.next();
            }
        }
        const auto* expected = reinterpret_cast<const std::uint8_t*>(bytes_of(file, "picture"));
        std::size_t differs = 0;
        std::size_t total = 0;
        for (const Image& picture : draw_skeleton_clip(poses, 64)) {
            for (std::size_t i = 0; i < picture.size_bytes(); ++i, ++total)
                differs += std::abs(picture.data()[i] - expected[total]) > 2;
        }
        INFO(path.filename() << ": " << differs << " of " << total << " values differ");
        CHECK(differs * 1000 <= total);
    }
}
