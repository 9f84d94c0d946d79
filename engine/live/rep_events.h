#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/tempo.h"

namespace spotter {

// One repetition. Times are on the workout's clock: a recording's own, or, live, the time since
// the first frame, which also runs on while the source is away.
struct Rep {
    std::string label;
    MediaTime start{};  // leaves the starting position …
    MediaTime turn{};   // … is furthest from it …
    MediaTime end{};    // … and is back
    double range = 1;   // how far it went, relative to the median of its set's reps so far
    // The way out goes up (a curl, a row) and the way back down; else the other way round (a
    // squat, a push-up).
    bool lifts_first = true;
    int bout = 0;  // the same for reps of one motion, whatever they were called; 0: not known

    double duration_s() const { return to_seconds(end - start); }
    double lifting_s() const { return to_seconds(lifts_first ? turn - start : end - turn); }
    double lowering_s() const { return to_seconds(lifts_first ? end - turn : turn - start); }
};

// One set: reps of one exercise, or an exercise without reps that was held (a plank).
struct SetRecord {
    int number = 0;  // in the workout, from 1
    std::string label;
    MediaTime start{};      // of the first rep, or of the hold
    MediaTime end{};        // of the last rep, or of the hold so far
    std::vector<Rep> reps;  // as they were counted
    int correction = 0;     // what the user added (+) or took away (-)
    bool held = false;      // nothing was counted: what matters is how long
    // From the end of the set before it, of whatever exercise; nothing for the first.
    std::optional<MediaTime> rest_before;

    int count() const { return static_cast<int>(reps.size()) + correction; }
    double duration_s() const { return to_seconds(end - start); }
};

// Of its counted reps.
SetTempo tempo_of(const SetRecord& set);

enum class WorkoutEventKind {
    set_began,  // with its first rep, which follows, or when a hold is one
    rep,        // counted just now; `rep` is its set's last
    set_ended,  // after the rest that ends sets, or at another exercise
    corrected,  // the user changed the count
};

// Something that happened in the workout; in order. `set` is as it stands then.
struct WorkoutEvent {
    WorkoutEventKind kind = WorkoutEventKind::rep;
    MediaTime at{};  // when it was found, on the workout's clock
    SetRecord set;
    std::optional<Rep> rep;
    SteadyTime captured{};  // of the newest frame then, which is of `at`
};

}  // namespace spotter
