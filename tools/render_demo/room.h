#pragma once

#include <vector>

#include "tools/render_demo/camera.h"
#include "tools/render_demo/light.h"

namespace spotter {

// One pixel of the empty room: what the surroundings and what the key light add to it (linear
// RGB), and which place it shows.
struct RoomPixel {
    Vec3 ambient;
    Vec3 key;
    Vec3 place;
};

// The empty room as `camera` sees it, row by row: traced once, with soft shadows. It is the same
// on every run.
std::vector<RoomPixel> trace_room(const Camera& camera, const Light& light);

}  // namespace spotter
