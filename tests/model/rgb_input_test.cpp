#include "engine/model/rgb_input.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <filesystem>

#include <catch2/catch.hpp>

#include "engine/model/safetensors.h"
#include "tests/model/model_files.h"

using namespace spotter;
using namespace spotter::test;

namespace {

namespace fs = std::filesystem;

// Picture `index` of a (…, H, W, 3) tensor of bytes.
Image picture_from(const TensorView& tensor, std::size_t index = 0) {
    const std::size_t sides = tensor.shape.size();
    Image image(static_cast<int>(tensor.shape[sides - 2]),
                static_cast<int>(tensor.shape[sides - 3]));
    std::memcpy(image.data(), tensor.bytes.data() + index * image.size_bytes(), image.size_bytes());
    return image;
}

// A gradient: red grows to the right, green downwards.
Image gradient(int width, int height) {
    Image image(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.row(y)[3 * x] = static_cast<std::uint8_t>(255 * x / width);
            image.row(y)[3 * x + 1] = static_cast<std::uint8_t>(255 * y / height);
        }
    }
    return image;
}

// A person whose joints fill this box.
Pose pose_in(float left, float top, float right, float bottom) {
    Pose pose;
    pose.view = PersonView::whole;
    for (std::size_t i = 0; i < kJointCount; ++i) {
        const float part = static_cast<float>(i) / (kJointCount - 1);
        pose.image[i] = {left + part * (right - left), top + part * (bottom - top), 0, 1};
    }
    return pose;
}

ModelInfo model_of_size(int size) {
    ModelInfo model;
    model.config.image_size = size;
    model.preprocessing.shortest_edge = model.preprocessing.crop_size = size;
    return model;
}

int largest_difference(const Image& a, const Image& b) {
    REQUIRE(a.size_bytes() == b.size_bytes());
    int largest = 0;
    for (std::size_t i = 0; i < a.size_bytes(); ++i) {
        largest = std::max(largest, std::abs(a.data()[i] - b.data()[i]));
    }
    return largest;
}

}  // namespace

TEST_CASE("a centred picture is Pillow's resize and crop, at most one grey level off") {
    int checked = 0;
    for (const auto& entry : fs::directory_iterator(fs::path(SPOTTER_TEST_DIR) / "golden/hf")) {
        if (entry.path().filename().string().rfind("preprocess-", 0) != 0) continue;
        INFO(entry.path().filename());
        const SafeTensors golden(entry.path());
        const Image expected = picture_from(*golden.find("cropped"));
        Preprocessing preprocessing;
        preprocessing.shortest_edge = preprocessing.crop_size = expected.width();
        const Image framed = center_framed(picture_from(*golden.find("frame")), preprocessing);
        CHECK(largest_difference(framed, expected) <= 1);
        ++checked;
    }
    CHECK(checked == 4);
}

TEST_CASE("a centred picture is as Hugging Face's processor makes it [shared]", "[shared]") {
    if (!has_shared()) return;
    const fs::path folder = fs::path(SPOTTER_SHARED_DIR) / "fixtures/hf";
    int checked = 0;
    for (const int size : {112, 224}) {
        Preprocessing p;
        p.shortest_edge = p.crop_size = size;
        for (const auto& entry :
             fs::directory_iterator(folder / ("preprocess-" + std::to_string(size)))) {
            if (entry.path().extension() != ".safetensors") continue;
            INFO(entry.path().filename());
            const SafeTensors golden(entry.path());
            const Image framed = center_framed(picture_from(*golden.find("frames")), p);
            std::vector<float> expected(framed.size_bytes());
            std::memcpy(expected.data(), golden.find("pixel_values")->bytes.data(),
                        expected.size() * sizeof(float));
            double largest = 0;
            const auto plane = static_cast<std::size_t>(size * size);
            for (std::size_t i = 0; i < plane; ++i) {
                for (std::size_t c = 0; c < 3; ++c) {
                    const double level =
                        (expected[c * plane + i] * p.deviation[c] + p.mean[c]) * 255;
                    largest = std::max(largest, std::abs(level - framed.data()[3 * i + c]));
                }
            }
            CHECK(largest < 1.01);
            ++checked;
        }
    }
    CHECK(checked == 7);
}

TEST_CASE("the square holds the person with a margin and stays inside the frame") {
    const auto square = square_around(pose_in(500, 100, 600, 500), 1280, 720);
    REQUIRE(square);
    CHECK(square->side == Approx(520));
    CHECK(square->x + square->side / 2 == Approx(550));
    const auto at_the_edge = square_around(pose_in(0, 100, 100, 500), 1280, 720);
    REQUIRE(at_the_edge);
    CHECK(at_the_edge->x == 0);
    const auto lying = square_around(pose_in(100, 500, 1100, 700), 1280, 720);
    REQUIRE(lying);
    CHECK(lying->side == Approx(1280));
    CHECK(lying->y == Approx((720 - 1280) / 2.0));
}

TEST_CASE("there is no square around nobody, or around joints that nobody sees") {
    Pose away = pose_in(500, 100, 600, 500);
    away.view = PersonView::away;
    CHECK_FALSE(square_around(away, 1280, 720));
    Pose hidden = pose_in(500, 100, 600, 500);
    for (Landmark& joint : hidden.image) joint.visibility = 0;
    CHECK_FALSE(square_around(hidden, 1280, 720));
}

TEST_CASE("what a square has outside the frame is black") {
    const Image frame = gradient(64, 32);
    const Image picture = square_picture(frame, {0, -16, 64}, 64);
    CHECK(picture.row(4)[3 * 60] == 0);
    CHECK(picture.row(60)[3 * 60] == 0);
    CHECK(picture.row(32)[3 * 60] > 200);
}

TEST_CASE("person framing without a pose is the middle of the frame") {
    const auto input = make_rgb_input(model_of_size(32), Framing::person);
    CHECK(input->needs_pose());
    const Image frame = gradient(96, 64);
    const ImagePtr seen = input->prepare(frame, std::nullopt, MediaTime{});
    CHECK(largest_difference(*seen, square_picture(frame, middle_square(96, 64), 32)) == 0);
}

TEST_CASE("person framing moves smoothly to the person, and at once after a reset") {
    const auto input = make_rgb_input(model_of_size(32), Framing::person);
    const Image frame = gradient(400, 100);
    const Pose person = pose_in(330, 20, 340, 90);
    MediaTime now{};
    const auto red = [&](const std::optional<Pose>& pose) {
        now += from_seconds(1.0 / 30);
        return static_cast<int>(input->prepare(frame, pose, now)->row(16)[3 * 16]);
    };
    const int middle = red(std::nullopt);
    const int first = red(person);
    CHECK(first > middle);
    CHECK(first < middle + 30);
    int last = first;
    for (int i = 0; i < 60; ++i) last = red(person);
    input->reset();
    const int there = red(person);
    CHECK(there > middle + 60);
    CHECK(std::abs(last - there) <= 2);
}

TEST_CASE("person framing moves as fast at every frame rate") {
    const Image frame = gradient(400, 100);
    const Pose person = pose_in(330, 20, 340, 90);
    std::vector<int> seen;
    for (const int rate : {10, 30, 60}) {
        const auto input = make_rgb_input(model_of_size(32), Framing::person);
        input->prepare(frame, std::nullopt, MediaTime{});
        int red = 0;
        for (int i = 1; i <= rate / 5; ++i) {
            red = input->prepare(frame, person, from_seconds(i / double(rate)))->row(16)[3 * 16];
        }
        seen.push_back(red);
    }
    CHECK(std::abs(seen[0] - seen[1]) <= 2);
    CHECK(std::abs(seen[2] - seen[1]) <= 2);
}

TEST_CASE("a clip of prepared pictures keeps their order and ends with the last") {
    const auto input = make_rgb_input(model_of_size(8), Framing::center);
    CHECK_FALSE(input->needs_pose());
    std::vector<ObservationPtr> window;
    for (int i = 0; i < 3; ++i) {
        Observation seen;
        seen.time = from_seconds(i);
        seen.prepared = input->prepare(gradient(8, 8 + i), std::nullopt, seen.time);
        window.push_back(std::make_shared<Observation>(seen));
    }
    const Clip clip = input->assemble(window);
    CHECK(clip.end == from_seconds(2));
    REQUIRE(clip.pictures.size() == 3);
    CHECK(clip.pictures[1] == window[1]->prepared);
    CHECK(clip.mirrored.empty());

    ModelInfo model = model_of_size(8);
    model.mirror = true;
    const Clip both = make_rgb_input(model, Framing::center)->assemble(window);
    REQUIRE(both.mirrored.size() == 3);
    CHECK(std::equal(both.mirrored[2]->row(5), both.mirrored[2]->row(5) + 3,
                     both.pictures[2]->row(5) + 21));
}

TEST_CASE("an empty or absurdly long picture is refused") {
    const Preprocessing preprocessing;
    CHECK_FALSE(error_of([&] { center_framed({}, preprocessing); }).empty());
    CHECK_FALSE(error_of([&] { center_framed(Image(1, 8000), preprocessing); }).empty());
}
