#pragma once

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/clock.h"
#include "engine/live/rep_events.h"

namespace spotter {

// When a set is over.
struct SetRules {
    MediaTime rest = std::chrono::seconds(20);  // without a rep
};

// Whether an exercise is measured in seconds, not in reps: by its name, "plank", "side_plank",
// "wall_sit", "dead_hang", "hollow_hold".
bool is_held_exercise(std::string_view label);

// Turns reps and holds into sets and rests. A set begins with its first rep, or with a hold that
// lasted some seconds, and ends after a rest or with another exercise. While the motion goes on it
// is one set, which is called as its newest rep is. Times are on the workout's
// clock and do not run backwards. One thread at a time.
class SetTracker {
  public:
    explicit SetTracker(SetRules rules = {}) : rules_(rules) {}

    // A rep was counted, at `at`.
    std::vector<WorkoutEvent> add(const Rep& rep, MediaTime at);
    // Such an exercise was certain from `start` to `end`; called again as it goes on.
    std::vector<WorkoutEvent> hold(const std::string& label, MediaTime start, MediaTime end,
                                   MediaTime at);
    // Time went on: ends the set when its rest is long enough.
    std::vector<WorkoutEvent> pass(MediaTime at);
    // The workout is over, or another source begins.
    std::vector<WorkoutEvent> end(MediaTime at);
    // The user adds (+) or takes away (-) reps of the set that runs, else of the last one; never
    // below none. Nothing when there is no set.
    std::vector<WorkoutEvent> correct(int by, MediaTime at);
    // Another workout begins. Precondition: no set runs.
    void clear() { sets_.clear(); }
    // For the set that runs too.
    void set_rules(SetRules rules) { rules_ = rules; }

    // In order; the last one runs while is_running().
    const std::vector<SetRecord>& sets() const { return sets_; }
    bool is_running() const { return running_; }

  private:
    SetRecord& begin(const std::string& label, MediaTime start);
    WorkoutEvent event(WorkoutEventKind kind, MediaTime at) const;

    SetRules rules_;
    std::vector<SetRecord> sets_;
    bool running_ = false;
};

}  // namespace spotter
