#include "engine/live/segments.h"

#include <algorithm>
#include <cstddef>

#include "engine/live/label_path.h"

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

// Of `label`, over these windows.
float mean_score(std::span<const ScannedWindow> windows, std::size_t label) {
    float sum = 0;
    for (const ScannedWindow& window : windows) sum += window.scores[label];
    return sum / static_cast<float>(windows.size());
}

bool is_sure(std::span<const ScannedWindow> windows, std::size_t label,
             const Thresholds& thresholds) {
    return mean_score(windows, label) >= static_cast<float>(thresholds.exit) &&
           std::any_of(windows.begin(), windows.end(), [&](const ScannedWindow& window) {
               return window.scores[label] >= static_cast<float>(thresholds.enter);
           });
}

}  // namespace

std::vector<TimelinePoint> timeline_from_windows(std::span<const ScannedWindow> windows,
                                                 const Labels& labels, MediaTime length,
                                                 const Thresholds& thresholds) {
    const std::vector<std::size_t> course = likeliest_labels(windows, length);
    std::vector<TimelinePoint> timeline;
    timeline.reserve(windows.size());
    for (std::size_t begin = 0; begin < course.size();) {
        const std::size_t label = course[begin];
        std::size_t end = begin;
        while (end < course.size() && course[end] == label) ++end;
        const auto stretch = windows.subspan(begin, end - begin);
        const std::string said = is_sure(stretch, label, thresholds) ? labels[label] : "";
        for (const ScannedWindow& window : stretch)
            timeline.push_back({window.end, said, window.scores});
        begin = end;
    }
    return timeline;
}

SaidSegments segments_from_timeline(std::span<const TimelinePoint> timeline, const Labels& labels,
                                    const ClipWindow& window, MediaTime stride, MediaTime first,
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

    SaidSegments out;
    for (Stretch part; part.begin < timeline.size(); part.begin = part.end) {
        const std::string& label = timeline[part.begin].label;
        part.end = part.begin + 1;
        while (part.end < timeline.size() && timeline[part.end].label == label &&
               joined(part.end)) {
            ++part.end;
        }
        const double start_s = to_seconds(begin_of(part.begin));
        const double end_s = to_seconds(end_of(part.end - 1));
        if (label.empty() || end_s - start_s < thresholds.dwell_s) {
            out.unsure_s += end_s - start_s;
            continue;
        }
        double sum = 0;
        for (std::size_t i = part.begin; i < part.end; ++i) {
            sum += timeline[i].scores[index_of(labels, label)];
        }
        out.segments.push_back(
            {label, start_s, end_s, sum / static_cast<double>(part.end - part.begin)});
    }
    return out;
}

}  // namespace spotter
