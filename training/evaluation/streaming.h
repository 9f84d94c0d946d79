#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/live/recording_scan.h"
#include "engine/live/segments.h"
#include "training/evaluation/truth_segments.h"

namespace spotter {

// A recording whose truth is known, and what a model says of its windows.
struct StreamedRecording {
    std::string name;
    std::vector<TruthSegment> truth;
    std::vector<ScannedWindow> windows;  // in order of time
    std::vector<Segment> segments;       // as `analyze` finds them
};

// Which labels there are and when one is shown.
struct StreamingRules {
    Labels labels;
    Labels idle_labels;
    Thresholds thresholds;
};

// What a viewer sees over time; figures of all recordings together. Only the time that the truth
// covers counts.
struct StreamingFigures {
    std::size_t recordings = 0;
    double minutes = 0;
    std::size_t flips = 0;         // how often what is shown changed
    std::size_t true_changes = 0;  // how often it had to
    double right_s = 0;   // seconds in which the right label, or nothing while idle, was shown
    double unsure_s = 0;  // seconds of exercise in which nothing was shown
    double wrong_s = 0;   // seconds of exercise in which another label was shown
    double idle_minutes = 0;
    double false_active_s = 0;  // seconds of idleness in which an exercise was shown
    std::vector<double>
        delays_s;            // of each exercise that was recognised: until it was shown; sorted
    std::size_t missed = 0;  // exercises whose label was never shown
    // Segments of exercises, found and true; matched: same label, overlap over union at least half.
    std::size_t segments_true = 0;
    std::size_t segments_found = 0;
    std::size_t segments_matched = 0;

    double flips_per_minute() const;
    double true_changes_per_minute() const;
    double false_active_s_per_idle_minute() const;
    double right_share() const;
    double segment_f1() const;
    // Of the delays; nothing when there are none. `share`: 0.5 the median.
    std::optional<double> delay_s(double share) const;
};

// Decides as live does: scores smoothed over time, then the gate with its thresholds.
StreamingFigures streaming_figures(std::span<const StreamedRecording> recordings,
                                   const StreamingRules& rules);

}  // namespace spotter
