#pragma once

#include <vector>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {

// All kinds of motion, in a fixed order.
const std::vector<MotionKind>& motion_kinds();

// Mirrors a body: what was left is right.
Skeleton mirrored(const Skeleton& body);

// Somebody who does one motion, and then perhaps another: with small unrest in every angle, sides
// that are not quite alike, and the repetitions of one set each.
class Performance {
  public:
    Performance(Random& random, const MotionKind& kind, const RepPlan& plan);

    // From `begin` on goes over to this, and does nothing else after `change_s` seconds more.
    // False, and nothing changes, where the body rests on something else meanwhile: nobody lies
    // down in a moment. Precondition: `begin` is after that of what was added before.
    bool then(Random& random, const MotionKind& kind, const RepPlan& plan, double begin,
              double change_s);

    // The body at a moment. Any order.
    Skeleton at(double seconds) const;
    // The same while only standing around in the starting position of the first motion.
    Skeleton idle_at(double seconds) const;
    // Of the last motion.
    const char* kind() const { return acts_.back().kind; }
    const Repetitions& reps() const { return acts_.back().reps; }
    // No repetition of the last motion starts at `seconds` or later.
    void finish_at(double seconds) { acts_.back().reps.finish_at(seconds); }
    // From now on nothing moves but by unrest; `progress` of the repetition of the first motion.
    void freeze(double progress);

  private:
    struct Act {
        const char* kind = "";
        Motion motion;
        Repetitions reps;
        double begin = 0;
        double change_s = 0;
        double lag_s = 0;  // of the right side
        double gain = 1;   // of its range

        BodyPose at(double seconds) const;
    };

    Act draw_act(Random& random, const MotionKind& kind, const RepPlan& plan) const;
    BodyPose pose_at(double seconds) const;
    BodyPose with_unrest(BodyPose pose, double seconds) const;
    Skeleton placed(const BodyPose& pose) const;

    BodyShape body_;
    std::vector<Act> acts_;  // in order of time
    std::vector<Wander> unrest_;
    std::vector<double> sizes_;  // degrees
    double frozen_ = -1;
    bool mirrored_ = false;
};

}  // namespace spotter
