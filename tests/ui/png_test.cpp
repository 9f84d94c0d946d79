#include "ui/png.h"

#include <filesystem>
#include <fstream>
#include <string>

#include <catch2/catch.hpp>
#include <stb_image.h>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
namespace fs = std::filesystem;

TEST_CASE("a picture is written as a PNG file that reads back the same") {
    Image image(5, 3);
    for (std::size_t i = 0; i < image.size_bytes(); ++i) {
        image.data()[i] = static_cast<std::uint8_t>(i * 5);
    }
    const test::TempFolder folder;
    const fs::path file = folder / "picture.png";
    write_png(file, image);
    int width = 0;
    int height = 0;
    int channels = 0;
    stbi_uc* pixels = stbi_load(file.c_str(), &width, &height, &channels, 3);
    REQUIRE(pixels);
    CHECK(width == 5);
    CHECK(height == 3);
    CHECK(std::equal(pixels, pixels + image.size_bytes(), image.data()));
    stbi_image_free(pixels);
}

TEST_CASE("a picture that cannot be written names its file") {
    CHECK_THROWS_WITH(write_png("/nonexistent/picture.png", Image(2, 2)),
                      Catch::Contains("/nonexistent/picture.png"));
}
