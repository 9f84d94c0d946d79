#pragma once

#include <span>

#include "engine/live/oscillation.h"

// What a stretch of motion is like; samples are in order of time.
namespace spotter {

// How far it goes from the lowest to the highest. Precondition: it is not empty.
float reach(std::span<const float> motion);

// The samples at `time` and later.
std::span<const MotionSample> since(std::span<const MotionSample> samples, MediaTime time);

// Whether these samples move so far along an axis of their own: something else is done.
bool moves_otherwise(std::span<const MotionSample> samples, float least_swing);

// Whether both can be the same person, seen without a break.
bool follows(const MotionSample& last, const MotionSample& next);

// Whether what moved most in the picture went up.
bool goes_up(const BodyMotion& from, const BodyMotion& to);

}  // namespace spotter
