#pragma once

#include <chrono>
#include <string>

#include "engine/session/session.h"

namespace spotter::test {

inline const std::chrono::sys_days kDay = std::chrono::year(2026) / 11 / 25;

// Of the n-th workout.
inline std::string uuid_of(int n) {
    const std::string number = std::to_string(n);
    return "00000000-0000-4000-8000-" + std::string(12 - number.size(), '0') + number;
}

// The n-th workout: one set of five squats, a day after the one before.
inline Session workout(int n) {
    using namespace std::chrono_literals;
    Session out;
    out.uuid = uuid_of(n);
    out.start = kDay + std::chrono::days(n) + 10h;
    out.length = 5min;
    out.finished = true;
    out.source = "camera";
    out.source_kind = "camera";
    RecordedSet set;
    set.number = 1;
    set.label = "squat";
    set.end = 15s;
    set.reps = set.counted_reps = 5;
    out.sets = {set};
    return out;
}

}  // namespace spotter::test
