#pragma once

#include <mutex>
#include <string>

#include "engine/core/clock.h"

namespace spotter {

// How far long work is, on one line of the terminal that rewrites itself: shown on standard
// error, only when that is a terminal, and only from the second second on. The destructor clears
// it. Any thread may call any method.
class ProgressLine {
  public:
    ProgressLine();
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    // `fraction`: 0 … 1; negative: unknown.
    void show(const std::string& what, double fraction);
    // Makes room for other output; the next show() brings it back.
    void clear();

  private:
    const bool terminal_;
    const SteadyTime started_;
    std::mutex mutex_;
    // Guarded by mutex_:
    SteadyTime drawn_{};
    bool visible_ = false;
};

}  // namespace spotter
