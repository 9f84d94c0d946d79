#pragma once

#include <span>
#include <vector>

#include "training/synthetic/body.h"
#include "training/synthetic/draws.h"

namespace spotter {

// A body as one camera sees it.
struct ViewedBody {
    std::array<Vec3, kJointCount> metres;  // x to the right, y down, z away; from the hips' middle
    std::array<Vec3, kJointCount> pixels;  // x and y of the picture, z as `metres` in pixels
};

// What a camera sees of one clip.
struct View {
    int width = 0;  // pixels
    int height = 0;
    double pixels_per_metre = 0;  // at the body, about
    double azimuth = 0;           // degrees: 0 from the front, 90 from the person's left
    std::vector<ViewedBody> bodies;
};

// A camera somewhere around: azimuth, elevation (-15 … 35 degrees), roll, distance, lens, framing
// (whole, cut off below or above, off the middle), unsteady hands, stretched pictures. World and
// picture coordinates are of the same camera. Precondition: there is a body.
View viewed(Random& random, std::span<const Skeleton> bodies);

}  // namespace spotter
