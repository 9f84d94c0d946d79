#pragma once

#include <functional>
#include <vector>

#include "training/fit/example_set.h"
#include "training/fit/feature_store.h"
#include "training/fit/learner.h"

namespace spotter {

// How features of clips are found.
struct FeatureOptions {
    TrainingPlan plan;              // its seed and precision
    ModelInfo model;                // whose encoder it is: width and preprocessing
    int threads = 1;                // that draw
    FeatureStore* store = nullptr;  // keeps them from one training to the next
};

// What the frozen encoder says of some examples: (examples, 1 + views, D), float32; view 0 is the
// plain one, `views` varied ones follow. Those of a clip depend on its pictures and the seed alone,
// not on the other clips, so that what is in the store stays right when some are added. Throws
// Cancelled, and what drawing threw.
at::Tensor clip_features(const ExampleSet& set, const std::vector<std::size_t>& indices, int views,
                         const FeatureOptions& options, Learner& learner, const JobToken& token,
                         const std::function<void(double share)>& on_share = {});

}  // namespace spotter
