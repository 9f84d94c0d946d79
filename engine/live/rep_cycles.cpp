#include "engine/live/rep_cycles.h"

#include <chrono>
#include <cmath>

namespace spotter {
namespace {

using namespace std::chrono_literals;

constexpr float kBack = 0.7F;        // of the swing out, to be back …
constexpr float kSlow = 0.03F;       // … when no more than this part of it …
constexpr MediaTime kStill = 150ms;  // … was gone in this time
constexpr float kBackAtEnd = 0.4F;   // when the recording ends before
constexpr float kNearStart = 0.25F;  // of the swing out
constexpr float kAtRest = 0.05F;     // of a swing: still where it began, or back already

// Turning points, and where the motion is now, when it is on its way back from the last one far
// enough to count if nothing comes after.
std::vector<TurningPoint> ends_of_swings(std::span<const float> motion, float least_swing) {
    std::vector<TurningPoint> points = turning_points(motion, least_swing);
    if (points.size() < 2) return points;
    const float last = points.back().value;
    const float out = std::abs(last - points[points.size() - 2].value);
    const float back = std::abs(motion.back() - last);
    if (back >= kBackAtEnd * out) points.push_back({motion.size() - 1, motion.back()});
    return points;
}

}  // namespace

std::vector<Cycle> cycles_in(std::span<const float> motion, float usual_swing, Outwards way) {
    const std::vector<TurningPoint> points = ends_of_swings(motion, kLeastPart * usual_swing);
    std::vector<Cycle> cycles;
    for (std::size_t i = 0; i + 2 < points.size();) {
        if (way == Outwards::up && points[i + 1].value < points[i].value) {
            ++i;
            continue;
        }
        const Cycle cycle{points[i].at, points[i + 1].at, points[i + 2].at,
                          std::abs(points[i + 1].value - points[i].value),
                          std::abs(points[i + 2].value - points[i + 1].value)};
        const bool under_way = i + 3 == points.size();
        const bool closed = under_way || (cycle.back >= kLeastPart * cycle.out &&
                                          cycle.out >= kLeastPart * cycle.back);
        if (closed) cycles.push_back(cycle);
        i += closed ? 2 : 1;
    }
    return cycles;
}

Cycle trimmed(Cycle cycle, std::span<const float> motion) {
    const auto rests = [&](std::size_t i, std::size_t end, float swing) {
        return std::abs(motion[i] - motion[end]) <= kAtRest * swing;
    };
    const Cycle whole = cycle;
    while (cycle.start + 1 < cycle.turn && rests(cycle.start + 1, whole.start, whole.out)) {
        ++cycle.start;
    }
    while (cycle.end > cycle.turn + 1 && rests(cycle.end - 1, whole.end, whole.back)) --cycle.end;
    return cycle;
}

std::size_t leaves_start(const Cycle& cycle, std::span<const MotionSample> samples,
                         std::span<const float> motion) {
    const auto between = [&](std::size_t a, std::size_t b) {
        return std::abs(motion[a] - motion[b]);
    };
    for (std::size_t i = cycle.turn; i > cycle.start; --i) {
        if (between(i, cycle.start) > kNearStart * cycle.out) continue;
        std::size_t before = i;
        while (before > cycle.start && samples[before].time > samples[i].time - kStill) --before;
        if (between(i, before) <= kSlow * cycle.out) return i;
    }
    return cycle.start;
}

bool is_done(const Cycle& cycle, std::span<const MotionSample> samples,
             std::span<const float> motion, bool is_over) {
    const float left = std::abs(motion.back() - motion[cycle.end]);
    if (left >= kLeastPart * cycle.back) return true;
    if (is_over) return cycle.back >= kBackAtEnd * cycle.out;
    if (cycle.back < kBack * cycle.out) return false;
    std::size_t before = samples.size() - 1;
    while (before > cycle.turn && samples[before].time > samples.back().time - kStill) --before;
    return samples[before].time <= samples.back().time - kStill &&
           std::abs(motion[cycle.end] - motion[before]) <= kSlow * cycle.out;
}

}  // namespace spotter
