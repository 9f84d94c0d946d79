#pragma once

#include "training/fit/training_plan.h"

namespace spotter {

// In how many parts, one after the other, a rank's batch is computed at first, so that what the
// layers that learn keep for the backward pass takes a few hundred megabytes of memory, not
// gigabytes; at least plan.accumulate, and at most one an example. Gradients do not depend on it
// but for rounding.
int batch_parts(const TrainingPlan& plan, const VideoMaeConfig& config, int batch);

}  // namespace spotter
