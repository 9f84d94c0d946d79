#pragma once

#include <chrono>

namespace spotter {

// A moment on a source's own clock: presentation time in a file, capture time of a camera.
// It starts anywhere and never runs backwards within one source epoch (see Frame).
using MediaTime = std::chrono::nanoseconds;

// A moment of this machine's monotonic clock, for ages and rates.
using SteadyTime = std::chrono::steady_clock::time_point;

inline double to_seconds(MediaTime time) {
    return std::chrono::duration<double>(time).count();
}

// Rounds to the nearest nanosecond.
inline MediaTime from_seconds(double seconds) {
    return std::chrono::round<MediaTime>(std::chrono::duration<double>(seconds));
}

}  // namespace spotter
