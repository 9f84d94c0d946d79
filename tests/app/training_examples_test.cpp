#include "app/training_examples.h"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

#include "app/bench_train.h"
#include "app/pose_variation.h"

using namespace spotter;

namespace {

// Somebody who stands and lifts the left hand in `count` steps.
PoseTrack lifted_hand(int count, double seconds) {
    PoseTrack track{640, 480, {}, {}};
    for (int i = 0; i < count; ++i) {
        Pose pose;
        const auto set = [&](Joint joint, float x, float y) {
            pose.world[joint] = {x, y, 0};
            pose.image[joint] = {320 + 200 * x, 240 + 200 * y, 0, 1};
        };
        const auto lift = static_cast<float>(i) / static_cast<float>(count);
        set(kNose, 0, -0.7F);
        set(kLeftShoulder, 0.2F, -0.5F);
        set(kRightShoulder, -0.2F, -0.5F);
        set(kLeftElbow, 0.3F, -0.25F);
        set(kRightElbow, -0.3F, -0.25F);
        set(kLeftWrist, 0.35F, -0.6F * lift);
        set(kRightWrist, -0.35F, 0);
        set(kLeftHip, 0.12F, 0);
        set(kRightHip, -0.12F, 0);
        set(kLeftKnee, 0.12F, 0.4F);
        set(kRightKnee, -0.12F, 0.4F);
        set(kLeftAnkle, 0.12F, 0.8F);
        set(kRightAnkle, -0.12F, 0.8F);
        pose.presence = 1;
        track.times.push_back(from_seconds(seconds * i / (count - 1)));
        track.poses.push_back(pose);
    }
    return track;
}

ModelInfo skeleton_model() {
    ModelInfo model;
    model.input = ModelInput::skeleton;
    model.config.image_size = 32;
    model.config.frames = 16;
    return model;
}

std::vector<std::optional<Pose>> poses_of(const PoseTrack& track) {
    return track.poses;
}

double torso(const Pose& pose) {
    return std::hypot(pose.world[kLeftShoulder].x - pose.world[kLeftHip].x,
                      pose.world[kLeftShoulder].y - pose.world[kLeftHip].y,
                      pose.world[kLeftShoulder].z - pose.world[kLeftHip].z);
}

}  // namespace

TEST_CASE("a mirrored pose has left and right in each other's place") {
    const Pose pose = *lifted_hand(5, 1).poses[4];
    const Pose mirror = mirrored(pose, 640);
    CHECK(mirror.world[kRightWrist].y == pose.world[kLeftWrist].y);
    CHECK(mirror.world[kRightWrist].x == -pose.world[kLeftWrist].x);
    CHECK(mirror.image[kRightWrist].x == 640 - pose.image[kLeftWrist].x);
    CHECK(mirrored(mirror, 640).image[kLeftKnee].x == pose.image[kLeftKnee].x);
}

TEST_CASE("varied poses are still a body: bones keep their length about") {
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        auto poses = poses_of(lifted_hand(16, 2));
        Random random(seed);
        vary_poses(poses, {}, random);
        CHECK(std::count_if(poses.begin(), poses.end(), [](const auto& p) { return !p; }) < 10);
        for (const auto& pose : poses) {
            if (pose) CHECK(torso(*pose) == Approx(0.506).epsilon(0.35));
        }
    }
}

TEST_CASE("variation of no strength changes nothing but the mirror") {
    auto poses = poses_of(lifted_hand(16, 2));
    const Pose before = *poses[7];
    Random random(1);
    vary_poses(poses, {.strength = 0, .mirror = 0}, random);
    CHECK(poses[7]->world[kLeftWrist].y == Approx(before.world[kLeftWrist].y).margin(1e-6));
    CHECK(poses[7]->image[kLeftWrist].x == Approx(before.image[kLeftWrist].x).margin(1e-3));
}

TEST_CASE("a clip of one window is shown whole; varied it may shift by half an interval") {
    const PoseTrack track = lifted_hand(31, 2);
    const ClipWindow window;
    const auto plain = example_window(track.times, window, nullptr);
    REQUIRE(plain.size() == 16);
    CHECK(plain.front() == 0);
    CHECK(plain.back() == 30);
    Random random(4);
    for (int i = 0; i < 100; ++i) {
        const auto varied = example_window(track.times, window, &random);
        CHECK(varied.size() == 16);
        CHECK(std::is_sorted(varied.begin(), varied.end()));
    }
}

TEST_CASE("a plain example is the same each time, a varied one by its stream") {
    std::vector<PoseTrack> tracks = {lifted_hand(40, 3), PoseTrack{}};
    const SkeletonExamples examples(skeleton_model(), {{0, "a"}, {1, "b"}}, std::move(tracks));
    const auto draw = [&](std::size_t index, std::optional<std::uint64_t> seed) {
        std::vector<std::uint8_t> out(examples.shape().bytes());
        Random random(seed.value_or(0));
        CHECK(examples.draw(index, seed ? &random : nullptr, out) == static_cast<int>(index));
        return out;
    };
    CHECK(draw(0, {}) == draw(0, {}));
    CHECK(draw(0, 1) == draw(0, 1));
    CHECK(draw(0, 1) != draw(0, 2));
    const auto black = draw(1, 3);
    CHECK(std::all_of(black.begin(), black.end(), [](std::uint8_t v) { return v == 0; }));
}

TEST_CASE("plain pictures of another size are refused") {
    const ModelInfo model = read_model_folder(SPOTTER_TEST_DIR "/golden/hf/mean-pooling");
    const auto picture = std::make_shared<Image>(model.image_size() + 1, model.image_size() + 1);
    auto track = std::make_shared<FrameTrack>();
    track->times = {MediaTime(0), model.window.length()};
    track->pictures = {picture, picture};
    const RgbExamples examples(model, {{0, "a"}}, [&](std::size_t, bool) { return track; });
    std::vector<std::uint8_t> out(examples.shape().bytes());
    CHECK_THROWS_WITH(examples.draw(0, nullptr, out),
                      "draw clip: a: its pictures have another size");
}

TEST_CASE("training of a model of pixels is measured") {
    Settings settings;
    settings.threads = 1;
    JobToken token;
    const ModelInfo model = read_model_folder(SPOTTER_TEST_DIR "/golden/hf/mean-pooling");
    const TrainingSpeed speed = measure_training(model, settings, token);
    CHECK(speed.clips == 5 * speed.batch);
}

TEST_CASE("pictures are varied as a whole clip, and plain ones are left as they are") {
    ModelInfo model;
    model.config.image_size = 20;
    model.config.frames = 4;
    model.window.frames = 4;
    const auto frames = [](std::size_t, bool wide) {
        auto track = std::make_shared<FrameTrack>();
        const int size = wide ? 24 : 20;
        for (int i = 0; i < 8; ++i) {
            auto picture = std::make_shared<Image>(size, size);
            std::fill(picture->data(), picture->data() + picture->size_bytes(),
                      static_cast<std::uint8_t>(100));
            track->times.push_back(from_seconds(0.1 * i));
            track->pictures.push_back(std::move(picture));
        }
        return FrameTrackPtr(std::move(track));
    };
    const RgbExamples examples(model, {{0, "a"}}, frames);
    std::vector<std::uint8_t> out(examples.shape().bytes());
    examples.draw(0, nullptr, out);
    CHECK(std::all_of(out.begin(), out.end(), [](std::uint8_t v) { return v == 100; }));
    Random random(1);
    examples.draw(0, &random, out);
    const std::size_t one = out.size() / 4;
    for (std::size_t i = 1; i < 4; ++i) {
        CHECK(std::equal(out.begin(), out.begin() + static_cast<std::ptrdiff_t>(one),
                         out.begin() + static_cast<std::ptrdiff_t>(i * one)));
    }
}
