#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <string>

#include "app/paths.h"
#include "app/settings.h"
#include "engine/core/job.h"
#include "training/data/dataset.h"
#include "training/fit/train.h"

namespace spotter {

// Training clips of each label, also of those that have none.
std::map<std::string, std::size_t> training_counts(const Dataset& dataset);

// The clips of the training split.
ClipCount count_training_clips(const Dataset& dataset);

// What suits so many clips, or this part of the model, and why, in one sentence.
struct PlanChoice {
    TrainingPlan plan;
    std::string reason;
};
PlanChoice choose_plan(std::optional<TrainedPart> part, const ClipCount& clips,
                       const VideoMaeConfig& config);

// What a model made from `base` is to know: the dataset's labels and, when those of the base are
// kept, what can be kept of them (app/kept_labels.h).
Labels labels_to_learn(const ModelInfo& base, const Labels& dataset, bool keeps);

// Names of the labels that a model made from `base` for these labels will not know any more,
// "Plank, Row"; empty when it knows all.
std::string lost_labels(const ModelInfo& base, const Labels& labels);

struct TrainRequest {
    std::filesystem::path dataset;  // folder
    std::string base;               // the model it starts from: see find_base_model()
    std::string name;               // of the new model, among the user's
    TrainingPlan plan;
    bool keep_labels = false;  // of the base, beside the dataset's
    bool resume = false;
    bool replace = false;          // a model of that name
    bool half = false;             // weights as float16
    const Ranks* ranks = nullptr;  // processes that train together; nothing: this one alone
};

struct TrainedModel {
    ModelInfo model;  // as it is read back from its folder
    TrainingResult result;
    std::size_t train_clips = 0;  // of the dataset
    std::size_t validation_clips = 0;
    std::size_t kept_train_clips = 0;  // computed, of labels that were kept
    std::size_t kept_validation_clips = 0;
};

using OnNote = std::function<void(const std::string&)>;  // one line: a choice, a warning
using OnTrainingProgress = std::function<void(const TrainingProgress&)>;

// Trains a model on the dataset's training clips, chosen by its validation clips, and puts it
// among the user's models; the command and the window call this. Poses and pictures come from the
// cache, and are found where they are missing. Settings count for devices and framing. Throws
// Error when the name is taken, another training into it runs, the dataset cannot be learnt from,
// or training fails; Cancelled. What was learned by then is kept for `resume`.
TrainedModel train_model(const TrainRequest& request, const Settings& settings, const Paths& paths,
                         JobToken& token, const OnTrainingProgress& on_progress,
                         const OnNote& on_note = {});

// Whether a training of that name was interrupted and can go on.
bool training_was_interrupted(const Paths& paths, const std::string& name);

// The dataset with every clip in a split. One that was not divided yet is, by group or (as the
// original did, which leaks) by clip, and when `keep` that is written to its folder.
Dataset divided_dataset(const std::filesystem::path& folder, bool by_clip, bool keep,
                        const OnNote& on_note);

// What training starts from: a model as find_model() finds it, or an encoder that
// `spotter pretrain` made.
ModelInfo find_base_model(const Paths& paths, const std::string& name_or_folder);

// Where the state of an unfinished training is kept, and encoders are.
std::filesystem::path training_folder(const Paths& paths, const std::string& name);
std::filesystem::path encoder_folder(const Paths& paths, const std::string& name);

}  // namespace spotter
