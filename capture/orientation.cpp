#include "capture/orientation.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace spotter {
namespace {

// Transposing walks down columns: in blocks, so that they stay in the cache.
constexpr int kBlock = 32;

void copy_block(ImageView from, Image& to, Orientation how, int left, int top) {
    const int right = std::min(left + kBlock, from.width);
    const int bottom = std::min(top + kBlock, from.height);
    for (int y = top; y < bottom; ++y) {
        const std::uint8_t* pixel = from.row(y) + static_cast<std::size_t>(left) * 3;
        for (int x = left; x < right; ++x, pixel += 3) {
            int to_x = how.transpose ? y : x;
            int to_y = how.transpose ? x : y;
            if (how.flip_x) to_x = to.width() - 1 - to_x;
            if (how.flip_y) to_y = to.height() - 1 - to_y;
            std::memcpy(to.row(to_y) + static_cast<std::size_t>(to_x) * 3, pixel, 3);
        }
    }
}

}  // namespace

// The matrix sends (x, y) to (a x + c y, b x + d y).
Orientation orientation_of(std::span<const std::int32_t, 9> display_matrix) {
    const std::int64_t a = display_matrix[0];
    const std::int64_t b = display_matrix[1];
    const std::int64_t c = display_matrix[3];
    const std::int64_t d = display_matrix[4];
    if (std::abs(a) + std::abs(d) >= std::abs(b) + std::abs(c)) return {false, a < 0, d < 0};
    return {true, c < 0, b < 0};
}

Image oriented(ImageView image, Orientation orientation) {
    Image out =
        orientation.transpose ? Image(image.height, image.width) : Image(image.width, image.height);
    for (int top = 0; top < image.height; top += kBlock) {
        for (int left = 0; left < image.width; left += kBlock) {
            copy_block(image, out, orientation, left, top);
        }
    }
    return out;
}

}  // namespace spotter
