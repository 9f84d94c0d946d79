#pragma once

#include "tools/render_demo/geometry.h"

namespace spotter {

// The light of the scene: linear RGB.
struct Light {
    Vec3 to_key = normalized({-0.62, 0.86, 0.78});  // towards the low sun, left of the viewer
    Vec3 key{1.32, 1.20, 1.02};
    Vec3 sky{0.50, 0.53, 0.58};     // from above
    Vec3 bounce{0.30, 0.25, 0.21};  // from the floor
    Vec3 to_fill = normalized({0.9, 0.35, -0.35});
    Vec3 fill{0.20, 0.24, 0.30};

    Vec3 ambient(Vec3 normal) const { return mix(bounce, sky, 0.5 + 0.5 * normal.y); }
};

}  // namespace spotter
