#include "engine/pose/one_euro.h"

#include <cmath>
#include <numbers>

namespace spotter {
namespace {

// Weight of the newest value in a first-order low pass.
float alpha(double cutoff_hz, double elapsed_s) {
    const double tau = 1 / (2 * std::numbers::pi * cutoff_hz);
    return static_cast<float>(1 / (1 + tau / elapsed_s));
}

float mixed(float newest, float before, float weight) {
    return weight * newest + (1 - weight) * before;
}

}  // namespace

OneEuroFilter::OneEuroFilter(std::size_t size, OneEuroParameters parameters)
    : parameters_(parameters), states_(size) {}

void OneEuroFilter::smooth(std::span<float> values, double elapsed_s, double speed_scale) {
    if (!started_) {
        for (std::size_t i = 0; i < values.size(); ++i) states_[i] = {values[i], values[i], 0};
        started_ = true;
        return;
    }
    if (!(elapsed_s > 0)) return;
    const float speed_weight = alpha(parameters_.derivative_cutoff, elapsed_s);
    for (std::size_t i = 0; i < values.size(); ++i) {
        State& state = states_[i];
        const double speed = (values[i] - state.raw) * speed_scale / elapsed_s;
        state.raw = values[i];
        state.speed = mixed(static_cast<float>(speed), state.speed, speed_weight);
        const double cutoff = parameters_.min_cutoff + parameters_.beta * std::abs(state.speed);
        state.value = mixed(values[i], state.value, alpha(cutoff, elapsed_s));
        values[i] = state.value;
    }
}

void OneEuroFilter::reset() {
    started_ = false;
}

}  // namespace spotter
