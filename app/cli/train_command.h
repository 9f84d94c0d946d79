#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/cli/commands.h"

namespace spotter {

struct TrainCommandOptions {
    std::string dataset;              // a folder, or the name of one of the user's
    std::string base;                 // empty: the model that settings name
    std::string name;                 // of the model to make
    std::optional<std::string> part;  // nothing, here and below: what suits the dataset
    std::optional<int> epochs;
    std::optional<int> batch;
    std::optional<int> accumulate;
    std::optional<double> lr;
    std::optional<double> warmup;
    std::optional<int> patience;
    std::optional<double> weight_decay;
    std::optional<double> clip_norm;
    std::optional<double> layer_decay;
    std::optional<double> drop_path;
    std::optional<double> label_smoothing;
    std::optional<bool> weigh_classes;
    std::uint64_t seed = 1;
    bool keep_labels = false;
    bool split_by_clip = false;
    bool resume = false;
    bool replace = false;
    bool half = false;
    bool json = false;
};

// Trains a model and says, line by line, how far it is and what came of it; as JSON lines with
// `json`. Interrupted, it says how to go on.
ExitCode run_train(const CommandContext& context, const TrainCommandOptions& options);

}  // namespace spotter
