#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/paths.h"
#include "app/settings.h"
#include "app/training_examples.h"
#include "engine/core/job.h"
#include "training/data/dataset.h"

namespace spotter {

struct DatasetExamples {
    std::unique_ptr<ExampleSet> train;
    std::unique_ptr<ExampleSet> validation;
};

// The clips of a divided dataset as `model` is shown them. Poses (skeleton, and rgb framed on the
// person) and prepared pictures come from the user's cache, and are found and put there where they
// are missing. Clips that cannot be read are left out and told to `on_note`. Throws Cancelled, and
// Error when the pose models are not there.
DatasetExamples dataset_examples(const Dataset& dataset, const ModelInfo& model,
                                 const Settings& settings, const Paths& paths, JobToken& token,
                                 const std::function<void(const std::string&)>& on_note);

}  // namespace spotter
