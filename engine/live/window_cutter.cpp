#include "engine/live/window_cutter.h"

#include <algorithm>
#include <utility>

namespace spotter {

WindowCutter::WindowCutter(const ClipWindow& window, MediaTime stride)
    : window_(window), stride_(stride) {}

void WindowCutter::add(ObservationPtr observation, const Use& use) {
    const MediaTime time = observation->time;
    if (items_.empty()) {
        begin_epoch(time);
    } else if (observation->epoch != items_.back()->epoch || time < newest()) {
        end_epoch();
        begin_epoch(time);
    } else if (time == newest()) {
        items_.back() = std::move(observation);  // the same moment again: the newer one stands
        return;
    } else {
        pass_hole(time, use);
    }
    times_.push_back(time);
    items_.push_back(std::move(observation));
    cut(time, use);
    forget_old();
}

std::optional<WindowCutter::Window> WindowCutter::padded() {
    if (!items_.empty()) end_epoch();
    return std::exchange(padded_, std::nullopt);
}

void WindowCutter::begin_epoch(MediaTime first) {
    times_.clear();
    items_.clear();
    first_ = first;
    next_end_ = first + window_.length();
    covered_ = false;
}

void WindowCutter::end_epoch() {
    const MediaTime length = newest() - first_;
    if (!covered_ && (!padded_ || length > padded_length_)) {
        padded_ = window_of(newest(), sample_window_padded(times_, newest(), window_));
        padded_length_ = length;
    }
    times_.clear();
    items_.clear();
}

// Windows that end in a hole are counted, not tried: a broken time stamp may lie years ahead.
void WindowCutter::pass_hole(MediaTime until, const Use& use) {
    if (until - newest() <= 2 * window_.interval) return;
    const MediaTime slack = window_.interval / 2;
    cut(newest() + slack, use);
    if (next_end_ >= until - slack) return;
    const auto passed = (until - slack - next_end_ - MediaTime(1)) / stride_ + 1;
    skipped_ += static_cast<std::size_t>(passed);
    next_end_ += stride_ * passed;
}

void WindowCutter::cut(MediaTime until, const Use& use) {
    for (; next_end_ <= until; next_end_ += stride_) {
        if (const auto indices = sample_window(times_, next_end_, window_)) {
            covered_ = true;
            use(window_of(next_end_, *indices));
        } else {
            ++skipped_;
        }
    }
}

void WindowCutter::forget_old() {
    // Both the next window and one that ends here and now can be made of what is left.
    const MediaTime begin = std::min(next_end_, newest()) - window_.length();
    const auto first_needed = std::upper_bound(times_.begin(), times_.end(), begin);
    const auto old = std::max<std::ptrdiff_t>(0, first_needed - times_.begin() - 1);
    times_.erase(times_.begin(), times_.begin() + old);
    items_.erase(items_.begin(), items_.begin() + old);
}

WindowCutter::Window WindowCutter::window_of(MediaTime end,
                                             const std::vector<std::size_t>& indices) const {
    Window out{end, {}};
    out.items.reserve(indices.size());
    for (const std::size_t i : indices) out.items.push_back(items_[i]);
    return out;
}

}  // namespace spotter
