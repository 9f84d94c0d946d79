#pragma once

#include <optional>
#include <vector>

#include "engine/core/pose.h"
#include "engine/core/random.h"

namespace spotter {

// How far poses are varied when a skeleton model learns; 1 is the usual amount, 0 none.
struct PoseVariation {
    double strength = 1;
    double mirror = 0.5;  // probability
};

// The poses of one window as another camera, another body and a worse estimator could have shown
// them: the body turned against the camera (world landmarks by yaw, pitch and roll, the picture's
// follow), its proportions, noise that stays and noise of each pose, joints hidden for a while,
// poses lost, and the mirror image.
void vary_poses(std::vector<std::optional<Pose>>& poses, const PoseVariation& variation,
                Random& random);

}  // namespace spotter
