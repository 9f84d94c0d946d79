#pragma once

#include <memory>

#include "engine/core/job.h"
#include "training/fit/clip_features.h"
#include "training/fit/epoch_order.h"
#include "training/fit/learner.h"

namespace spotter {

// One rank's batches of an epoch, in order.
class BatchSource {
  public:
    virtual ~BatchSource() = default;
    // Batches of `order` from `first` on are asked for next.
    virtual void begin(const EpochOrder& order, int epoch, std::size_t first) = 0;
    // Throws Cancelled, and what drawing threw.
    virtual LearningBatch next(const JobToken& token) = 0;
};

// Pictures, drawn ahead by `threads` threads.
std::unique_ptr<BatchSource> picture_source(const ExampleSet& set, const TrainingPlan& plan,
                                            int threads);

// The encoder's features of `plan.head_views` varied views of every example and of the plain one,
// found here, as is said in `token`'s progress; each epoch takes one view of each example.
std::unique_ptr<BatchSource> feature_source(const ExampleSet& set, const FeatureOptions& options,
                                            Learner& learner, JobToken& token);

// What is measured after every epoch: plain pictures or their features. Kept in memory when they
// are not too many.
class MeasuredSet {
  public:
    // `ranks` share the set. `set` must outlive this.
    MeasuredSet(const ExampleSet& set, FeatureOptions options, const Ranks& ranks);

    // Loss, accuracy and confusion of all examples over all ranks.
    Tally measure(Learner& learner, const JobToken& token, ConfusionCounts& confusion);

  private:
    void measure_pictures(Learner& learner, const JobToken& token, Tally& tally,
                          ConfusionCounts& confusion);
    void find_features(Learner& learner, const JobToken& token);

    const ExampleSet& set_;
    const FeatureOptions options_;
    const Ranks& ranks_;
    const bool keeps_;
    bool all_kept_ = false;
    std::vector<LearningBatch> kept_;
};

// Bytes of the batch as a tensor that owns them.
LearningBatch learning_batch(ExampleBatch batch, const ExampleShape& shape);

}  // namespace spotter
