#include "engine/live/segments.h"

#include <algorithm>
#include <cstddef>
#include <optional>

namespace spotter {
namespace {

std::size_t index_of(const Labels& labels, const std::string& label) {
    return static_cast<std::size_t>(std::find(labels.begin(), labels.end(), label) -
                                    labels.begin());
}

// Part of the timeline with one label and no hole.
struct Stretch {
    std::size_t begin = 0;
    std::size_t end = 0;  // one past the last point
};

}  // namespace

std::vector<TimelinePoint> timeline_from_windows(std::span<const ScannedWindow> windows,
                                                 const Labels& labels,
                                                 const Thresholds& thresholds) {
    std::vector<TimelinePoint> timeline;
    timeline.reserve(windows.size());
    std::optional<std::size_t> current;
    for (const ScannedWindow& window : windows) {
        const Scores& scores = window.scores;
        const auto highest = static_cast<std::size_t>(
            std::max_element(scores.begin(), scores.end()) - scores.begin());
        if (scores[highest] >= static_cast<float>(thresholds.enter)) {
            current = highest;
        } else if (current && scores[*current] < static_cast<float>(thresholds.exit)) {
            current.reset();
        }
        timeline.push_back({window.end, current ? labels[*current] : std::string(), scores});
    }
    return timeline;
}

std::vector<Segment> segments_from_timeline(std::span<const TimelinePoint> timeline,
                                            const Labels& labels, const ClipWindow& window,
                                            MediaTime stride, MediaTime first,
                                            const Thresholds& thresholds) {
    const auto joined = [&](std::size_t i) {
        const MediaTime step = timeline[i].time - timeline[i - 1].time;
        return step > MediaTime::zero() && step <= stride + stride / 2;
    };
    const auto begin_of = [&](std::size_t i) {
        const MediaTime middle = timeline[i].time - window.length() / 2;
        if (i > 0 && joined(i)) return middle - (timeline[i].time - timeline[i - 1].time) / 2;
        return std::max(first, timeline[i].time - window.length());
    };
    const auto end_of = [&](std::size_t i) {
        return i + 1 < timeline.size() && joined(i + 1) ? begin_of(i + 1) : timeline[i].time;
    };

    std::vector<Segment> segments;
    for (Stretch part; part.begin < timeline.size(); part.begin = part.end) {
        const std::string& label = timeline[part.begin].label;
        part.end = part.begin + 1;
        while (part.end < timeline.size() && timeline[part.end].label == label &&
               joined(part.end)) {
            ++part.end;
        }
        const double start_s = to_seconds(begin_of(part.begin));
        const double end_s = to_seconds(end_of(part.end - 1));
        if (label.empty() || end_s - start_s < thresholds.dwell_s) continue;
        double sum = 0;
        for (std::size_t i = part.begin; i < part.end; ++i) {
            sum += timeline[i].scores[index_of(labels, label)];
        }
        segments.push_back(
            {label, start_s, end_s, sum / static_cast<double>(part.end - part.begin)});
    }
    return segments;
}

}  // namespace spotter
