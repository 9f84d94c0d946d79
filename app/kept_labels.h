#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "app/training_examples.h"
#include "engine/core/job.h"
#include "engine/core/labels.h"
#include "engine/core/pose_track.h"
#include "engine/model/model_folder.h"

namespace spotter {

// A model that learns new labels from clips of these alone forgets the others. Those that motion
// is computed for need not be lost: what the base says of computed clips of them is remembered
// (training/fit/remembering.h) while the dataset's clips are learnt.

// The labels of `base` that a new model can keep so; none of one that sees pixels.
Labels keepable_labels(const ModelInfo& base);

// What the new model knows: what is kept, as the dataset spells it where it has it, then what is
// new; idle labels last.
Labels joined_labels(const Labels& kept, const Labels& dataset);

struct KeptLabels {
    Labels labels;  // of the base
    Labels taught;  // of the dataset: nothing that these mean is shown as anything else
    std::size_t train_clips = 0;       // of each label
    std::size_t validation_clips = 0;  // of each label
};

// Which labels of the new model are the kept ones.
std::vector<int> kept_numbers(const Labels& kept, const Labels& labels);

struct ComputedClips {
    std::vector<ExampleClip> clips;  // numbered as remembered ones of the new model's labels
    std::vector<PoseTrack> tracks;
};

// `clips` of each kept label, `other` four times as many because it is many things; the same ones
// for a seed. Throws Cancelled.
ComputedClips computed_clips(const KeptLabels& kept, std::size_t clips, const ModelInfo& model,
                             std::uint64_t seed, const JobToken& token);

// Whether a kind of motion, "single-leg calf raise", is what a label, "calf_raises", means.
bool kind_means(std::string_view kind, std::string_view label);

}  // namespace spotter
