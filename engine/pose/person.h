#pragma once

#include <span>

#include "engine/core/pose.h"
#include "engine/pose/detector.h"

namespace spotter {

// The detection nearest to `at`, measured in bodies, so that a small person in the background
// does not win against a big one in front. Precondition: there is one.
const Detection& nearest_person(std::span<const Detection> people, Point at);

// The detection to begin with: large, central, and sure. Precondition: there is one.
const Detection& most_prominent_person(std::span<const Detection> people, int width, int height);

// Whole: shoulders, elbows, wrists, hips, knees and ankles are seen (of each pair at least one,
// the other may be hidden by the body) and none lies outside the picture. Cut off: otherwise.
// Away: not even one shoulder or hip is seen.
PersonView person_view(const Pose& pose, int width, int height);

}  // namespace spotter
