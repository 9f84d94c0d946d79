#include "engine/pose/skeleton.h"

#include <cstdlib>
#include <limits>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/pose/golden.h"

using namespace spotter;

namespace {

bool is_black(const Image& picture) {
    for (std::size_t i = 0; i < picture.size_bytes(); ++i)
        if (picture.data()[i] != 0) return false;
    return true;
}

}  // namespace

TEST_CASE("skeleton pictures are those of the training recipe") {
    const auto* const name = GENERATE("bent_over_row", "burpee");
    const GoldenWindow window = read_golden_window(name);
    const std::vector<Image> pictures = draw_skeleton_clip(window.poses, 64);
    REQUIRE(pictures.size() == 16);
    std::size_t differs = 0;
    for (std::size_t i = 0; i < pictures.size(); ++i)
        for (int y = 0; y < 64; ++y)
            for (std::size_t x = 0; x < 64 * 3; ++x) {
                const int expected = window.strip.row(y)[i * 64 * 3 + x];
                differs += std::abs(pictures[i].row(y)[x] - expected) > 2;
            }
    CHECK(differs * 1000 <= 16 * 64 * 64 * 3);
}

TEST_CASE("an absent pose is black, and so is one that nobody sees") {
    GoldenWindow window = read_golden_window("burpee");
    window.poses[3].reset();
    for (Landmark& landmark : window.poses[5]->image) landmark.visibility = 0.05F;
    const std::vector<Image> pictures = draw_skeleton_clip(window.poses, 64);
    CHECK(is_black(pictures[3]));
    CHECK(is_black(pictures[5]));
    CHECK_FALSE(is_black(pictures[4]));
}

TEST_CASE("a window with fewer than three poses is black") {
    const GoldenWindow window = read_golden_window("burpee");
    std::vector<std::optional<Pose>> poses(16);
    poses[0] = window.poses[0];
    poses[9] = window.poses[9];
    for (const Image& picture : draw_skeleton_clip(poses, 64)) CHECK(is_black(picture));
    poses[15] = window.poses[15];
    CHECK_FALSE(is_black(draw_skeleton_clip(poses, 64)[9]));
    CHECK(draw_skeleton_clip({}, 64).empty());
}

TEST_CASE("moving and scaling the whole picture changes nothing in a skeleton clip") {
    GoldenWindow window = read_golden_window("bent_over_row");
    const std::vector<Image> before = draw_skeleton_clip(window.poses, 64);
    for (auto& pose : window.poses)
        for (Landmark& p : pose->image) {
            p.x = 2 * p.x + 64;
            p.y = 2 * p.y - 128;
        }
    const std::vector<Image> after = draw_skeleton_clip(window.poses, 64);
    std::size_t differs = 0;
    for (std::size_t i = 0; i < before.size(); ++i)
        for (std::size_t b = 0; b < before[i].size_bytes(); ++b)
            differs += std::abs(before[i].data()[b] - after[i].data()[b]) > 16;
    CHECK(differs < 50);
}

TEST_CASE("landmarks that are not numbers or are far away are not drawn and do not crash") {
    std::vector<std::optional<Pose>> poses = read_golden_window("burpee").poses;
    const float bad = GENERATE(std::numeric_limits<float>::quiet_NaN(),
                               std::numeric_limits<float>::infinity(), 1e30F, -1e9F);
    poses[2]->image[kLeftWrist].x = bad;
    poses[4]->world[kNose].z = bad;
    poses[6]->image[kLeftHip].y = bad;
    CHECK(draw_skeleton_clip(poses, 64).size() == 16);
    for (auto& pose : poses)
        for (std::size_t i = 0; i < kJointCount; ++i) pose->image[i].x = pose->world[i].x = bad;
    CHECK(draw_skeleton_clip(poses, 64).size() == 16);
}

TEST_CASE("skeleton pictures can have any size that a picture can have") {
    const std::vector<std::optional<Pose>> poses = read_golden_window("burpee").poses;
    for (const int size : {1, 7, 224}) {
        const std::vector<Image> pictures = draw_skeleton_clip(poses, size);
        CHECK(pictures[0].width() == size);
        CHECK(pictures[0].height() == size);
    }
    CHECK_THROWS_AS(draw_skeleton_clip(poses, 0), Error);
    CHECK_THROWS_AS(draw_skeleton_clip(poses, 100000), Error);
}

TEST_CASE("the skeleton input keeps nothing of a frame and draws a window's poses") {
    const GoldenWindow window = read_golden_window("burpee");
    const std::unique_ptr<ClipInput> input = make_skeleton_input(64, true);
    CHECK(input->needs_pose());
    CHECK(input->prepare(Image(8, 8), window.poses[0], MediaTime{}) == nullptr);

    std::vector<ObservationPtr> observations;
    for (std::size_t i = 0; i < window.poses.size(); ++i) {
        Observation observation;
        observation.time = from_seconds(static_cast<double>(i));
        observation.pose = window.poses[i];
        observations.push_back(std::make_shared<const Observation>(observation));
    }
    const Clip clip = input->assemble(observations);
    const std::vector<Image> expected = draw_skeleton_clip(window.poses, 64);
    CHECK(clip.end == from_seconds(15));
    REQUIRE(clip.pictures.size() == 16);
    for (std::size_t i = 0; i < expected.size(); ++i)
        CHECK(std::equal(expected[i].data(), expected[i].data() + expected[i].size_bytes(),
                         clip.pictures[i]->data()));

    std::vector<std::optional<Pose>> mirror = window.poses;
    for (auto& pose : mirror) {
        if (pose) pose = mirrored(*pose, 1280);
    }
    const std::vector<Image> reversed = draw_skeleton_clip(mirror, 64);
    REQUIRE(clip.mirrored.size() == 16);
    CHECK(std::equal(reversed[8].data(), reversed[8].data() + reversed[8].size_bytes(),
                     clip.mirrored[8]->data()));
    CHECK(make_skeleton_input(64, false)->assemble(observations).mirrored.empty());
}
