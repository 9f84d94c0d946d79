#pragma once

#include <functional>
#include <string>

#include "app/paths.h"
#include "app/settings.h"
#include "engine/core/job.h"
#include "engine/model/model_folder.h"
#include "training/data/dataset.h"

namespace spotter {

// What follows a training: thresholds and temperature are fitted on the dataset's validation clips
// (see fit_decisions()) and the model is measured on its test clips; both, and which clips chose
// the epoch, are kept in the model's manifest. What cannot be done is said through `on_note` and
// left as it was. Throws Cancelled; the model is whole at any time.
void settle_model(const Paths& paths, const Settings& settings, const Dataset& dataset,
                  const ModelInfo& model, JobToken& job,
                  const std::function<void(const std::string&)>& on_note);

}  // namespace spotter
