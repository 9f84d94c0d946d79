#include "engine/live/oscillation.h"

#include <algorithm>
#include <chrono>
#include <cmath>

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

MotionSignals mean_of(std::span<const MotionSample> samples, MotionSignals Motion::*what) {
    MotionSignals mean{};
    for (const MotionSample& sample : samples) {
        for (std::size_t i = 0; i < kSignalCount; ++i) mean[i] += (sample.motion.*what)[i];
    }
    for (float& value : mean) value /= static_cast<float>(samples.size());
    return mean;
}

// How fast each signal drifts, per second: the slope of the straight line that fits best.
MotionSignals drift_of(std::span<const MotionSample> samples, const MotionSignals& mean,
                       double middle_s) {
    MotionSignals sums{};
    double spread = 0;
    for (const MotionSample& sample : samples) {
        const double apart_s = to_seconds(sample.time) - middle_s;
        spread += apart_s * apart_s;
        for (std::size_t i = 0; i < kSignalCount; ++i) {
            sums[i] += static_cast<float>(apart_s) * (sample.motion.signals[i] - mean[i]);
        }
    }
    for (float& sum : sums) sum = spread > 0 ? sum / static_cast<float>(spread) : 0;
    return sums;
}

Matrix covariance_of(std::span<const MotionSample> samples, const MotionSignals& mean,
                     const MotionSignals& weights) {
    const double middle_s =
        (to_seconds(samples.front().time) + to_seconds(samples.back().time)) / 2;
    MotionSignals drift{};
    if (samples.back().time - samples.front().time >= kDrifting) {
        drift = drift_of(samples, mean, middle_s);
    }
    Matrix out{};
    for (const MotionSample& sample : samples) {
        const auto apart_s = static_cast<float>(to_seconds(sample.time) - middle_s);
        MotionSignals apart{};
        for (std::size_t i = 0; i < kSignalCount; ++i) {
            apart[i] = weights[i] * (sample.motion.signals[i] - mean[i] - drift[i] * apart_s);
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

}  // namespace

float MotionAxis::along(const MotionSignals& signals) const {
    float sum = 0;
    for (std::size_t i = 0; i < kSignalCount; ++i) {
        sum += direction[i] * weights[i] * (signals[i] - middle[i]);
    }
    return sum;
}

MotionAxis main_axis(std::span<const MotionSample> samples, const MotionAxis* before) {
    if (samples.empty()) return {};
    MotionAxis axis;
    axis.middle = mean_of(samples, &Motion::signals);
    axis.weights = mean_of(samples, &Motion::seen);
    // In the dark all are seen badly, and none the less move.
    const float best =
        std::max(kSeenWell, *std::max_element(axis.weights.begin(), axis.weights.end()));
    for (float& weight : axis.weights) weight /= best;
    axis.direction = main_direction(covariance_of(samples, axis.middle, axis.weights));
    if (before != nullptr && dot(before->direction, axis.direction) < 0) {
        for (float& value : axis.direction) value = -value;
    }
    return axis;
}

float share_along(std::span<const MotionSample> samples, const MotionAxis& axis) {
    if (samples.empty()) return 0;
    const Matrix covariance =
        covariance_of(samples, mean_of(samples, &Motion::signals), axis.weights);
    float along = 0;
    float all = 0;
    for (std::size_t i = 0; i < kSignalCount; ++i) {
        along += axis.direction[i] * dot(covariance[i], axis.direction);
        all += covariance[i][i];
    }
    return all > 0 ? along / all : 0;
}

std::vector<float> motion_along(std::span<const MotionSample> samples, const MotionAxis& axis) {
    std::vector<float> sums{0};  // of the first n
    sums.reserve(samples.size() + 1);
    for (const MotionSample& sample : samples) {
        sums.push_back(sums.back() + axis.along(sample.motion.signals));
    }
    std::vector<float> out;
    out.reserve(samples.size());
    std::size_t from = 0;
    std::size_t to = 0;
    for (const MotionSample& sample : samples) {
        while (samples[from].time < sample.time - kSmoothing) ++from;
        while (to < samples.size() && samples[to].time <= sample.time + kSmoothing) ++to;
        out.push_back((sums[to] - sums[from]) / static_cast<float>(to - from));
    }
    return out;
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

}  // namespace spotter
