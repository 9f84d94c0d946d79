#pragma once

#include <optional>
#include <vector>

#include "engine/core/pose.h"
#include "training/synthetic/camera.h"
#include "training/synthetic/draws.h"

namespace spotter {

// What BlazePose would say of these bodies, with its errors (Note [estimator errors] in
// estimator.cpp): one pose, or nobody, for each.
std::vector<std::optional<Pose>> estimated(Random& random, const View& view);

}  // namespace spotter
