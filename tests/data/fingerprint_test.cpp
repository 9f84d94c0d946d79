#include "training/data/fingerprint.h"

#include <cmath>
#include <string>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

// A room with a stripe of light, and somebody (a dark block) who moves with `phase`.
Image room(int width, int height, double phase, int gain = 0) {
    Image image(width, height);
    const double at = 0.5 + 0.3 * std::sin(phase);
    for (int y = 0; y < height; ++y) {
        for (int x = 0; x < width; ++x) {
            const double u = (x + 0.5) / width;
            const double v = (y + 0.5) / height;
            int value = static_cast<int>(90 + 60 * u + 20 * v);
            if (std::abs(u - 0.5) < 0.1 && std::abs(v - at) < 0.15) value = 20;
            std::uint8_t* pixel = image.row(y) + std::ptrdiff_t{3} * x;
            for (int c = 0; c < 3; ++c) pixel[c] = static_cast<std::uint8_t>(value + gain);
        }
    }
    return image;
}

std::string print_of(int width, int height, double rate, double speed, double seconds = 4,
                     int gain = 0) {
    FingerprintMaker maker;
    for (int i = 0; i / rate < seconds; ++i) {
        maker.add(room(width, height, speed * i / rate, gain), from_seconds(i / rate));
    }
    return maker.make();
}

}  // namespace

TEST_CASE("a video scaled, brightened and at another rate looks the same") {
    const std::string original = print_of(320, 240, 30, 3);
    CHECK(look_the_same(original, original));
    CHECK(look_the_same(original, print_of(160, 120, 30, 3)));
    CHECK(look_the_same(original, print_of(320, 240, 30, 3, 4, 10)));
    CHECK(look_the_same(original, print_of(320, 240, 60, 3)));
    CHECK(look_the_same(original, print_of(320, 240, 30, 3, 4.05)));
    CHECK(look_the_same(original, print_of(320, 240, 30, 3, 3)));
    CHECK_FALSE(look_the_same(original, print_of(320, 240, 30, 3, 0.5)));
}

TEST_CASE("a copy that is cut off looks the same as long as a third is left") {
    const double seconds = GENERATE(4.5, 7.9, 8.1, 15.9, 16.1, 18.4, 300.0);
    CAPTURE(seconds);
    const std::string whole = print_of(64, 48, 10, 3, seconds);
    const std::string other = print_of(64, 48, 10, 1.3, seconds);
    for (const double share : {0.34, 0.46, 0.5, 0.75, 0.9}) {
        CAPTURE(share);
        const std::string cut = print_of(64, 48, 10, 3, seconds * share);
        CHECK(look_the_same(whole, cut));
        CHECK(look_the_same(cut, whole));
        CHECK_FALSE(look_the_same(other, cut));
    }
}

TEST_CASE("another take in the same room does not look the same") {
    const std::string original = print_of(320, 240, 30, 3);
    CHECK_FALSE(look_the_same(original, print_of(320, 240, 30, 1.3)));
    CHECK_FALSE(look_the_same(original, print_of(320, 240, 30, 4)));
}

TEST_CASE("what is no fingerprint looks like nothing") {
    const std::string original = print_of(64, 48, 10, 3);
    CHECK_FALSE(look_the_same("", ""));
    CHECK_FALSE(look_the_same(original, ""));
    CHECK_FALSE(look_the_same(original, original.substr(1)));
    CHECK_FALSE(look_the_same(original, std::string(original.size(), 'x')));
    CHECK(FingerprintMaker().make().empty());
}

TEST_CASE("one black picture has a fingerprint") {
    FingerprintMaker maker;
    maker.add(Image(3, 2), {});
    CHECK(look_the_same(maker.make(), maker.make()));
}
