#pragma once

#include <array>

#include "engine/core/pose.h"
#include "engine/pose/one_euro.h"

namespace spotter {

// Steadies the landmarks of one person over time with MediaPipe's filters and settings.
class PoseSmoother {
  public:
    // Smooths `pose`, measured `elapsed_s` after the last one; `body_size` is in pixels.
    void smooth(Pose& pose, double elapsed_s, float body_size);
    // Before another person, or after a gap.
    void reset();

  private:
    void smooth_visibility(Pose& pose, double elapsed_s);

    OneEuroFilter image_{kJointCount * 3, {.min_cutoff = 0.05, .beta = 80}};
    OneEuroFilter world_{kJointCount * 3, {.min_cutoff = 0.1, .beta = 40}};
    bool started_ = false;
    std::array<float, kJointCount> visibility_{};
};

}  // namespace spotter
