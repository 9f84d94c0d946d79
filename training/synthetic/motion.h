#pragma once

#include <functional>
#include <span>

#include "training/synthetic/body.h"
#include "training/synthetic/repetition.h"

namespace spotter {

// What somebody does for a while. `base` is the starting position; move() turns it into the
// position at a moment.
struct Motion {
    struct Moment {
        double seconds = 0;
        double left = 0;   // progress of the repetition: 0 … 1
        double right = 0;  // the same, unless the sides alternate
        double side(std::size_t s) const { return s == 0 ? left : right; }
    };
    BodyPose base;
    std::function<void(BodyPose& pose, const Moment& at)> move;
    // Repetitions that belong to it, if it has any: seconds each, and whether sides alternate.
    double shortest = 0;
    double longest = 0;
    bool alternating = false;

    bool repeats() const { return longest > 0; }
    BodyPose at(const Moment& moment) const {
        BodyPose pose = base;
        if (move) move(pose, moment);
        return pose;
    }
};

using MakeMotion = Motion (*)(Random& random, const BodyShape& body);

// One kind of what is done under a label; kinds of one label are drawn by weight.
struct MotionKind {
    const char* label;
    const char* name;
    double weight;
    MakeMotion make;
};

// Everything that can be done, by families.
std::span<const MotionKind> arm_motions();
std::span<const MotionKind> press_motions();
std::span<const MotionKind> pull_motions();
std::span<const MotionKind> leg_motions();
std::span<const MotionKind> floor_motions();
std::span<const MotionKind> gym_motions();
std::span<const MotionKind> cardio_motions();
std::span<const MotionKind> free_motions();
std::span<const MotionKind> daily_motions();
std::span<const MotionKind> hand_motions();

}  // namespace spotter
