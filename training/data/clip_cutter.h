#pragma once

#include <cstddef>
#include <deque>
#include <functional>
#include <vector>

#include "engine/core/frame.h"
#include "engine/core/sampler.h"

namespace spotter {

// All pictures of one window of a recording: from the last one at or before `begin` to the first
// one at or after `end`, so that whoever samples the window later finds the same pictures.
struct CutClip {
    MediaTime begin{};
    MediaTime end{};
    std::vector<FramePtr> frames;
};

// Cuts a recording into clips of one window as its frames come: ends at first + length +
// n * stride, as window_ends() gives them, and one more where the last picture is within half an
// interval of its end. A hole of more than two intervals, or another epoch,
// begins anew; no clip spans it. Keeps no more than one window of frames (and the longest piece
// that was shorter than one). One thread at a time.
class ClipCutter {
  public:
    using Use = std::function<void(const CutClip&)>;

    // Precondition: stride is positive.
    ClipCutter(const ClipWindow& window, MediaTime stride, Use use);

    void add(FramePtr frame);
    // After the last frame: a recording without one whole window is one shorter clip.
    void finish();

  private:
    void begin_piece(const FramePtr& first);
    void end_piece();
    void cut();

    const ClipWindow window_;
    const MediaTime stride_;
    const Use use_;
    std::deque<FramePtr> frames_;  // of the piece, from the next window on
    MediaTime next_end_{};
    bool piece_was_cut_ = false;
    bool any_was_cut_ = false;
    std::vector<FramePtr> short_piece_;
};

}  // namespace spotter
