#pragma once

#include "training/fit/training_plan.h"

namespace spotter {

// How a training shares its CPU threads: LibTorch's, which compute, and the loader's, which draw
// the next batches meanwhile.
struct TrainingThreads {
    int compute = 1;
    int load = 1;
};

// Of `plan.threads`, or of as many as there are cores. Steps of a small model are so short that
// threads which compute together mostly wait for the one that was interrupted: there, half of them
// compute and the others draw. On a CUDA device all draw.
TrainingThreads training_threads(const TrainingPlan& plan, const VideoMaeConfig& config);

}  // namespace spotter
