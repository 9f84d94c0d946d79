#pragma once

#include <algorithm>
#include <chrono>
#include <utility>

namespace spotter {

// How long to wait before a lost source is opened again: 0.5 s at first, twice as long after
// each failure, 10 s at most.
class ReconnectDelay {
  public:
    std::chrono::milliseconds next() {
        return std::exchange(delay_, std::min(delay_ * 2, kLongest));
    }
    // The source delivers again.
    void reset() { delay_ = kFirst; }

  private:
    static constexpr std::chrono::milliseconds kFirst{500};
    static constexpr std::chrono::milliseconds kLongest{10'000};
    std::chrono::milliseconds delay_ = kFirst;
};

}  // namespace spotter
