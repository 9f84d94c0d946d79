#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <vector>

#include "engine/core/frame.h"
#include "engine/core/labels.h"
#include "engine/core/picture_signals.h"
#include "engine/core/pose.h"
#include "engine/core/sampler.h"

namespace spotter {

// What was seen in one frame, found once and kept until the frame leaves the window.
struct Observation {
    MediaTime time{};
    std::uint32_t epoch = 0;
    int width = 0;  // of the frame, pixels
    int height = 0;
    std::optional<Pose> pose;
    PictureSignals picture{};  // what moves where there is no pose; zero where nobody looked
    ImagePtr prepared;         // the frame as an `rgb` model sees it; empty for `skeleton`
    SteadyTime captured{};     // of the frame, for the age of what is made of it
};
using ObservationPtr = std::shared_ptr<const Observation>;

// One model input before normalisation: pictures of the model's size, as many as its window.
struct Clip {
    MediaTime end{};
    std::vector<ImagePtr> pictures;
    std::vector<ImagePtr> mirrored;  // the same window in a mirror; empty unless the model asks
};

// How frames become clips: `skeleton` draws the poses, `rgb` keeps prepared pictures. The same
// object serves live, replay, training and evaluation. prepare() and reset() belong to one
// thread at a time, and so does assemble(), which may run beside them in another.
class ClipInput {
  public:
    virtual ~ClipInput() = default;
    // The part that is done once per frame; nothing for `skeleton`. Calls are in order of time.
    virtual ImagePtr prepare(const ImageView& rgb, const std::optional<Pose>& pose,
                             MediaTime time) = 0;
    // One clip of the observations of one window, in order.
    virtual Clip assemble(std::span<const ObservationPtr> window) = 0;
    // Forget what was smoothed over time; before another source or after a jump.
    virtual void reset() = 0;
    virtual bool needs_pose() const = 0;
};

// VideoMAE, or a fake in tests. One thread at a time.
class ClipClassifier {
  public:
    virtual ~ClipClassifier() = default;
    virtual const Labels& labels() const = 0;
    virtual ClipWindow window() const = 0;
    // Probabilities, one per label, sum 1. Throws Error when `clip` does not fit the model.
    virtual Scores classify(const Clip& clip) = 0;
};

}  // namespace spotter
