#include "app/recorded_workout.h"

#include <algorithm>

namespace spotter {

SessionTime session_time(MediaTime time) {
    return std::max(std::chrono::round<SessionTime>(time), SessionTime::zero());
}

void record_set(const SetRecord& set, SessionTime shift, RecordedSet& out) {
    out.number = set.number;
    out.label = set.label;
    out.start = session_time(set.start + shift);
    out.end = session_time(set.end + shift);
    out.held = set.held;
    out.counted_reps = static_cast<int>(set.reps.size());
    out.reps = set.count();
}

RecordedRep recorded_rep(const Rep& rep, int set, int number, SessionTime shift) {
    RecordedRep out;
    out.set = set;
    out.number = number;
    out.start = session_time(rep.start + shift);
    out.turn = session_time(rep.turn + shift);
    out.end = session_time(rep.end + shift);
    out.range = rep.range;
    out.lifts_first = rep.lifts_first;
    return out;
}

}  // namespace spotter
