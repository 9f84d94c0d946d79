#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/weight.h"
#include "engine/live/rep_events.h"
#include "engine/live/set_tracker.h"

namespace spotter {

// What somebody means to do of one exercise. Nothing: no target.
struct ExerciseTarget {
    std::string label;
    std::optional<int> sets{};
    std::optional<int> reps{};        // of each set
    std::optional<MediaTime> hold{};  // of each set, where it is held
    std::optional<MediaTime> rest{};  // after each set
    std::optional<Weight> weight{};   // of each set

    bool empty() const { return !sets && !reps && !hold && !rest && !weight; }
};

// What somebody means to do. A value.
struct WorkoutPlan {
    std::vector<ExerciseTarget> exercises;
    std::optional<MediaTime> rest;  // after each set, where the exercise says nothing
    SetRules rules;

    // Null: the plan does not have it.
    const ExerciseTarget* target_of(std::string_view label) const;
    // The rest that is meant after a set of it; nothing: as long as one likes.
    std::optional<MediaTime> rest_after(std::string_view label) const;
};

// How far one exercise of a plan is.
struct ExerciseProgress {
    int set = 0;  // how many sets of it were begun
    bool sets_done = false;
    bool set_done = false;  // the newest set reached its reps or its hold
};

// Of `label`, in the workout so far.
ExerciseProgress progress_of(const WorkoutPlan& plan, const std::vector<SetRecord>& sets,
                             std::string_view label);

}  // namespace spotter
