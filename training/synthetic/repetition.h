#pragma once

#include <vector>

#include "training/synthetic/draws.h"

namespace spotter {

// One repetition, seconds: out of the starting position, at the far end from `turn` to
// `turn_end`, back at `end`.
struct SyntheticRep {
    double start = 0;
    double turn = 0;
    double turn_end = 0;
    double end = 0;
    double range = 1;  // of the motion that is done; less when tired
};

struct RepPlan {
    double begin = 0;   // seconds; the first starts here
    double finish = 0;  // none starts after this
    double shortest = 1.2;
    double longest = 4;
    bool alternating = false;  // the other side moves while this one waits
};

// The repetitions of one set: tempo, pauses, ranges and fatigue are drawn once, and vary a
// little from one to the next.
class Repetitions {
  public:
    Repetitions() = default;
    Repetitions(Random& random, const RepPlan& plan);

    // 0 in the starting position, 1 at the far end.
    double progress(double seconds) const;
    // The same of the side that moves while this one waits; progress() unless they alternate.
    double other_progress(double seconds) const;
    const std::vector<SyntheticRep>& reps() const { return reps_; }
    // The same with those of the side that moves while this one waits, in order of time.
    std::vector<SyntheticRep> of_both_sides() const;
    // None starts at `seconds` or later.
    void finish_at(double seconds);

  private:
    double progress_of(const std::vector<SyntheticRep>& reps, double seconds) const;

    std::vector<SyntheticRep> reps_;
    std::vector<SyntheticRep> others_;  // the same, unless they alternate
    bool alternating_ = false;
    double sharpness_ = 0;  // 0: as a cosine; 1: at constant speed
};

}  // namespace spotter
