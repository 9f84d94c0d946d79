#pragma once

#include <span>
#include <string>

#include "training/evaluation/streaming.h"

namespace spotter {

struct FittedThresholds {
    Thresholds thresholds;
    double cost_before = 0;  // seconds a minute; see threshold_cost()
    double cost_after = 0;
};

// How badly a viewer is served, in seconds of trouble per minute of recording: a second of a wrong
// label or of an exercise shown while idle counts whole, a second of "unsure" during an exercise
// half, and each change beyond the needed ones half a second.
double threshold_cost(const StreamingFigures& figures);

// The enter, exit and dwell with the least cost on recordings that training did not see, from a
// grid of 0.3 … 0.95, 0.5 … 1 of enter and 0.2 … 1.5 s; among those within 1 % of the least cost
// the nearest to `rules.thresholds`. Precondition: there is a recording with windows.
FittedThresholds fit_thresholds(std::span<const StreamedRecording> recordings,
                                const StreamingRules& rules);

}  // namespace spotter
