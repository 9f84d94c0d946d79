#include "engine/live/rep_trace.h"

#include <algorithm>
#include <cmath>

namespace spotter {
namespace {

using Points = decltype(RepTrace::points);

// The sample at this part of the time from one to the other.
const MotionSample& between(std::span<const MotionSample> samples, std::size_t from, std::size_t to,
                            double part) {
    const MediaTime length = samples[to].time - samples[from].time;
    const MediaTime at = samples[from].time + from_seconds(part * to_seconds(length));
    const auto found = std::lower_bound(
        samples.begin() + static_cast<std::ptrdiff_t>(from),
        samples.begin() + static_cast<std::ptrdiff_t>(to), at,
        [](const MotionSample& sample, MediaTime time) { return sample.time < time; });
    return *found;
}

// How much the points of one signal are spread about their mean.
float spread(const Points& points, std::size_t signal) {
    float mean = 0;
    for (const MotionSignals& point : points) mean += point[signal] / points.size();
    float sum = 0;
    for (const MotionSignals& point : points) sum += std::pow(point[signal] - mean, 2.0F);
    return sum;
}

}  // namespace

RepTrace trace_of(const Cycle& cycle, std::span<const MotionSample> samples) {
    RepTrace trace;
    for (std::size_t i = 0; i < trace.points.size(); ++i) {
        const bool out = i <= RepTrace::kPointsAWay;
        const double part = static_cast<double>(out ? i : i - RepTrace::kPointsAWay) /
                            static_cast<double>(RepTrace::kPointsAWay);
        const BodyMotion& motion = out ? between(samples, cycle.start, cycle.turn, part).motion
                                       : between(samples, cycle.turn, cycle.end, part).motion;
        trace.points[i] = motion.signals;
        for (std::size_t s = 0; s < kSignalCount; ++s) {
            trace.seen[s] += motion.seen[s] / static_cast<float>(trace.points.size());
        }
    }
    return trace;
}

float difference(const RepTrace& a, const RepTrace& b) {
    float apart = 0;
    float moved = 0;
    for (std::size_t s = 0; s < kSignalCount; ++s) {
        const float weight = std::pow((a.seen[s] + b.seen[s]) / 2, 2.0F);
        for (std::size_t i = 0; i < a.points.size(); ++i) {
            apart += weight * std::pow(a.points[i][s] - b.points[i][s], 2.0F);
        }
        moved += weight * (spread(a.points, s) + spread(b.points, s));
    }
    return moved > 0 ? std::sqrt(apart / moved) : 0;
}

}  // namespace spotter
