#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "training/fit/example_loader.h"
#include "training/fit/training_plan.h"

namespace spotter {

// One epoch as one rank sees it. All ranks' parts of a step together are what a single rank would
// take, in another order.
struct EpochOrder {
    std::vector<std::vector<EpochEntry>> mine;  // by step; may be empty for a small last step
    std::vector<std::size_t> counts;            // of each step, over all ranks
};

// The examples of epoch `epoch` (1, 2, …) of a set of `size`, shuffled by seed and epoch; of an
// endless set the next ones.
EpochOrder epoch_order(const TrainingPlan& plan, std::size_t size, int epoch, int rank, int ranks);

// How many epochs a plan has for a set of `size`, and steps an epoch.
int epoch_count(const TrainingPlan& plan, std::size_t size);
std::int64_t steps_per_epoch(const TrainingPlan& plan, std::size_t size);

// All examples of a set in their order, one rank's share, for measuring.
std::vector<std::vector<EpochEntry>> measuring_order(std::size_t size, std::size_t batch, int rank,
                                                     int ranks);

}  // namespace spotter
