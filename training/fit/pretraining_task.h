#pragma once

#include <memory>

#include "training/fit/learning_task.h"
#include "training/fit/masked_autoencoder.h"

namespace spotter {

// VideoMAE's masked autoencoder: makes hidden patches from visible ones. What is hidden depends on
// seed, epoch and an example's position alone; when measured, on the position.
std::unique_ptr<LearningTask> pretraining_task(const TrainingPlan& plan,
                                               const AutoencoderWeights& weights,
                                               const Preprocessing& preprocessing,
                                               double mask_ratio);

}  // namespace spotter
