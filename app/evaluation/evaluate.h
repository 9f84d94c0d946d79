#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/paths.h"
#include "app/predict_files.h"
#include "app/settings.h"
#include "engine/core/job.h"
#include "training/data/dataset.h"
#include "training/evaluation/report.h"

namespace spotter {

// What is to be evaluated, and how.
struct EvaluationRequest {
    Dataset dataset;
    std::optional<Split> split;            // nothing: "test" where the dataset has one, else all
    bool all_splits = false;               // every clip, whatever its split
    std::string model;                     // as find_model() takes it
    std::optional<std::string> against;    // another model on the same clips
    std::optional<std::string> fold_into;  // see LabelMapping
    double stride_s = 0;                   // between windows; 0: half a window
    bool pictures = false;                 // filmstrips of the worst clips
};

// The clips of `request` that are evaluated, and where they come from.
struct ChosenClips {
    std::vector<std::size_t> indices;  // into the dataset's
    std::vector<DatasetClip> clips;
    std::vector<InputFile> files;  // their paths
    EvaluationOrigin origin;
};
// `model` tells what training saw. Throws Error when there are none.
ChosenClips chosen_clips(const EvaluationRequest& request, const ModelInfo& model);

// Predicts every clip as `spotter predict` does and gathers the figures. Clips that cannot be read
// are named in the report and not counted. Throws Error when nothing can be evaluated, Cancelled
// once the job was cancelled.
EvaluationReport evaluate_dataset(const Paths& paths, const Settings& settings,
                                  const EvaluationRequest& request, JobToken& job);

}  // namespace spotter
