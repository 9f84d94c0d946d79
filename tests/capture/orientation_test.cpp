#include "capture/orientation.h"

#include <array>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

using Matrix = std::array<std::int32_t, 9>;

constexpr std::int32_t kOne = 1 << 16;

Matrix matrix(int a, int b, int c, int d) {
    return {a * kOne, b * kOne, 0, c * kOne, d * kOne, 0, 0, 0, 1 << 30};
}

// A picture whose red channel tells where each pixel was: 10 * y + x.
Image located(int width, int height) {
    Image image(width, height);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            image.row(y)[x * 3] = static_cast<std::uint8_t>(10 * y + x);
        }
    }
    return image;
}

int at(const Image& image, int x, int y) {
    return image.row(y)[x * 3];
}

}  // namespace

TEST_CASE("a quarter turn clockwise brings the left column to the top") {
    const Orientation turn = orientation_of(matrix(0, 1, -1, 0));
    const Image out = oriented(located(3, 2), turn);
    REQUIRE(out.width() == 2);
    REQUIRE(out.height() == 3);
    CHECK(at(out, 1, 0) == 0);   // top left goes to the top right
    CHECK(at(out, 0, 0) == 10);  // bottom left goes to the top left
    CHECK(at(out, 0, 2) == 12);
}

TEST_CASE("a quarter turn the other way brings the right column to the top") {
    const Image out = oriented(located(3, 2), orientation_of(matrix(0, -1, 1, 0)));
    CHECK(at(out, 0, 0) == 2);
    CHECK(at(out, 1, 2) == 10);
}

TEST_CASE("half a turn flips both ways") {
    CHECK(orientation_of(matrix(-1, 0, 0, -1)) == Orientation{false, true, true});
    CHECK(at(oriented(located(3, 2), {false, true, true}), 0, 0) == 12);
}

TEST_CASE("mirrored recordings are mirrored back") {
    CHECK(orientation_of(matrix(-1, 0, 0, 1)) == Orientation{false, true, false});
    CHECK(orientation_of(matrix(0, 1, 1, 0)) == Orientation{true, false, false});
}

TEST_CASE("no turn and nonsense leave the picture as it is") {
    CHECK(orientation_of(matrix(1, 0, 0, 1)).upright());
    CHECK(orientation_of(matrix(0, 0, 0, 0)).upright());
}

TEST_CASE("pictures larger than a block are turned whole") {
    const Image image = located(100, 70);
    const Image out = oriented(image, {true, false, true});
    for (const int x : {0, 31, 32, 99}) {
        for (const int y : {0, 31, 32, 69}) CHECK(at(out, y, 99 - x) == at(image, x, y));
    }
}
