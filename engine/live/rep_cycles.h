#pragma once

#include <span>
#include <vector>

#include "engine/live/oscillation.h"

namespace spotter {

// Of the usual swing, to be a turn.
inline constexpr float kLeastPart = 0.5F;

// Which way reps go out, as far as that is known.
enum class Outwards { either, up };

// The swings out and back in a motion whose swings usually go so far, in order; the last one may
// still be under way.
std::vector<Cycle> cycles_in(std::span<const float> motion, float usual_swing, Outwards way);

// The cycle without the rest at both ends.
Cycle trimmed(Cycle cycle, std::span<const float> motion);

// When its way out really begins: after the last moment near its start at which the motion hardly
// moved. Who gets into position and waits there is not yet under way.
std::size_t leaves_start(const Cycle& cycle, std::span<const MotionSample> samples,
                         std::span<const float> motion);

// Whether the cycle's way back is over: it turned again, or is back and hardly moves on.
// `is_over`: nothing comes after the samples.
bool is_done(const Cycle& cycle, std::span<const MotionSample> samples,
             std::span<const float> motion, bool is_over);

}  // namespace spotter
