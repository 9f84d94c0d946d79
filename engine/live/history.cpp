#include "engine/live/history.h"

#include <algorithm>

namespace spotter {

void LabelHistory::add(MediaTime time, std::uint32_t epoch, const Decision& decision) {
    if (!spans_.empty() && epoch == epoch_ && time > last_time_) {
        now_ += time - last_time_;
        spans_.back().end = now_;
    }
    epoch_ = epoch;
    last_time_ = time;
    const bool goes_on = !spans_.empty() && spans_.back().certainty == decision.certainty &&
                         spans_.back().label == decision.label;
    if (!goes_on) {
        spans_.push_back({now_, now_, decision.certainty, decision.label, decision.idle});
    }
    forget_old();
}

void LabelHistory::clear() {
    spans_.clear();
    now_ = {};
}

HistoryStrip LabelHistory::strip() const {
    return {now_, {spans_.begin(), spans_.end()}};
}

void LabelHistory::forget_old() {
    const MediaTime oldest = now_ - span_;
    while (spans_.front().end < oldest) spans_.pop_front();
    spans_.front().start = std::max(spans_.front().start, oldest);
}

}  // namespace spotter
