#pragma once

#include <string>

#include "engine/session/session.h"

namespace spotter {

// A FIT activity (strength training) with a `set` message for each set and each rest between
// them, in order: file_id, sport, exercise_title, event start, records and sets, event stop, lap,
// session, activity. Sets have category, repetitions, weight, start and duration; the exercises
// that FIT does not know have the category "unknown" and their name in exercise_title.
std::string fit_from_session(const Session& session);

}  // namespace spotter
