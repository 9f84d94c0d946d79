#include "engine/core/pose.h"

namespace spotter {

Pose mirrored(const Pose& pose, float width) {
    Pose out = pose;
    // BlazePose's pairs: eyes, ears, mouth, then everything from the shoulders down.
    const auto other = [](std::size_t joint) -> std::size_t {
        if (joint == kNose) return joint;
        if (joint >= 1 && joint <= 6) return joint <= 3 ? joint + 3 : joint - 3;
        return joint % 2 == 1 ? joint + 1 : joint - 1;
    };
    for (std::size_t joint = 0; joint < kJointCount; ++joint) {
        out.image[joint] = pose.image[other(joint)];
        out.image[joint].x = width - out.image[joint].x;
        out.world[joint] = pose.world[other(joint)];
        out.world[joint].x = -out.world[joint].x;
    }
    return out;
}

}  // namespace spotter
