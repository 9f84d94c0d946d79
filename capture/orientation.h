#pragma once

#include <cstdint>
#include <span>

#include "engine/core/image.h"

namespace spotter {

// One of the eight ways to turn and mirror a picture by quarter turns: transposed first (x and
// y swapped), then flipped.
struct Orientation {
    bool transpose = false;
    bool flip_x = false;
    bool flip_y = false;

    bool upright() const { return !transpose && !flip_x && !flip_y; }
    friend bool operator==(const Orientation&, const Orientation&) = default;
};

// The nearest quarter turn of an FFmpeg display matrix (nine numbers, 16.16 fixed point, as
// libavutil/display.h).
Orientation orientation_of(std::span<const std::int32_t, 9> display_matrix);

Image oriented(ImageView image, Orientation orientation);

}  // namespace spotter
