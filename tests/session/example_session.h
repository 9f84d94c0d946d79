#pragma once

#include <string>

#include "engine/session/session.h"

namespace spotter::test {

// Two exercises in three sets on the evening when daylight saving ends in Berlin, with a bit of
// everything that a session can hold.
Session example_session(const std::string& uuid = "0f8fad5b-d9cb-469f-a165-70867728950e");

// `begin` as it is before anything happened: for writers.
Session beginning_of(const Session& session);

}  // namespace spotter::test
