#pragma once

#include <span>

#include "engine/session/session.h"

namespace spotter {

// One session that holds all of several (at least one): times count from the earliest start,
// sets are numbered anew, and what lies between two is a gap. It has a new identifier, the first
// one's zone and source, the first title that there is, and all notes. Throws Error when more than
// a day lies between two.
Session merged(std::span<const Session> sessions);

}  // namespace spotter
