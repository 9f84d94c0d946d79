#include "ui/label_color.h"

#include <array>
#include <cmath>

#include <catch2/catch.hpp>

#include "ui/theme.h"

using namespace spotter;

namespace {

// Linear red, green and blue, 0 … 1.
std::array<double, 3> linear(ImU32 color) {
    std::array<double, 3> out{};
    constexpr std::array<unsigned, 3> kShifts = {IM_COL32_R_SHIFT, IM_COL32_G_SHIFT,
                                                 IM_COL32_B_SHIFT};
    for (std::size_t i = 0; i < 3; ++i) {
        const double value = static_cast<double>(color >> kShifts[i] & 0xFFU) / 255;
        out[i] = value <= 0.04045 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
    }
    return out;
}

// How far two colours are apart in CIELAB, in which 2.3 is just seen.
double distance(ImU32 one, ImU32 other) {
    const auto lab = [](ImU32 color) {
        const auto [r, g, b] = linear(color);
        const auto root = [](double t) {
            return t > 0.008856 ? std::cbrt(t) : 7.787 * t + 16 / 116.0;
        };
        const double x = root((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
        const double y = root(0.2126 * r + 0.7152 * g + 0.0722 * b);
        const double z = root((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
        return std::array{116 * y - 16, 500 * (x - y), 200 * (y - z)};
    };
    const auto a = lab(one);
    const auto b = lab(other);
    return std::hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
}

double contrast(ImU32 one, ImU32 other) {
    const auto luminance = [](ImU32 color) {
        const auto [r, g, b] = linear(color);
        return 0.2126 * r + 0.7152 * g + 0.0722 * b;
    };
    const double a = luminance(one) + 0.05;
    const double b = luminance(other) + 0.05;
    return std::max(a, b) / std::min(a, b);
}

}  // namespace

TEST_CASE("the labels of the model that ships have colours that can be told apart") {
    for (int i = 0; i < 16; ++i) {
        for (int j = 0; j < i; ++j) {
            CAPTURE(i, j);
            CHECK(distance(label_hue(i), label_hue(j)) > 15);
        }
    }
}

TEST_CASE("even many labels have colours of their own, and each keeps its") {
    for (int i = 0; i < 32; ++i) {
        for (int j = 0; j < i; ++j) CHECK(distance(label_hue(i), label_hue(j)) > 6);
    }
    CHECK(label_hue(32) == label_hue(0));
    CHECK(label_hue(-1) == label_hue(0));
}

TEST_CASE("labels are readable on every background, and dark type on their colours") {
    const Palette palette;
    for (int i = 0; i < 32; ++i) {
        for (const ImU32 background : {palette.background, palette.surface, palette.raised}) {
            CHECK(contrast(label_hue(i), background) >= 4.5);
        }
    }
}
