#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/model/model_folder.h"
#include "training/fit/training_plan.h"

namespace spotter {

// A part of a training, with a schedule of its own: from no learning rate to `lr` and back.
struct MotionRound {
    std::int64_t steps = 0;
    double lr = 0;
    int layers = 0;    // of the encoder; never fewer than in the round before
    double kinds = 0;  // share of the loss that asks which kind of the label it is
    // How often it is trained from the same weights, on other clips each time; what comes of it is
    // the mean.
    int runs = 1;
    // What it learnt is mixed with this share of what round `mixed_with` (from 1) had; 0: with
    // none.
    int mixed_with = 0;
    double mixed_share = 0;
};

// How a model is trained from scratch on computed motion; that of the shipped
// model is assets/models/default/recipe.toml.
struct MotionRecipe {
    ModelInfo model;    // shape, labels, preprocessing and thresholds; no weights
    TrainingPlan plan;  // of every round, but for what is in `rounds`
    std::uint64_t motion_seed = 1001;
    // Labels that are never drawn: for measuring how well a model learns them later.
    Labels without;
    std::uint64_t validation_seed = 7;
    std::size_t validation_clips = 1000;
    // One or more; each goes on from the weights of the one before (warm restarts), on clips of its
    // own: seeds grow by one, and by kRunSeeds from run to run.
    std::vector<MotionRound> rounds;
    // Scores are softmax((logits + offsets) / temperature), where a label without an offset has 0;
    // both go into the classifier's weights.
    double temperature = 1;
    std::map<std::string, double> offsets;
};

// The plan of one run of a round, by their numbers from 0.
TrainingPlan round_plan(const MotionRecipe& recipe, std::size_t round, std::size_t run = 0);

// Between the seeds of two runs of one round; rounds are one apart.
inline constexpr std::uint64_t kRunSeeds = 1000;

// Reads a recipe (TOML). Throws Error with the place when a key is not known, missing or not
// allowed.
MotionRecipe read_motion_recipe(const std::filesystem::path& file);

}  // namespace spotter
