#include "ui/label_color.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace spotter {

namespace {

constexpr int kHues = 16;  // of a ring

// To sRGB, 0 … 1; what it cannot show is cut off.
float encoded(float linear) {
    const float value = std::clamp(linear, 0.F, 1.F);
    return value <= 0.0031308F ? 12.92F * value : 1.055F * std::pow(value, 1 / 2.4F) - 0.055F;
}

// Björn Ottosson, "A perceptual color space for image processing", 2020: OKLCH to sRGB. `turn`:
// the hue, 1 is all the way round.
ImU32 oklch(float lightness, float chroma, float turn) {
    const float angle = 2 * std::numbers::pi_v<float> * turn;
    const float a = chroma * std::cos(angle);
    const float b = chroma * std::sin(angle);
    const auto cube = [](float value) { return value * value * value; };
    const float l = cube(lightness + 0.3963377774F * a + 0.2158037573F * b);
    const float m = cube(lightness - 0.1055613458F * a - 0.0638541728F * b);
    const float s = cube(lightness - 0.0894841775F * a - 1.2914855480F * b);
    return ImGui::ColorConvertFloat4ToU32(
        {encoded(4.0767416621F * l - 3.3077115913F * m + 0.2309699292F * s),
         encoded(-1.2684380046F * l + 2.6097574011F * m - 0.3413193965F * s),
         encoded(-0.0041960863F * l - 0.7034186147F * m + 1.7076147010F * s), 1});
}

// 0, 8, 4, 12, 2, 10, …: each half as far from the others as it can be.
int spread(int place) {
    int out = 0;
    for (int bit = 1; bit < kHues; bit *= 2) out = 2 * out + (place & bit ? 1 : 0);
    return out;
}

}  // namespace

ImU32 label_hue(int place) {
    static const auto colors = [] {
        std::array<ImU32, 2 * kHues> out{};
        for (int i = 0; i < 2 * kHues; ++i) {
            const bool between = i >= kHues;
            const int hue = spread(i % kHues);
            const float light = (between ? 0.87F : 0.8F) - (hue % 2 == 1 ? 0.12F : 0);
            // The first one is blue.
            constexpr float kFirst = 0.7F;
            const float turn = (static_cast<float>(hue) + (between ? 0.5F : 0)) / kHues;
            out[static_cast<std::size_t>(i)] = oklch(light, 0.125F, kFirst + turn);
        }
        return out;
    }();
    return colors[static_cast<std::size_t>(std::max(place, 0)) % colors.size()];
}

}  // namespace spotter
