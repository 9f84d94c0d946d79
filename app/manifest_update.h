#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "app/paths.h"
#include "engine/model/model_folder.h"
#include "training/evaluation/proportion.h"

namespace spotter {

// What was fitted of a model; nothing: it stays as it was.
struct Decisions {
    std::optional<Thresholds> thresholds;
    std::optional<double> temperature;
    std::string fitted_on;  // "gym, validation"
};

// Writes them into the model's spotter.json and leaves the rest of it as it is. Throws Error.
void store_decisions(const ModelInfo& model, const Decisions& decisions);

// The same for the split that chose the epoch of a training, and for what came of its test clips.
void store_epoch_choice(const ModelInfo& model, std::string_view split);
void store_test(const ModelInfo& model, const Proportion& accuracy);

// Throws Error for a model that comes with Spotter, which is never changed.
void check_manifest_is_yours(const Paths& paths, const ModelInfo& model);

}  // namespace spotter
