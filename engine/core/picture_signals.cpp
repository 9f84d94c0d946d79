#include "engine/core/picture_signals.h"

#include <algorithm>
#include <cmath>

namespace spotter {
namespace {

constexpr int kMostAcross = 64;  // pixels that are looked at
constexpr std::size_t kAcross = 3;
// Less is a plain picture, or one in the dark.
constexpr float kLeastContrast = 2;

float brightness(const std::uint8_t* rgb) {
    return 0.299F * static_cast<float>(rgb[0]) + 0.587F * static_cast<float>(rgb[1]) +
           0.114F * static_cast<float>(rgb[2]);
}

// How much a place, 0 … 1, belongs to each of three parts with their middles at 0, 0.5 and 1.
std::array<float, kAcross> parts_at(float place) {
    std::array<float, kAcross> parts{};
    for (std::size_t i = 0; i < kAcross; ++i) {
        parts[i] = std::max(0.0F, 1 - std::abs(2 * place - static_cast<float>(i)));
    }
    return parts;
}

}  // namespace

PictureSignals picture_signals(const ImageView& rgb) {
    PictureSignals signals{};
    if (rgb.empty()) return signals;
    PictureSignals weights{};
    float sum = 0;
    float squares = 0;
    const int across = std::min(rgb.width, kMostAcross);
    const int down = std::min(rgb.height, kMostAcross);
    for (int row = 0; row < down; ++row) {
        const float y = (static_cast<float>(row) + 0.5F) / static_cast<float>(down);
        const auto vertical = parts_at(y);
        const std::uint8_t* pixels = rgb.row(row * rgb.height / down);
        for (int column = 0; column < across; ++column) {
            const float x = (static_cast<float>(column) + 0.5F) / static_cast<float>(across);
            const auto horizontal = parts_at(x);
            const float value = brightness(pixels + 3 * (column * rgb.width / across));
            sum += value;
            squares += value * value;
            for (std::size_t i = 0; i < kPictureParts; ++i) {
                const float weight = vertical[i / kAcross] * horizontal[i % kAcross];
                signals[i] += weight * value;
                weights[i] += weight;
            }
        }
    }
    const auto count = static_cast<float>(across * down);
    const float mean = sum / count;
    const float contrast = std::sqrt(std::max(0.0F, squares / count - mean * mean));
    for (std::size_t i = 0; i < kPictureParts; ++i) {
        const bool plain = contrast < kLeastContrast || weights[i] <= 0;
        signals[i] = plain ? 0 : (signals[i] / weights[i] - mean) / contrast;
    }
    return signals;
}

}  // namespace spotter
