#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "engine/core/clip.h"
#include "engine/core/thresholds.h"
#include "engine/live/activity.h"
#include "engine/live/recording_scan.h"
#include "engine/live/workout.h"

namespace spotter {

// The sets of a recording, counted from what a scan gives as live counts them. Times are the
// recording's. One thread at a time.
class RecordingWorkout {
  public:
    RecordingWorkout(const Labels& labels, const Labels& idle_labels, const Thresholds& thresholds,
                     MediaTime window_length, const SetRules& rules = {});

    // In order of time; a window comes after the observations that it is made of.
    void observed(const Observation& observation);
    void classified(const ScannedWindow& window);
    // After the last one. A recording too short for anything to hold is taken for what its
    // windows say on the whole, if that reaches the enter threshold; if it reaches only the exit
    // threshold, reps must be proven strictly.
    std::vector<SetRecord> finish();

  private:
    void judge_as_a_whole();

    const Labels labels_;
    const MediaTime window_length_;
    ActivityGate gate_;
    Workout workout_;
    std::optional<std::uint32_t> epoch_;
    std::vector<ScannedWindow> windows_;  // while nothing held
    bool was_sure_ = false;
};

}  // namespace spotter
