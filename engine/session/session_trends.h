#pragma once

#include <chrono>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/labels.h"
#include "engine/session/session_history.h"

// How exercises went over the weeks.
namespace spotter {

// A week from Monday to Sunday; zeros: nothing was done, or it is not known.
struct TrendWeek {
    std::chrono::sys_days monday{};
    int days = 0;  // on which something was done
    int sets = 0;
    int reps = 0;
    double rep_s = 0;            // mean
    double lowering_s = 0;       // mean of the way down
    double under_tension_s = 0;  // sum
    double best_kg = 0;          // highest weight
    double volume_kg = 0;        // sum of weight × reps
};

std::chrono::sys_days monday_of(std::chrono::sys_days day);

// Week by week, without holes, from the first one in which the label was done up to that of
// `until`; an empty label: all exercises together. Empty when it was never done. `days`: as
// SessionStore::exercise_days() gives them.
std::vector<TrendWeek> weekly_trend(std::span<const ExerciseDay> days, std::string_view label,
                                    std::chrono::sys_days until);

// The labels that were done, those with the most sets first.
Labels trained_labels(std::span<const ExerciseDay> days);

}  // namespace spotter
