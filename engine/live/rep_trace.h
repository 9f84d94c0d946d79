#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "engine/live/oscillation.h"

namespace spotter {

// The way of one rep through all signals, whatever its tempo: as many points out as back.
struct RepTrace {
    static constexpr std::size_t kPointsAWay = 8;
    std::array<MotionSignals, 2 * kPointsAWay + 1> points{};
    MotionSignals seen{};  // of each signal, the mean
};

// `cycle` is without the rest at both ends.
RepTrace trace_of(const Cycle& cycle, std::span<const MotionSample> samples);

// How far two reps are from each other, as a part of how far they go: 0 is the same way.
float difference(const RepTrace& a, const RepTrace& b);

}  // namespace spotter
