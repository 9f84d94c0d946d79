#pragma once

#include <vector>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {

// All kinds of motion, in a fixed order.
const std::vector<MotionKind>& motion_kinds();

// Mirrors a body: what was left is right.
Skeleton mirrored(const Skeleton& body);

// Somebody who does one motion: with small unrest in every angle, sides that are not quite
// alike, and the repetitions of one set.
class Performance {
  public:
    Performance(Random& random, const MotionKind& kind, const RepPlan& plan);

    // The body at a moment. Any order.
    Skeleton at(double seconds) const;
    // The same while only standing around in the starting position.
    Skeleton idle_at(double seconds) const;
    const char* kind() const { return kind_; }
    const Repetitions& reps() const { return reps_; }
    // From now on nothing moves but by unrest; `progress` of the repetition.
    void freeze(double progress);

  private:
    BodyPose with_unrest(BodyPose pose, double seconds) const;
    Skeleton placed(const BodyPose& pose) const;

    const char* kind_;
    BodyShape body_;
    Motion motion_;
    Repetitions reps_;
    std::vector<Wander> unrest_;
    std::vector<double> sizes_;  // degrees
    double frozen_ = -1;
    double lag_s_ = 0;  // of the right side
    double gain_ = 1;   // of its range
    bool mirrored_ = false;
};

}  // namespace spotter
