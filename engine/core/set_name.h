#pragma once

#include <algorithm>
#include <string>
#include <vector>

#include "engine/core/labels.h"

// How people count sets: those of each exercise for themselves.
namespace spotter {

// Which set of its exercise `set` is, from 1. `sets`: all of the workout.
template <class Set>
int set_of_exercise(const std::vector<Set>& sets, const Set& set) {
    return static_cast<int>(std::ranges::count_if(sets, [&](const Set& other) {
        return other.label == set.label && other.start <= set.start;
    }));
}

// "Squat, set 2".
template <class Set>
std::string set_name(const std::vector<Set>& sets, const Set& set) {
    return display_name(set.label) + ", set " + std::to_string(set_of_exercise(sets, set));
}

}  // namespace spotter
