#pragma once

#include <functional>
#include <memory>
#include <string>

#include "app/kept_labels.h"
#include "app/paths.h"
#include "app/settings.h"
#include "app/training_examples.h"
#include "engine/core/job.h"
#include "training/data/dataset.h"

namespace spotter {

struct SplitExamples {
    std::unique_ptr<ExampleSet> set;
    std::size_t own = 0;       // how many are the dataset's
    std::size_t computed = 0;  // and how many follow them, of labels that are kept
};

struct DatasetExamples {
    SplitExamples train;
    SplitExamples validation;
};

// The clips of a divided dataset as `model` is shown them. Poses (skeleton, and rgb framed on the
// person) and prepared pictures come from the user's cache, and are found and put there where they
// are missing. Clips that cannot be read are left out and told to `on_note`. Computed clips of
// `kept` follow them in both. Throws Cancelled, and Error when the pose models are not there.
DatasetExamples dataset_examples(const Dataset& dataset, const ModelInfo& model,
                                 const KeptLabels& kept, const Settings& settings,
                                 const Paths& paths, JobToken& token,
                                 const std::function<void(const std::string&)>& on_note);

}  // namespace spotter
