#include "engine/core/picture_signals.h"

#include <algorithm>
#include <cmath>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

// A bright square on a dark picture.
Image picture_with_square(int width, int height, double x, double y, int dark = 40) {
    Image image(width, height);
    for (int row = 0; row < height; ++row) {
        for (int column = 0; column < width; ++column) {
            const bool inside = std::abs(column - x * width) < 0.15 * width &&
                                std::abs(row - y * height) < 0.15 * height;
            std::fill_n(image.row(row) + 3 * column, 3,
                        static_cast<std::uint8_t>(inside ? dark + 120 : dark));
        }
    }
    return image;
}

float distance(const PictureSignals& a, const PictureSignals& b) {
    float sum = 0;
    for (std::size_t i = 0; i < kPictureParts; ++i) sum += std::abs(a[i] - b[i]);
    return sum;
}

}  // namespace

TEST_CASE("what moves in a picture changes its signals, at every size alike") {
    const PictureSignals above = picture_signals(picture_with_square(320, 240, 0.5, 0.3));
    const PictureSignals below = picture_signals(picture_with_square(320, 240, 0.5, 0.7));
    CHECK(distance(above, below) > 1);
    CHECK(distance(above, picture_signals(picture_with_square(960, 720, 0.5, 0.3))) < 0.2);
    CHECK(distance(above, picture_signals(picture_with_square(64, 48, 0.5, 0.3))) < 0.3);
}

TEST_CASE("light that changes everywhere alike changes no signal of a picture") {
    const PictureSignals dim = picture_signals(picture_with_square(320, 240, 0.5, 0.3, 20));
    const PictureSignals bright = picture_signals(picture_with_square(320, 240, 0.5, 0.3, 120));
    CHECK(distance(dim, bright) < 0.01);
}

TEST_CASE("an empty or plain picture has no signals") {
    CHECK(picture_signals(ImageView()) == PictureSignals{});
    CHECK(picture_signals(Image(100, 50)) == PictureSignals{});
    CHECK(picture_signals(Image(1, 1)) == PictureSignals{});
}
