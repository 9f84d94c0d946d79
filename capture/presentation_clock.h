#pragma once

#include <optional>

#include "engine/core/clock.h"

namespace spotter {

// Turns the time stamps of a video, which may be missing, repeated, disordered or nonsense, into
// times that strictly grow. Stamps that are right come out as they are.
class PresentationClock {
  public:
    // `nominal`: from one picture to the next where stamps say nothing.
    explicit PresentationClock(MediaTime nominal) : nominal_(nominal) {}

    MediaTime next(std::optional<MediaTime> stamp);
    // After a seek: the next stamp counts as it is; without one it is at `time`.
    void restart(MediaTime time);

  private:
    const MediaTime nominal_;
    std::optional<MediaTime> last_;
    MediaTime start_{};
    MediaTime shift_{};  // added to stamps since they jumped
};

}  // namespace spotter
