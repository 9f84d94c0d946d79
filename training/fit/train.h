#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/job.h"
#include "engine/model/model_folder.h"
#include "training/fit/decoder_config.h"
#include "training/fit/example_set.h"
#include "training/fit/feature_store.h"
#include "training/fit/kinds.h"
#include "training/fit/progress.h"
#include "training/fit/ranks.h"
#include "training/fit/remembering.h"
#include "training/fit/training_plan.h"

namespace spotter {

// What is trained, where it starts and where its state is kept.
struct TrainingStart {
    // The model to make: config with its number of classes, labels, preprocessing.
    ModelInfo model;
    // Where weights come from; nothing: from scratch (truncated normal of 0.02). Labels of the same
    // name keep their row of the classifier, the others start near zero.
    std::optional<ModelInfo> base;
    // Learn to fill in what is hidden instead of labels; the model's labels are not used.
    std::optional<MaskedPretraining> pretraining;
    // What examples say besides, for sets without end; the model's labels then end with the kinds.
    Kinds kinds;
    // Or that some are of what `base` knows; not together with kinds.
    Remembering remembering;
    // Holds the checkpoint, the best weights and the log; made when missing. Writing a model
    // (training/fit/model_writer.h) reads from here.
    std::filesystem::path work;
    // Go on from the checkpoint in `work`; without one it starts anew.
    bool resume = false;
    // The processes that train together; nothing: this one alone. Must outlive the training.
    const Ranks* ranks = nullptr;
    // Keeps what the base's encoder says of clips, for TrainedPart::head; may be null. Must outlive
    // the training.
    FeatureStore* features = nullptr;
    // Identifies the examples: a checkpoint made with others is refused.
    std::string examples_id;
};

struct TrainingResult {
    std::vector<EpochRecord> epochs;
    int best_epoch = 0;
    double best_accuracy = 0;  // on the validation set
    double best_loss = 0;
    ConfusionCounts confusion;  // of the best epoch
    bool stopped_early = false;
    std::int64_t clips_seen = 0;
    double clips_per_s = 0;         // while training, without validation
    double seconds = 0;             // of all runs that made it
    std::filesystem::path weights;  // the best epoch's, safetensors as Hugging Face names them
};

// Trains and keeps the weights of the epoch that was best on `validation` (accuracy, then loss;
// without validation examples the training set's own). `on_progress` is called on this thread.
// At a cancel the state is kept and Cancelled thrown. Throws Error when an example cannot be read,
// the loss stops being a number, the disk is full, or the checkpoint does not fit; the last
// checkpoint stays whole.
TrainingResult train(const TrainingPlan& plan, const TrainingStart& start, const ExampleSet& train,
                     const ExampleSet& validation, JobToken& token,
                     const std::function<void(const TrainingProgress&)>& on_progress);

// What a training leaves in its folder while it is not done.
inline std::filesystem::path checkpoint_file(const std::filesystem::path& work) {
    return work / "checkpoint.safetensors";
}

}  // namespace spotter
