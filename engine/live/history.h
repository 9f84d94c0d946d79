#pragma once

#include <chrono>
#include <cstdint>
#include <deque>
#include <string>
#include <vector>

#include "engine/core/clock.h"
#include "engine/live/label_gate.h"

namespace spotter {

// A stretch of one decision in the strip of the last seconds.
struct LabelSpan {
    MediaTime start{};
    MediaTime end{};
    Certainty certainty = Certainty::watching;
    std::string label;  // when sure
    bool idle = false;
};

// What the strip shows: spans in order, touching or with gaps, none reaching further back than
// the history's span. Draw them by their distance from `now`, the end of the newest one.
struct HistoryStrip {
    MediaTime now{};
    std::vector<LabelSpan> spans;
};

// The decisions of the last seconds, on a clock of its own that follows the source's within an
// epoch and runs on without a step when the source jumps or reconnects. One thread at a time.
class LabelHistory {
  public:
    explicit LabelHistory(MediaTime span = std::chrono::seconds(30)) : span_(span) {}

    // `decision` is what stands from `time` on the source's clock; the stretch since the last
    // call of the same epoch belongs to what stood then.
    void add(MediaTime time, std::uint32_t epoch, const Decision& decision);
    void clear();
    HistoryStrip strip() const;

  private:
    void forget_old();

    const MediaTime span_;
    MediaTime now_{};
    MediaTime last_time_{};
    std::uint32_t epoch_ = 0;
    std::deque<LabelSpan> spans_;
};

}  // namespace spotter
