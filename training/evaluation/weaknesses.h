#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "training/evaluation/evaluation.h"

namespace spotter {

// Clips and groups of one part of a dataset.
struct SplitSize {
    std::string split;  // "train", "validation", "test"; empty: clips without a split
    std::size_t clips = 0;
    std::size_t groups = 0;
};

// Where the clips of an evaluation come from, as far as it says how much a figure is worth.
struct EvaluationOrigin {
    std::string dataset;
    std::string split;                  // the one that is reported: "test", …, "all"
    std::vector<SplitSize> splits;      // of the whole dataset
    std::string epoch_chosen_on;        // the split that chose the model's epoch; empty: unknown
    std::string decisions_fitted_on;    // see fit_name(); empty: unknown
    bool holds_training_clips = false;  // the model was trained on some of the reported clips
    std::vector<std::string> shared_groups;  // groups of the reported split that training saw too
    bool groups_guessed = false;             // from file names or hashes
    std::vector<std::string> failed;         // clips that could not be read: one line each
};

// The clips that thresholds or a temperature are fitted on, as a model's manifest names them.
std::string fit_name(const EvaluationOrigin& origin);

// Why the figures may be better or worse than what a user will see: one sentence each, the
// gravest first; empty when nothing speaks against them.
std::vector<std::string> weaknesses(const Evaluation& evaluation, const EvaluationOrigin& origin);

}  // namespace spotter
