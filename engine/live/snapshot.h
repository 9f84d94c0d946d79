#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "engine/core/clock.h"
#include "engine/core/labels.h"
#include "engine/core/pose.h"
#include "engine/core/source.h"
#include "engine/live/history.h"
#include "engine/live/label_gate.h"
#include "engine/live/rep_events.h"
#include "engine/live/workout.h"

namespace spotter {

enum class SourceState {
    none,  // no source was set
    opening,
    running,       // also while playback is paused
    reconnecting,  // lost, not there or on hold; tried again at `retry_at`
    ended,         // a recording is over
    failed,        // a recording could not be opened or read
};

// Since the pipeline began; every frame captured is observed, replaced unseen, or still waiting
// (at most two; one more for each recognizer that failed).
struct LiveCounters {
    std::uint64_t captured = 0;
    std::uint64_t replaced_unseen = 0;  // a newer one came before the pose thread was free
    std::uint64_t posed = 0;            // looked at by the pose thread, person or not
    std::uint64_t classified = 0;       // clips whose result was used
    std::uint64_t stale = 0;            // clips whose result came after source or model changed
};

// The newest frame that the pose thread has looked at.
struct PosedFrame {
    std::uint64_t number = 0;  // Frame::number
    MediaTime time{};
    SteadyTime captured{};
    int width = 0;  // of the frame, for the scale of the landmarks
    int height = 0;
    std::optional<Pose> pose;
};

// All that is known of the present moment, for the overlay, the statistics and headless mode.
struct Snapshot {
    SourceState state = SourceState::none;
    std::string notice;     // one line, when reconnecting or failed
    SteadyTime retry_at{};  // when reconnecting
    SourceInfo source;      // of the source when it was last open; its name also before
    std::uint32_t epoch = 0;
    double capture_rate = 0;  // measured over the last two seconds, frames per second; 0: unknown

    std::optional<PosedFrame> posed;
    PersonView person = PersonView::away;
    double pose_ms = 0;          // of the last frame: pose and preparation
    double pose_latency_ms = 0;  // from its capture until its pose was there

    Labels labels;    // of the model; empty: none yet
    Scores scores;    // of the last clip; empty: no whole window yet
    Scores smoothed;  // what `decision` is made of
    Decision decision;
    std::optional<MediaTime> judged;  // the moment the decision speaks of, on the source's clock
    double confidence = 0;            // smoothed score of the label, or of the highest
    HistoryStrip history;
    WorkoutView workout;             // reps, sets and rest
    double inference_ms = 0;         // of the last clip: assembly and forward pass
    double label_latency_ms = 0;     // from the capture of its last frame until its scores
    double label_age_ms = 0;         // how far the label is behind the newest frame; stands
                                     // still when no frames come (paused)
    std::string recognizer_failure;  // one line, when pose or model gave up; video goes on

    LiveCounters counters;
};

// A clip whose result was used, and what is said since.
struct Judgement {
    SteadyTime captured{};  // of its last frame
    Scores smoothed;
    Decision decision;
};

// A change of the source's state or of the decision, or something that happened in the workout;
// in order.
struct LiveEvent {
    SteadyTime at{};  // when it was found
    SourceState state = SourceState::none;
    std::string notice;  // when reconnecting or failed
    std::string source;  // its name
    Decision decision;
    double confidence = 0;
    bool state_changed = false;
    bool decision_changed = false;
    bool workout_over = false;  // as its owner said; what comes is another one
    std::optional<WorkoutEvent> workout;
};

}  // namespace spotter
