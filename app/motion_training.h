#pragma once

#include <filesystem>
#include <functional>
#include <string>

#include "app/motion_recipe.h"
#include "engine/core/job.h"
#include "training/fit/train.h"

namespace spotter {

// Trains what `recipe` describes on computed motion and writes the model folder `out` (weights in
// half precision). `work` keeps checkpoints: an interrupted training goes on from there. Throws
// Error as train() and write_model_folder() do, Cancelled when `token` is.
TrainingResult train_on_motion(const MotionRecipe& recipe, const std::filesystem::path& work,
                               const std::filesystem::path& out, bool replace, JobToken& token,
                               const std::function<void(const TrainingProgress&)>& on_progress);

}  // namespace spotter
