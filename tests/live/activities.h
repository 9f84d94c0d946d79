#pragma once

#include <string>

#include "engine/live/activity.h"
#include "engine/live/set_tracker.h"

namespace spotter {

// What is said of somebody who surely does this in the two seconds that end at `time`; "other":
// nothing; empty: it is unsure.
inline Activity activity_of(const std::string& label, MediaTime time) {
    Activity activity;
    activity.time = time;
    activity.length = from_seconds(2);
    if (label == "other") {
        activity.doing = Doing::nothing;
    } else if (is_held_exercise(label)) {
        activity.doing = Doing::hold;
        activity.hold = label;
    } else if (!label.empty()) {
        activity.doing = Doing::reps;
        activity.exercises = {{label, 0.9F}};
    }
    return activity;
}

}  // namespace spotter
