#pragma once

#include <chrono>
#include <optional>

#include "engine/core/clock.h"
#include "engine/core/labels.h"

namespace spotter {

// Exponential smoothing of scores over time: the weight of what came before falls by 1/e in one
// time constant, however often scores come. One thread at a time.
class ScoreSmoother {
  public:
    explicit ScoreSmoother(MediaTime time_constant = std::chrono::milliseconds(150))
        : time_constant_(time_constant) {}

    // The smoothed scores at `time`, sum 1 as the input's. The first scores after a reset, after
    // a step back in time, or of another length, come back as they are.
    const Scores& update(MediaTime time, const Scores& scores);
    void reset() { last_.reset(); }

  private:
    MediaTime time_constant_;
    std::optional<MediaTime> last_;
    Scores smoothed_;
};

}  // namespace spotter
