#pragma once

#include <array>
#include <cstddef>

#include "engine/core/pose.h"

namespace spotter {

// What of a pose reps are looked for in: how bent the joints are and how the body is spread,
// each a mean of both sides (so that arms that alternate are seen one after the other), weighed
// by how well each side is seen. Angles come from the world landmarks in units of 90 degrees,
// lengths from the picture in units of half a metre (the spread, which needs depth and trembles,
// in units of one metre); independent of where the person stands, how
// large and, mostly, from which side they are seen.
enum MotionSignal : std::size_t {
    kElbowAngle,
    kShoulderAngle,  // between upper arm and trunk
    kHipAngle,
    kKneeAngle,
    kWristHeight,     // above the shoulders
    kHipHeight,       // above the ankles
    kShoulderHeight,  // above the hips
    kWristOffset,     // to the side of the hips
    kWristSpread,     // between the two
    kSignalCount,
};

using MotionSignals = std::array<float, kSignalCount>;

// What of a pose says how the person moves.
struct Motion {
    MotionSignals signals{};
    MotionSignals seen{};  // 0 … 1 for each signal: how well what it is made of is seen
    // Of shoulders, hips and wrists in the picture, upwards, in units of half a metre.
    std::array<float, 3> heights{};
    float across = 0;  // of the hips, to the right, in the same units
};

Motion motion_from_pose(const Pose& pose);

// Pixels per metre where the person is.
float body_scale(const Pose& pose);

}  // namespace spotter
