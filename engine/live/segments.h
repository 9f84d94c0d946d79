#pragma once

#include <span>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/labels.h"
#include "engine/core/sampler.h"
#include "engine/core/thresholds.h"
#include "engine/live/recording_scan.h"

namespace spotter {

// What is said about the window that ends at `time` of a recording.
struct TimelinePoint {
    MediaTime time{};
    std::string label;  // empty: unsure
    Scores scores;
};

// A stretch of a recording with one label.
struct Segment {
    std::string label;
    double start_s = 0;
    double end_s = 0;
    double confidence = 0;  // mean score of the label over the windows of the stretch
};

// Labels of windows in order of time, each `length` long: the likeliest course of them
// (label_path.h). It is unsure where its label never reaches `enter` between two changes, or is
// below `exit` on average.
std::vector<TimelinePoint> timeline_from_windows(std::span<const ScannedWindow> windows,
                                                 const Labels& labels, MediaTime length,
                                                 const Thresholds& thresholds);

struct SaidSegments {
    std::vector<Segment> segments;  // in order
    double unsure_s = 0;            // of the time that the timeline speaks of, what they leave out
};

// Stretches of the same label. A window speaks for its middle: between two points `stride` apart
// the border lies half-way between their windows' middles; where the timeline begins, ends or
// has a hole, a segment reaches to the border of its window, but not before `first`. Unsure
// stretches and those shorter than the dwell time are left out.
SaidSegments segments_from_timeline(std::span<const TimelinePoint> timeline, const Labels& labels,
                                    const ClipWindow& window, MediaTime stride, MediaTime first,
                                    const Thresholds& thresholds);

}  // namespace spotter
