#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>

#include "engine/model/model_folder.h"
#include "training/fit/training_plan.h"

namespace spotter {

// How a model is trained from scratch on computed motion; that of the shipped
// model is assets/models/default/recipe.toml.
struct MotionRecipe {
    ModelInfo model;    // shape, labels, preprocessing and thresholds; no weights
    TrainingPlan plan;  // for an endless set
    std::uint64_t motion_seed = 1001;
    std::uint64_t validation_seed = 7;
    std::size_t validation_clips = 1000;
    // The plan is carried out so many times, each round from the weights of the one before (warm
    // restarts) and on clips of its own: seeds grow by one.
    int rounds = 1;
    // Scores are softmax((logits + offsets) / temperature), where a label without an offset has 0;
    // both go into the classifier's weights.
    double temperature = 1;
    std::map<std::string, double> offsets;
};

// Reads a recipe (TOML). Throws Error with the place when a key is not known, missing or not
// allowed.
MotionRecipe read_motion_recipe(const std::filesystem::path& file);

}  // namespace spotter
