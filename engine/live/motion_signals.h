#pragma once

#include <array>
#include <cstddef>

#include "engine/core/picture_signals.h"
#include "engine/core/pose.h"

namespace spotter {

// What of a pose reps are looked for in: how bent the joints are and how the body is spread.
// Angles come from the world landmarks in units of 90 degrees, lengths from the picture in units
// of half a metre (the spread, which needs depth and trembles, in units of one metre);
// independent of where the person stands, how large and, mostly, from which side they are seen.
enum MotionSignal : std::size_t {
    kElbowAngle,
    kShoulderAngle,  // between upper arm and trunk
    kHipAngle,
    kKneeAngle,
    kWristHeight,     // above the shoulders; those up to here have a left and a right
    kHipHeight,       // above the ankles
    kShoulderHeight,  // above the hips
    kWristOffset,     // to the side of the hips
    kWristSpread,     // between the two
    kSignalCount,
};

using MotionSignals = std::array<float, kSignalCount>;

// What of a pose says how the person moves.
struct BodyMotion {
    // Each a mean of both sides, weighed by how well each is seen.
    MotionSignals signals{};
    MotionSignals seen{};  // 0 … 1 for each signal: how well what it is made of is seen
    // Of those with sides: half of how far left is above right, and the mean that heeds both
    // alike; the others are zero.
    MotionSignals apart{};
    MotionSignals level{};
    MotionSignals both_seen{};  // as `seen`, of the side that is seen worse
    // Of shoulders, hips and wrists in the picture, upwards, in units of half a metre.
    std::array<float, 3> heights{};
    float across = 0;  // of the hips, to the right, in the same units
};

BodyMotion motion_from_pose(const Pose& pose);
// The same of a picture without a pose: its signals stand for those of the body, of which side and
// where to nothing is known.
BodyMotion motion_from_picture(const PictureSignals& picture);

// Pixels per metre where the person is.
float body_scale(const Pose& pose);

}  // namespace spotter
