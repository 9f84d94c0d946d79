#pragma once

#include "training/fit/training_plan.h"

namespace spotter {

// How a training uses the CPU: threads that compute, and of the loader, which draw the next batches
// meanwhile.
struct TrainingThreads {
    int compute = 1;
    int load = 1;
    int lanes = 1;  // shares of a batch that are computed side by side, one thread each
};

// For `plan.threads`, or as many as there are cores. Steps of a small model are so short that
// threads which compute each product together mostly wait for the one that was interrupted: there,
// each computes a share of the batch by itself. On a CUDA device all draw.
TrainingThreads training_threads(const TrainingPlan& plan, const VideoMaeConfig& config);

}  // namespace spotter
