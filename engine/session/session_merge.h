#pragma once

#include <span>

#include "engine/session/session.h"

namespace spotter {

// One session that holds all of several (at least one): times count from the earliest start,
// sets are numbered anew, and what lies between two is a gap. It has a new identifier, and the
// first one's zone, source and title. Throws Error
// when more than a day lies between two.
Session merged(std::span<const Session> sessions);

}  // namespace spotter
