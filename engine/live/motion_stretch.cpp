#include "engine/live/motion_stretch.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace spotter {
namespace {

using namespace std::chrono_literals;

constexpr float kOneWay = 0.5F;  // of what moves, along an axis of its own
constexpr MediaTime kLongestGap = 1s;
constexpr float kJump = 1;      // in half metres, between two poses, …
constexpr float kFastest = 12;  // … and half metres a second

}  // namespace

float reach(std::span<const float> motion) {
    const auto [lowest, highest] = std::minmax_element(motion.begin(), motion.end());
    return *highest - *lowest;
}

std::span<const MotionSample> since(std::span<const MotionSample> samples, MediaTime time) {
    const auto first =
        std::lower_bound(samples.begin(), samples.end(), time,
                         [](const MotionSample& sample, MediaTime at) { return sample.time < at; });
    return {first, samples.end()};
}

bool moves_otherwise(std::span<const MotionSample> samples, float least_swing) {
    const MotionAxis axis = main_axis(samples);
    return share_along(samples, axis) >= kOneWay &&
           reach(motion_along(samples, axis)) >= least_swing;
}

bool follows(const MotionSample& last, const MotionSample& next) {
    const MediaTime step = next.time - last.time;
    if (step > kLongestGap) return false;
    const auto farthest = kJump + kFastest * static_cast<float>(to_seconds(step));
    return std::hypot(next.motion.across - last.motion.across,
                      next.motion.heights[1] - last.motion.heights[1]) <= farthest;
}

bool goes_up(const BodyMotion& from, const BodyMotion& to) {
    float most = 0;
    for (std::size_t i = 0; i < from.heights.size(); ++i) {
        const float moved = to.heights[i] - from.heights[i];
        if (std::abs(moved) > std::abs(most)) most = moved;
    }
    return most > 0;
}

}  // namespace spotter
