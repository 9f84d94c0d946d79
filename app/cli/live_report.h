#pragma once

#include <memory>
#include <string>
#include <vector>

#include "app/quantiles.h"
#include "engine/live/snapshot.h"
#include "engine/live/workout_plan.h"

namespace spotter {

// What a live run measured, gathered from snapshots.
class LiveMeasures {
  public:
    // Any number a second.
    void add(const Snapshot& snapshot);
    Json json(const Snapshot& last, double seconds) const;
    std::string text(const Snapshot& last, double seconds) const;

  private:
    std::vector<double> capture_fps_;
    std::vector<double> pose_ms_;
    std::vector<double> inference_ms_;
    std::vector<double> label_age_ms_;
};

// How live recognition is told on a terminal or to another program. The calls come one at a time.
class LiveReporter {
  public:
    virtual ~LiveReporter() = default;
    // `seconds` since the start; `truth` is empty when it is not to be shown.
    virtual void event(const LiveEvent& event, double seconds, const std::string& truth) = 0;
    // A few times a second.
    virtual void status(const Snapshot& snapshot, const std::string& truth) = 0;
    // The session that was kept, before the summary.
    virtual void session(const std::string& uuid, double seconds) = 0;
    virtual void summary(const LiveMeasures& measures, const Snapshot& last, double seconds) = 0;
};

// Lines for people; the last one is a status that rewrites itself where standard output is a
// terminal. With `json`: one object a line (docs/json.md). `plan`: what the reps and sets are told
// of.
std::unique_ptr<LiveReporter> make_live_reporter(bool json, WorkoutPlan plan = {});

}  // namespace spotter
