#pragma once

#include <chrono>
#include <cstddef>
#include <deque>

#include "engine/core/clock.h"

namespace spotter {

// How often something happens, measured over the last two seconds before its newest occurrence,
// so that a pause does not lower it for long. One thread at a time.
class RateMeter {
  public:
    void add(SteadyTime when) {
        moments_.push_back(when);
        while (moments_.front() < when - kSpan) moments_.pop_front();
    }
    void reset() { moments_.clear(); }

    // Per second; 0 before the second occurrence.
    double rate() const {
        if (moments_.size() < 2) return 0;
        const std::chrono::duration<double> span = moments_.back() - moments_.front();
        return span.count() > 0 ? static_cast<double>(moments_.size() - 1) / span.count() : 0;
    }

  private:
    static constexpr std::chrono::seconds kSpan{2};
    std::deque<SteadyTime> moments_;
};

}  // namespace spotter
