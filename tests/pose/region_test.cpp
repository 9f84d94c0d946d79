#include "engine/pose/region.h"

#include <limits>
#include <numbers>
#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

Image gradient(int width, int height) {
    Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) {
            std::uint8_t* pixel = image.row(y) + 3 * x;
            pixel[0] = static_cast<std::uint8_t>(10 * x);
            pixel[1] = static_cast<std::uint8_t>(10 * y);
            pixel[2] = 200;
        }
    return image;
}

}  // namespace

TEST_CASE("the region of an upright person is not turned and holds the whole body") {
    const Region region = region_of_person({100, 200}, {100, 160});
    CHECK(region.center.x == 100);
    CHECK(region.center.y == 200);
    CHECK(region.size == Approx(100));
    CHECK(region.rotation == Approx(0).margin(1e-6));
    const Point corner = region.to_frame({0, 0});
    CHECK(corner.x == Approx(50));
    CHECK(corner.y == Approx(150));
}

TEST_CASE("the region of somebody whose head is on the right is turned clockwise") {
    const Region region = region_of_person({100, 200}, {140, 200});
    CHECK(region.rotation == Approx(std::numbers::pi / 2));
    const Point head = region.to_frame({0.5F, 0.1F});
    CHECK(head.x == Approx(140));
    CHECK(head.y == Approx(200));
    const Point right = region.turned({1, 0});
    CHECK(right.x == Approx(0).margin(1e-6));
    CHECK(right.y == Approx(1));
}

TEST_CASE("a square picture sampled at its own size is itself") {
    const Image image = gradient(16, 16);
    std::vector<std::uint8_t> out(image.size_bytes());
    sample_region(image, whole_picture(16, 16), 16, Border::black, out);
    CHECK(std::equal(out.begin(), out.end(), image.data()));
}

TEST_CASE("a wide picture is letterboxed in black, or with its last rows repeated") {
    const Image image = gradient(16, 8);
    std::vector<std::uint8_t> out(16 * 16 * 3);
    sample_region(image, whole_picture(16, 8), 16, Border::black, out);
    CHECK(out[0] == 0);
    CHECK(out[2] == 0);
    CHECK(out[4 * 16 * 3 + 2] == 200);
    sample_region(image, whole_picture(16, 8), 16, Border::replicate, out);
    CHECK(out[2] == 200);
    CHECK(out[(15 * 16) * 3 + 1] == 70);
}

TEST_CASE("regions that cannot be sampled are recognised") {
    CHECK(is_usable({{50, 50}, 80, 1}, 100, 100));
    CHECK_FALSE(is_usable({{50, 50}, 0, 0}, 100, 100));
    CHECK_FALSE(is_usable({{50, 50}, 1e6F, 0}, 100, 100));
    CHECK_FALSE(is_usable({{1e9F, 50}, 80, 0}, 100, 100));
    const float nan = std::numeric_limits<float>::quiet_NaN();
    CHECK_FALSE(is_usable({{nan, 50}, 80, 0}, 100, 100));
    CHECK_FALSE(is_usable({{50, 50}, nan, 0}, 100, 100));
    CHECK_FALSE(is_usable({{50, 50}, 80, nan}, 100, 100));
}
