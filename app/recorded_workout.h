#pragma once

#include "engine/live/rep_events.h"
#include "engine/session/session.h"

// A workout as a session keeps it; `shift`: the session's time less the workout's.
namespace spotter {

// The nearest moment of a session, none before its start.
SessionTime session_time(MediaTime time);

// Takes over what was counted; what the user said of the set (weight, note) stays.
void record_set(const SetRecord& set, SessionTime shift, RecordedSet& out);
// `number`: in its set, from 1.
RecordedRep recorded_rep(const Rep& rep, int set, int number, SessionTime shift);

}  // namespace spotter
