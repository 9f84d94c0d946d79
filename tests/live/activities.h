#pragma once

#include <string>

#include "engine/live/activity.h"
#include "engine/live/set_tracker.h"

namespace spotter {

// What is said of somebody who does this in the two seconds that end at `time`, surely or, with a
// score below the usual threshold, in doubt; "other": nothing; empty: it is unsure.
inline Activity activity_of(const std::string& label, MediaTime time, float score = 0.9F) {
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
        activity.doubtful = score < 0.6F;
        activity.exercises = {{label, score}};
    }
    return activity;
}

}  // namespace spotter
