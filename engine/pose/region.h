#pragma once

#include <array>
#include <cstdint>
#include <span>

#include "engine/core/image.h"
#include "engine/core/pose.h"

namespace spotter {

// Pixels of the frame, or 0 … 1 within a region.
struct Point {
    float x = 0;
    float y = 0;
};

float distance(Point a, Point b);

// A turned square of the frame, in pixels. It may reach beyond the picture.
struct Region {
    Point center;
    float size = 0;      // of a side
    float rotation = 0;  // radians, clockwise

    // From the region's own coordinates (0 … 1 from its upper left corner) to the frame.
    Point to_frame(Point unit) const;
    // A direction in the region as a direction in the frame: turned, not scaled.
    Point turned(Point direction) const;
};

// The whole picture, letterboxed into a square.
Region whole_picture(int width, int height);

// The region that holds a person whose middle of the hips is `hips` and whose body reaches to
// `top`, turned so that hips -> top points up: side 2.5 × their distance.
Region region_of_person(Point hips, Point top);

// Whether it can be sampled: finite, not smaller than a pixel, not absurdly larger than the frame.
bool is_usable(const Region& region, int width, int height);

enum class Border { black, replicate };

// The region as `side` × `side` RGB pixels (bilinear, without anti-aliasing) into `out`, as
// MediaPipe's CPU converter does: pixel (i, j) is at (i, j) / side.
void sample_region(const ImageView& rgb, const Region& region, int side, Border border,
                   std::span<std::uint8_t> out);

}  // namespace spotter
