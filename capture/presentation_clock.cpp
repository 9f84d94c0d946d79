#include "capture/presentation_clock.h"

#include <algorithm>

namespace spotter {
namespace {

using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::seconds;

// A video is not longer than that, and no camera pauses longer than that: such a stamp is a
// mistake, and believing it would make a timeline without end.
constexpr MediaTime kLatest = hours(1000);
constexpr MediaTime kEarliest = -hours(1);
constexpr MediaTime kLongestPause = hours(1);
// Stamps that fall back further than this start anew (joined recordings); others are disorder.
constexpr MediaTime kDisorder = seconds(1);
constexpr MediaTime kSmallestStep = microseconds(1);

}  // namespace

MediaTime PresentationClock::next(std::optional<MediaTime> stamp) {
    if (stamp && (*stamp > kLatest || *stamp < kEarliest)) stamp.reset();
    MediaTime time = start_;
    if (!last_) {
        if (stamp) time = *stamp;
    } else if (!stamp) {
        time = *last_ + nominal_;
    } else {
        const MediaTime step = *stamp + shift_ - *last_;
        if (step < -kDisorder || step > kLongestPause) shift_ = *last_ + nominal_ - *stamp;
        time = std::max(*stamp + shift_, *last_ + kSmallestStep);
    }
    last_ = time;
    return time;
}

void PresentationClock::restart(MediaTime time) {
    last_.reset();
    start_ = time;
    shift_ = {};
}

}  // namespace spotter
