#include "training/data/clip_cutter.h"

#include <algorithm>
#include <utility>

namespace spotter {
namespace {

// Times are rounded in files and in intervals; a picture this near to a border lies on it.
constexpr MediaTime kRounding = std::chrono::milliseconds(1);

}  // namespace

ClipCutter::ClipCutter(const ClipWindow& window, MediaTime stride, Use use)
    : window_(window), stride_(stride), use_(std::move(use)) {}

void ClipCutter::add(FramePtr frame) {
    if (!frames_.empty()) {
        const Frame& last = *frames_.back();
        const MediaTime step = frame->time - last.time;
        if (frame->epoch != last.epoch || step < MediaTime::zero() || step > 2 * window_.interval) {
            end_piece();
        }
    }
    if (frames_.empty()) begin_piece(frame);
    frames_.push_back(std::move(frame));
    while (frames_.back()->time + kRounding >= next_end_) {
        cut();
        next_end_ += stride_;
    }
    const MediaTime needed = next_end_ - window_.length() + kRounding;
    while (frames_.size() > 1 && frames_[1]->time <= needed) frames_.pop_front();
}

void ClipCutter::finish() {
    end_piece();
    if (any_was_cut_ || short_piece_.empty()) return;
    use_({short_piece_.front()->time, short_piece_.back()->time, std::move(short_piece_)});
}

void ClipCutter::begin_piece(const FramePtr& first) {
    next_end_ = first->time + window_.length();
    piece_was_cut_ = false;
}

void ClipCutter::end_piece() {
    // As far as the sampler takes a window for covered.
    if (!frames_.empty() && frames_.back()->time + window_.interval / 2 >= next_end_) cut();
    const auto length = [](const auto& frames) {
        return frames.empty() ? MediaTime(-1) : frames.back()->time - frames.front()->time;
    };
    if (!piece_was_cut_ && length(frames_) > length(short_piece_)) {
        short_piece_.assign(frames_.begin(), frames_.end());
    }
    frames_.clear();
}

void ClipCutter::cut() {
    CutClip clip{next_end_ - window_.length(), next_end_, {}};
    const auto after_begin =
        std::upper_bound(frames_.begin(), frames_.end(), clip.begin + kRounding,
                         [](MediaTime time, const FramePtr& frame) { return time < frame->time; });
    const auto first = after_begin == frames_.begin() ? after_begin : after_begin - 1;
    clip.frames.assign(first, frames_.end());
    piece_was_cut_ = true;
    any_was_cut_ = true;
    use_(clip);
}

}  // namespace spotter
