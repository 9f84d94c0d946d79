#include "app/overlay_painter.h"

#include <algorithm>
#include <cstring>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

bool has_pixel(const Image& image, const Rgb& color, int tolerance = 8) {
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            const std::uint8_t* pixel = image.row(y) + x * 3;
            bool same = true;
            for (std::size_t c = 0; c < 3; ++c)
                same = same && std::abs(pixel[c] - color[c]) <= tolerance;
            if (same) return true;
        }
    }
    return false;
}

SeenPose standing() {
    SeenPose pose;
    for (std::size_t i = 0; i < pose.points.size(); ++i) {
        pose.points[i] = {i % 2 == 0 ? 0.4F : 0.6F, 0.1F + 0.04F * static_cast<float>(i), 1};
    }
    return pose;
}

constexpr Rgb kAccent = {190, 236, 92};

}  // namespace

TEST_CASE("the overlay draws label, bars and skeleton") {
    OverlayPainter painter({"squat", "other"});
    Image sure(320, 240);
    painter.paint(sure, {"squat", 0.9, {0.9F, 0.1F}, {}});
    CHECK(has_pixel(sure, kAccent));
    CHECK(has_pixel(sure, {236, 240, 241}));

    Image unsure(320, 240);
    painter.paint(unsure, {"", 0, {0.5F, 0.5F}, {}});
    CHECK_FALSE(has_pixel(unsure, kAccent));

    Image with_pose(320, 240);
    painter.paint(with_pose, {"", 0, {0.5F, 0.5F}, standing()});
    CHECK(has_pixel(with_pose, kAccent));

    Image with_reps(320, 240);
    painter.paint(with_reps, {"", 0, {0.5F, 0.5F}, {}, 12});
    CHECK(has_pixel(with_reps, kAccent));
    // All of the number lies in the picture.
    const std::uint8_t* const top = with_reps.row(0);
    CHECK((top && std::all_of(top, top + 320 * 3, [](int value) { return value == 0; })));
}

TEST_CASE("the overlay leaves the person to be seen, and shows the highest confidences") {
    constexpr int kWidth = 640;
    constexpr int kHeight = 360;
    Labels labels;
    Scores scores;
    for (int i = 0; i < 17; ++i) {
        labels.push_back("exercise_" + std::to_string(i));
        scores.push_back(i == 16 ? 0.9F : 0.001F);
    }
    OverlayPainter painter(labels);
    constexpr std::uint8_t kGrey = 100;
    Image image(kWidth, kHeight);
    for (int y = 0; y < kHeight; ++y) std::memset(image.row(y), kGrey, image.stride());
    painter.paint(image, {labels.back(), 0.9, scores, {}});
    const auto touched = [&](int y) {
        const std::uint8_t* const row = image.row(y);
        return row && std::any_of(row, row + kWidth * 3, [](int value) { return value != kGrey; });
    };
    int first = 0;
    while (first < kHeight && !touched(first)) ++first;
    CHECK(first > kHeight * 3 / 4);
    CHECK(first < kHeight * 9 / 10);
    // The bar of the label that stands, on the right.
    int accents = 0;
    const std::uint8_t* const bar = image.row(first + (kHeight - first) / 4);
    for (int x = kWidth / 2; bar && x < kWidth; ++x) {
        const std::uint8_t* pixel = bar + x * 3;
        accents += pixel[0] == kAccent[0] && pixel[1] == kAccent[1] && pixel[2] == kAccent[2];
    }
    CHECK(accents > kWidth / 20);
}

TEST_CASE("the overlay fits pictures of any size") {
    OverlayPainter painter({"squat", "lateral_raise", "bicep_curl", "push_up", "other"});
    for (const auto& [width, height] :
         std::vector<std::pair<int, int>>{{1, 1}, {2, 400}, {400, 2}, {33, 17}, {3840, 200}}) {
        Image image(width, height);
        SeenPose far = standing();
        far.points[3] = {1e9F, -1e9F, 1};
        CHECK_NOTHROW(painter.paint(image, {"lateral_raise", 1, {0, 1, 0, 0, 0}, far}));
    }
}

TEST_CASE("text of any bytes is drawn, and cut at the picture's border") {
    FontFace font;
    Image image(64, 32);
    CHECK_NOTHROW(font.draw(image, "\xff\xc3 é 日本", -10, 20, 12, {255, 255, 255}));
    CHECK(font.width("ii", 12) < font.width("MM", 12));
    CHECK(font.width("", 12) == 0);
}
