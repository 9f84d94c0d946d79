#include "engine/live/rep_events.h"

namespace spotter {

SetTempo tempo_of(const SetRecord& set) {
    std::vector<RepTimes> times;
    for (const Rep& rep : set.reps) times.push_back({rep.lifting_s(), rep.lowering_s()});
    return tempo_of_reps(times);
}

}  // namespace spotter
