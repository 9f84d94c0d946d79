#pragma once

#include <string>

#include "engine/session/session.h"

namespace spotter {

// A set whose reps are as many as were counted.
inline RecordedSet set_of(int number, const std::string& label, SessionTime start, SessionTime end,
                          int reps) {
    RecordedSet set;
    set.number = number;
    set.label = label;
    set.start = start;
    set.end = end;
    set.counted_reps = set.reps = reps;
    return set;
}

}  // namespace spotter
