#include "engine/pose/blazepose.h"

#include <cstring>
#include <filesystem>
#include <random>
#include <string>

#include <catch2/catch.hpp>

#include "tests/pose/agreement.h"
#include "tests/pose/golden.h"
#include "tests/temp_folder.h"

using namespace spotter;

namespace {

const char* const kClips[] = {"bicep_curl", "cable_lateral_raise", "decline_push_up", "squat"};

void compare(const std::string& mode, const PoseOptions& options, double limit) {
    for (const std::string name : kClips) {
        const GoldenClip clip = read_golden_clip(name);
        const auto estimator = make_blazepose(pose_models(), options);
        Agreement agreement;
        for (std::size_t i = 0; i < clip.frames.size(); ++i)
            agreement.add(clip.poses.at(mode).at(i),
                          estimator->estimate(clip.frames[i], golden_seconds(i)));
        INFO(name << " " << mode << ": distance " << agreement.distance() << ", depth "
                  << agreement.depth() << ", world " << agreement.metres() << " m, visibility "
                  << agreement.visibility());
        CHECK(agreement.presence_differs() == 0);
        CHECK(agreement.visible() > 0);
        CHECK(agreement.distance() < limit);
        CHECK(agreement.depth() < 0.05);
        CHECK(agreement.metres() < 0.02);
        CHECK(agreement.visibility() < 0.02);
    }
}

Image noise(int width, int height) {
    Image image(width, height);
    std::mt19937 random(1);
    for (std::size_t i = 0; i < image.size_bytes(); ++i)
        image.data()[i] = static_cast<std::uint8_t>(random());
    return image;
}

void paste(Image& onto, ImageView part, int x) {
    for (int y = 0; y < part.height; ++y)
        std::memcpy(onto.row(y) + 3 * x, part.row(y), 3 * static_cast<std::size_t>(part.width));
}

// 384 × 216: somebody in turquoise on the left, somebody at a barbell on the right; either alone
// on black when the other is not wanted.
Image two_people(bool left, bool right) {
    static const Image lateral_raise = read_golden_clip("cable_lateral_raise").frames[0];
    static const Image squat = read_golden_clip("squat").frames[0];
    Image picture(384, 216);
    if (left) paste(picture, cropped(lateral_raise, 96, 0, 192, 216), 0);
    if (right) paste(picture, cropped(squat, 96, 0, 192, 216), 192);
    return picture;
}

bool is_left(const std::optional<Pose>& pose) {
    REQUIRE(pose);
    return pose->image[kLeftHip].x < 192;
}

}  // namespace

TEST_CASE("landmarks of every frame on its own agree with MediaPipe") {
    compare("detected", {.smooth = false, .detect_every_frame = true}, 0.01);
}

TEST_CASE("followed landmarks agree with MediaPipe") {
    compare("tracked", {.smooth = false}, 0.02);
}

TEST_CASE("followed and smoothed landmarks agree with MediaPipe") {
    compare("smoothed", {}, 0.02);
}

TEST_CASE("nobody is found where nobody is") {
    const auto estimator = make_blazepose(pose_models());
    Image grey(320, 240);
    std::memset(grey.data(), 128, grey.size_bytes());
    CHECK_FALSE(estimator->estimate(Image(320, 240), 0));
    CHECK_FALSE(estimator->estimate(grey, 0.1));
    CHECK_FALSE(estimator->estimate(noise(320, 240), 0.2));
    CHECK_FALSE(estimator->estimate(ImageView{}, 0.3));
}

TEST_CASE("a person who leaves is gone at once and found again when back") {
    const auto estimator = make_blazepose(pose_models());
    CHECK(estimator->estimate(two_people(true, false), 0));
    CHECK_FALSE(estimator->estimate(Image(384, 216), 0.1));
    CHECK_FALSE(estimator->estimate(Image(384, 216), 0.2));
    CHECK(estimator->estimate(two_people(true, false), 0.3));
}

TEST_CASE("a whole person is seen as whole, half a person as cut off") {
    const auto estimator = make_blazepose(pose_models());
    const Image push_up = read_golden_clip("decline_push_up").frames[0];
    const auto whole = estimator->estimate(push_up, 0);
    REQUIRE(whole);
    CHECK(whole->view == PersonView::whole);
    CHECK(whole->presence > 0.5F);

    estimator->reset();
    const auto waist_up = estimator->estimate(read_golden_clip("bicep_curl").frames[0], 0);
    REQUIRE(waist_up);
    CHECK(waist_up->view == PersonView::cut_off);

    estimator->reset();
    const auto no_legs = estimator->estimate(cropped(push_up, 0, 0, 200, 216), 0);
    REQUIRE(no_legs);
    CHECK(no_legs->view == PersonView::cut_off);
}

TEST_CASE("of two people the one it began with is kept, also after a moment out of sight") {
    const bool left_first = GENERATE(true, false);
    const auto estimator = make_blazepose(pose_models());
    CHECK(is_left(estimator->estimate(two_people(left_first, !left_first), 0)) == left_first);
    for (int i = 1; i < 4; ++i)
        CHECK(is_left(estimator->estimate(two_people(true, true), 0.033 * i)) == left_first);
    CHECK_FALSE(estimator->estimate(Image(384, 216), 0.2));
    CHECK(is_left(estimator->estimate(two_people(true, true), 0.3)) == left_first);
}

TEST_CASE("whoever leaves the followed region in a jump is found in the same picture") {
    const auto estimator = make_blazepose(pose_models());
    CHECK(is_left(estimator->estimate(two_people(true, false), 0)));
    CHECK_FALSE(is_left(estimator->estimate(two_people(false, true), 0.033)));
}

TEST_CASE("somebody who was followed for a second is found where they were, also without a head") {
    // The detector finds nobody in this picture.
    Image headless = two_people(true, false);
    for (int y = 0; y < 100; ++y) std::memset(headless.row(y), 0, 3 * 384);
    const auto estimator = make_blazepose(pose_models());
    REQUIRE_FALSE(estimator->estimate(headless, 0));

    const bool long_enough = GENERATE(true, false);
    estimator->reset();
    const double last = long_enough ? 1.2 : 0.6;
    for (double at = 0; at <= last + 0.01; at += 0.1)
        REQUIRE(estimator->estimate(two_people(true, false), at));
    REQUIRE_FALSE(estimator->estimate(Image(384, 216), last + 0.1));
    CHECK(estimator->estimate(headless, last + 0.2).has_value() == long_enough);
    // Later they may have gone anywhere.
    estimator->estimate(Image(384, 216), last + 0.3);
    CHECK_FALSE(estimator->estimate(headless, last + 1));
}

TEST_CASE("a click chooses whom to follow") {
    const auto estimator = make_blazepose(pose_models());
    const Image both = two_people(true, true);
    const bool began_left = is_left(estimator->estimate(both, 0));
    estimator->choose_person(began_left ? 290.0F : 95.0F, 90);
    for (int i = 1; i < 4; ++i) CHECK(is_left(estimator->estimate(both, 0.033 * i)) == !began_left);
    estimator->choose_person(began_left ? 95.0F : 290.0F, 90);
    CHECK(is_left(estimator->estimate(both, 0.2)) == began_left);
}

TEST_CASE("pictures of any size are taken") {
    const auto estimator = make_blazepose(pose_models());
    for (const auto& [width, height] :
         {std::pair(1, 1), std::pair(17, 9), std::pair(3, 1000), std::pair(4001, 2)})
        CHECK_NOTHROW(estimator->estimate(noise(width, height), 0));
    // Also while a person is followed that was found in a larger picture.
    CHECK(estimator->estimate(two_people(true, false), 1));
    CHECK_NOTHROW(estimator->estimate(Image(1, 1), 1.1));
}

TEST_CASE("a cache of compiled models changes nothing, a damaged or useless one neither") {
    namespace fs = std::filesystem;
    const test::TempFolder cache;
    const Image picture = two_people(true, false);
    const auto nose_with = [&](const PoseOptions& options) {
        const auto pose = make_blazepose(pose_models(), options)->estimate(picture, 0);
        return pose.value().image[kNose].x;
    };
    const float expected = nose_with({});
    CHECK(nose_with({.cache = cache / "new"}) == Approx(expected).margin(0.01));
    CHECK(std::distance(fs::directory_iterator(cache / "new"), {}) == 2);
    CHECK(nose_with({.cache = cache / "new"}) == Approx(expected).margin(0.01));
    for (const auto& file : fs::directory_iterator(cache / "new")) {
        fs::permissions(file, fs::perms::owner_all);
        fs::resize_file(file, 1000);
    }
    CHECK(nose_with({.cache = cache / "new"}) == Approx(expected).margin(0.01));
    CHECK(nose_with({.cache = "/dev/null/nowhere"}) == Approx(expected).margin(0.01));
}
