#pragma once

#include <array>
#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/clock.h"
#include "engine/live/motion_signals.h"

namespace spotter {

// What was measured in one frame.
struct MotionSample {
    MediaTime time{};
    BodyMotion motion;
};

// The samples, each a mean over what lies close to it in time, so that a single bad pose makes no
// turn. What follows wants samples that were smoothed.
std::vector<MotionSample> smoothed(std::span<const MotionSample> samples);

// The direction in which the signals move most, and where their middle is: the motion along it is
// the main oscillation.
struct MotionAxis {
    // The sides move in turn: the signals are how far they are apart, and the motion is how far
    // that is from the middle, so that it goes out and back once for each side.
    bool in_turn = false;
    MotionSignals direction{};  // of length 1, of the weighed signals
    MotionSignals weights{};
    MotionSignals middle{};

    const MotionSignals& signals_of(const BodyMotion& motion) const;
    float along(const BodyMotion& motion) const;
};

// The first principal component of the samples. `weights`: how well each signal was seen on the
// whole. `before`, where given, tells which way is forward, so that later axes of one motion
// do not turn round.
MotionAxis main_axis(std::span<const MotionSample> samples, const MotionAxis* before = nullptr);

// The samples along the axis.
std::vector<float> motion_along(std::span<const MotionSample> samples, const MotionAxis& axis);

// How much of all that moves in the samples lies along the axis, 0 … 1: near 1 for somebody who
// does an exercise, small for somebody who fidgets.
float share_along(std::span<const MotionSample> samples, const MotionAxis& axis);

// How much the samples tremble along the axis, as they were before they were smoothed to `motion`:
// root mean square.
float trembling(std::span<const MotionSample> seen, std::span<const float> motion,
                const MotionAxis& axis);

// Where a motion turned: alternately highest and lowest, each at least `least_swing` away from
// the one before. The last one may still move on.
struct TurningPoint {
    std::size_t at = 0;  // index into the motion
    float value = 0;
};
std::vector<TurningPoint> turning_points(std::span<const float> motion, float least_swing);

// One swing out and back; indices into the motion.
struct Cycle {
    std::size_t start = 0;
    std::size_t turn = 0;
    std::size_t end = 0;
    float out = 0;  // how far each swing went
    float back = 0;
};

// How much a cycle looks like a rep; lengths are parts of how far it went.
struct CycleShape {
    float share = 0;    // of what moved, along the axis
    float balance = 0;  // the shorter of both swings, as a part of the longer
    float detour = 0;   // half-way back, from where it was half-way out
    float astray = 0;   // at the end, from where it began
};
CycleShape shape_of(const Cycle& cycle, std::span<const MotionSample> samples,
                    std::span<const float> motion, const MotionAxis& axis);

}  // namespace spotter
