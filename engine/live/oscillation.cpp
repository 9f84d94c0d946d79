#include "engine/live/oscillation.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <optional>
#include <utility>

namespace spotter {
namespace {

using Matrix = std::array<MotionSignals, kSignalCount>;

// Signals that are seen worse than this all count less.
constexpr float kSeenWell = 0.5F;
// Poses this close in time are taken together; a turn of the fastest rep lasts longer.
constexpr MediaTime kSmoothing = std::chrono::milliseconds(70);
// In longer motion, what goes one way all the time is no swing: a camera that goes round, somebody
// who turns slowly. In shorter one it may be half a rep.
constexpr MediaTime kDrifting = std::chrono::seconds(5);

// Sides that move in turn differ this much more than both together move; one side alone does
// both alike.
constexpr float kInTurn = 2;
// Of the way between both ends, how far its middle may be from where the sides are alike.
constexpr float kOffMiddle = 0.25F;

using Signals = MotionSignals BodyMotion::*;

MotionSignals mean_of(std::span<const MotionSample> samples, Signals what) {
    MotionSignals mean{};
    for (const MotionSample& sample : samples) {
        for (std::size_t i = 0; i < kSignalCount; ++i) mean[i] += (sample.motion.*what)[i];
    }
    for (float& value : mean) value /= static_cast<float>(samples.size());
    return mean;
}

// How fast each signal drifts, per second: the slope of the straight line that fits best.
MotionSignals drift_of(std::span<const MotionSample> samples, Signals what,
                       const MotionSignals& mean, double middle_s) {
    MotionSignals sums{};
    double spread = 0;
    for (const MotionSample& sample : samples) {
        const double apart_s = to_seconds(sample.time) - middle_s;
        spread += apart_s * apart_s;
        for (std::size_t i = 0; i < kSignalCount; ++i) {
            sums[i] += static_cast<float>(apart_s) * ((sample.motion.*what)[i] - mean[i]);
        }
    }
    for (float& sum : sums) sum = spread > 0 ? sum / static_cast<float>(spread) : 0;
    return sums;
}

Matrix covariance_of(std::span<const MotionSample> samples, Signals what,
                     const MotionSignals& weights) {
    const MotionSignals mean = mean_of(samples, what);
    const double middle_s =
        (to_seconds(samples.front().time) + to_seconds(samples.back().time)) / 2;
    MotionSignals drift{};
    if (samples.back().time - samples.front().time >= kDrifting) {
        drift = drift_of(samples, what, mean, middle_s);
    }
    Matrix out{};
    for (const MotionSample& sample : samples) {
        const auto apart_s = static_cast<float>(to_seconds(sample.time) - middle_s);
        MotionSignals apart{};
        for (std::size_t i = 0; i < kSignalCount; ++i) {
            apart[i] = weights[i] * ((sample.motion.*what)[i] - mean[i] - drift[i] * apart_s);
        }
        for (std::size_t i = 0; i < kSignalCount; ++i) {
            for (std::size_t j = 0; j < kSignalCount; ++j) out[i][j] += apart[i] * apart[j];
        }
    }
    return out;
}

float dot(const MotionSignals& a, const MotionSignals& b) {
    float sum = 0;
    for (std::size_t i = 0; i < kSignalCount; ++i) sum += a[i] * b[i];
    return sum;
}

// The eigenvector of the largest eigenvalue, by power iteration.
MotionSignals main_direction(const Matrix& covariance) {
    constexpr int kSteps = 40;
    // From the signal that moves most, which is not far from it.
    std::size_t largest = 0;
    for (std::size_t i = 1; i < kSignalCount; ++i) {
        if (covariance[i][i] > covariance[largest][largest]) largest = i;
    }
    MotionSignals direction = covariance[largest];
    for (int step = 0; step < kSteps; ++step) {
        const float length = std::sqrt(dot(direction, direction));
        if (!(length > 0)) return {};
        for (float& value : direction) value /= length;
        MotionSignals next{};
        for (std::size_t i = 0; i < kSignalCount; ++i) next[i] = dot(covariance[i], direction);
        if (step + 1 < kSteps) direction = next;
    }
    return direction;
}

float variance_along(const Matrix& covariance, const MotionSignals& direction) {
    float sum = 0;
    for (std::size_t i = 0; i < kSignalCount; ++i) {
        sum += direction[i] * dot(covariance[i], direction);
    }
    return sum;
}

MotionSignals weights_of(std::span<const MotionSample> samples, Signals seen) {
    MotionSignals weights = mean_of(samples, seen);
    // In the dark all are seen badly, and none the less move.
    const float best = std::max(kSeenWell, *std::max_element(weights.begin(), weights.end()));
    for (float& weight : weights) weight /= best;
    return weights;
}

// How far the sides are apart, signed.
float apart_along(const BodyMotion& motion, const MotionAxis& axis) {
    float sum = 0;
    for (std::size_t i = 0; i < kSignalCount; ++i) {
        sum += axis.direction[i] * axis.weights[i] * motion.apart[i];
    }
    return sum;
}

std::pair<float, float> ends_along(std::span<const MotionSample> samples, const MotionAxis& axis) {
    std::pair<float, float> ends{apart_along(samples.front().motion, axis), 0};
    ends.second = ends.first;
    for (const MotionSample& sample : samples) {
        const float at = apart_along(sample.motion, axis);
        ends = {std::min(ends.first, at), std::max(ends.second, at)};
    }
    return ends;
}

// How the sides differ, where they move in turn; `together`: how much all moves otherwise.
std::optional<MotionAxis> axis_in_turn(std::span<const MotionSample> samples, float together) {
    MotionAxis axis;
    axis.in_turn = true;
    axis.weights = weights_of(samples, &BodyMotion::both_seen);
    const Matrix apart = covariance_of(samples, &BodyMotion::apart, axis.weights);
    const Matrix level = covariance_of(samples, &BodyMotion::level, axis.weights);
    axis.direction = main_direction(apart);
    const float moved = variance_along(apart, axis.direction);
    if (moved <= together || moved < kInTurn * variance_along(level, main_direction(level))) {
        return std::nullopt;
    }
    // Both sides go equally far from where they are alike; what goes one way only is one side.
    const auto [low, high] = ends_along(samples, axis);
    if (std::abs(low + high) / 2 > kOffMiddle * (high - low)) return std::nullopt;
    return axis;
}

}  // namespace

std::vector<MotionSample> smoothed(std::span<const MotionSample> samples) {
    std::vector<MotionSample> out(samples.begin(), samples.end());
    std::size_t from = 0;
    std::size_t to = 0;
    for (MotionSample& sample : out) {
        while (samples[from].time < sample.time - kSmoothing) ++from;
        while (to < samples.size() && samples[to].time <= sample.time + kSmoothing) ++to;
        const auto close = samples.subspan(from, to - from);
        for (const Signals what : {&BodyMotion::signals, &BodyMotion::apart, &BodyMotion::level}) {
            sample.motion.*what = mean_of(close, what);
        }
    }
    return out;
}

const MotionSignals& MotionAxis::signals_of(const BodyMotion& motion) const {
    return in_turn ? motion.apart : motion.signals;
}

float MotionAxis::along(const BodyMotion& motion) const {
    const MotionSignals& signals = signals_of(motion);
    float sum = 0;
    for (std::size_t i = 0; i < kSignalCount; ++i) {
        sum += direction[i] * weights[i] * (signals[i] - middle[i]);
    }
    return in_turn ? std::abs(sum) : sum;
}

MotionAxis main_axis(std::span<const MotionSample> samples, const MotionAxis* before) {
    if (samples.empty()) return {};
    MotionAxis axis;
    axis.middle = mean_of(samples, &BodyMotion::signals);
    axis.weights = weights_of(samples, &BodyMotion::seen);
    const Matrix covariance = covariance_of(samples, &BodyMotion::signals, axis.weights);
    axis.direction = main_direction(covariance);
    const auto in_turn = axis_in_turn(samples, variance_along(covariance, axis.direction));
    if (in_turn) return *in_turn;
    if (before != nullptr && !before->in_turn && dot(before->direction, axis.direction) < 0) {
        for (float& value : axis.direction) value = -value;
    }
    return axis;
}

std::vector<float> motion_along(std::span<const MotionSample> samples, const MotionAxis& axis) {
    std::vector<float> out;
    out.reserve(samples.size());
    for (const MotionSample& sample : samples) out.push_back(axis.along(sample.motion));
    return out;
}

float share_along(std::span<const MotionSample> samples, const MotionAxis& axis) {
    if (samples.empty()) return 0;
    const Matrix covariance = covariance_of(
        samples, axis.in_turn ? &BodyMotion::apart : &BodyMotion::signals, axis.weights);
    float all = 0;
    for (std::size_t i = 0; i < kSignalCount; ++i) all += covariance[i][i];
    return all > 0 ? variance_along(covariance, axis.direction) / all : 0;
}

float trembling(std::span<const MotionSample> seen, std::span<const float> motion,
                const MotionAxis& axis) {
    if (seen.empty()) return 0;
    float squares = 0;
    for (std::size_t i = 0; i < seen.size(); ++i) {
        squares += std::pow(axis.along(seen[i].motion) - motion[i], 2.0F);
    }
    return std::sqrt(squares / static_cast<float>(seen.size()));
}

std::vector<TurningPoint> turning_points(std::span<const float> motion, float least_swing) {
    std::vector<TurningPoint> points;
    if (motion.empty()) return points;
    // Until the first swing, both ends are followed; then the newest point is.
    TurningPoint low{0, motion[0]};
    TurningPoint high{0, motion[0]};
    bool rising = false;
    for (std::size_t i = 1; i < motion.size(); ++i) {
        const float value = motion[i];
        if (points.empty()) {
            if (value < low.value) low = {i, value};
            if (value > high.value) high = {i, value};
            if (high.value - low.value < least_swing) continue;
            rising = high.at > low.at;
            points = rising ? std::vector{low, high} : std::vector{high, low};
            continue;
        }
        TurningPoint& last = points.back();
        const bool further = rising ? value > last.value : value < last.value;
        if (further) {
            last = {i, value};
        } else if (std::abs(value - last.value) >= least_swing) {
            points.push_back({i, value});
            rising = !rising;
        }
    }
    return points;
}

CycleShape shape_of(const Cycle& cycle, std::span<const MotionSample> samples,
                    std::span<const float> motion, const MotionAxis& axis) {
    const auto distance = [&](std::size_t a, std::size_t b) {
        const MotionSignals& from = axis.signals_of(samples[a].motion);
        const MotionSignals& to = axis.signals_of(samples[b].motion);
        float sum = 0;
        for (std::size_t i = 0; i < kSignalCount; ++i) {
            sum += std::pow(axis.weights[i] * (to[i] - from[i]), 2.0F);
        }
        return std::sqrt(sum);
    };
    const float half_way = (motion[cycle.start] + motion[cycle.turn]) / 2;
    const auto is_out = [&](std::size_t i) {
        return (motion[i] < half_way) == (motion[cycle.turn] < half_way);
    };
    std::size_t going = cycle.start;
    while (going < cycle.turn && !is_out(going)) ++going;
    std::size_t coming = cycle.end;
    while (coming > cycle.turn && !is_out(coming)) --coming;
    const float longest = std::max(cycle.out, cycle.back);
    return {share_along(samples.subspan(cycle.start, cycle.end + 1 - cycle.start), axis),
            std::min(cycle.out, cycle.back) / longest, distance(going, coming) / longest,
            distance(cycle.start, cycle.end) / longest};
}

}  // namespace spotter
