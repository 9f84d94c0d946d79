#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <optional>

#include "engine/core/clock.h"
#include "engine/core/frame.h"
#include "engine/live/snapshot.h"
#include "ui/live/live_view.h"

namespace spotter {

// What a person would say of a value that flickers: a change is taken over once it held for
// `hold`, the first one at once.
template <class Value>
class Steady {
  public:
    explicit Steady(std::chrono::milliseconds hold) : hold_(hold) {}
    const Value& update(const Value& value, SteadyTime now) {
        if (!shown_) shown_ = value;
        if (value == *shown_ || value != candidate_) since_ = now;
        candidate_ = value;
        if (value != *shown_ && now - since_ >= hold_) shown_ = value;
        return *shown_;
    }
    void reset() { shown_.reset(); }

  private:
    const std::chrono::milliseconds hold_;
    std::optional<Value> shown_;
    std::optional<Value> candidate_;
    SteadyTime since_{};
};

// Fills in what the pipeline knows: phase, label, scores, person, timeline and statistics. The
// rest of the view is left as it is. Without a pose estimator (`with_pose`) nobody is asked to
// step into view.
void show_snapshot(const Snapshot& snapshot, SteadyTime now, bool with_pose, LiveView& view);

// Which of the newest frames is shown: the one whose pose is known, so that the skeleton stays on
// the person, as long as that is at most 50 ms behind; else the newest. Never an earlier one than
// before.
class FrameChooser {
  public:
    void add(FramePtr frame);
    // `posed`: Frame::number of the newest frame with a known pose; nothing: do not wait for
    // poses. Null before the first add().
    const FramePtr& choose(std::optional<std::uint64_t> posed);
    void reset();

  private:
    std::deque<FramePtr> recent_;  // in order, the newest last
    FramePtr shown_;
};

// The pose to draw on `frame`: the newest one, unless it is of another picture size or so old
// that it would trail the person.
std::optional<Pose> pose_on_frame(const Snapshot& snapshot, const Frame& frame);

}  // namespace spotter
