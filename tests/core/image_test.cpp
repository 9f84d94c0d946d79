#include "engine/core/image.h"

#include <algorithm>
#include <cstdint>
#include <vector>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/core/labels.h"

using namespace spotter;

TEST_CASE("a picture of one colour keeps it at any size") {
    Image image(7, 5);
    std::fill_n(image.data(), image.size_bytes(), std::uint8_t{93});
    for (const auto& [width, height] : {std::pair{3, 2}, {7, 5}, {20, 31}, {1, 1}}) {
        const Image out = resized(image, width, height);
        REQUIRE(out.width() == width);
        REQUIRE(out.height() == height);
        CHECK(std::all_of(out.data(), out.data() + out.size_bytes(),
                          [](std::uint8_t v) { return v == 93; }));
    }
}

TEST_CASE("shrinking averages all pixels, as an anti-aliased filter does") {
    Image image(8, 1);
    for (int x = 0; x < 8; ++x) std::fill_n(image.row(0) + x * 3, 3, x % 2 ? 200 : 0);
    const Image out = resized(image, 2, 1);
    // Checked with Pillow: Image.resize((2, 1), BILINEAR).
    CHECK(int{out.row(0)[0]} == 93);
    CHECK(int{out.row(0)[3]} == 107);
}

TEST_CASE("a mirrored picture has its columns in reverse order") {
    Image picture(3, 2);
    for (std::size_t i = 0; i < picture.size_bytes(); ++i)
        picture.data()[i] = static_cast<std::uint8_t>(i);
    const Image mirror = mirrored(picture);
    const std::vector<std::uint8_t> second_row(mirror.row(1), mirror.row(1) + mirror.stride());
    CHECK(second_row == std::vector<std::uint8_t>{15, 16, 17, 12, 13, 14, 9, 10, 11});
    CHECK_THROWS_AS(mirrored(Image()), Error);
}

TEST_CASE("a crop is clipped to the picture") {
    Image image(10, 10);
    const ImageView part = cropped(image, -3, 8, 6, 6);
    CHECK(part.width == 3);
    CHECK(part.height == 2);
    CHECK(cropped(image, 20, 0, 4, 4).empty());
}

TEST_CASE("pictures without size or beyond the limit are refused in one line") {
    CHECK_THROWS_AS(Image(0, 5), Error);
    CHECK_THROWS_WITH(Image(20000, 5),
                      "make picture: 20000x5: size is not supported; use pictures of 1 to 16384 "
                      "pixels a side");
}

TEST_CASE("labels are shown as people write them") {
    CHECK(display_name("bicep_curl") == "Bicep curl");
    CHECK(display_name("rest") == "Rest");
    CHECK(display_name("").empty());
}
