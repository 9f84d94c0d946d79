#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/model/model_folder.h"
#include "training/fit/train.h"

namespace spotter {

// What a trained model's folder says about how it was made.
struct ModelStory {
    std::string dataset;         // name of the dataset
    std::string dataset_sha256;  // empty: not known
    std::string base;            // name of the model it started from; empty: from scratch
    std::uint64_t seed = 0;
    std::string spotter;  // version of the program
    std::string plan;     // as plan_json()
    // Labels of the base that were kept with so many computed clips each, and `other` with more.
    std::vector<std::string> kept_labels;
    std::size_t kept_clips = 0;
    // Clips of each label in training and validation, for the model card: "squat", 40, 9.
    struct Counts {
        std::string label;
        std::size_t train = 0;
        std::size_t validation = 0;
    };
    std::vector<Counts> counts;
};

// Writes the folder of a trained model, as Hugging Face's transformers 5.23 reads it and Spotter
// does: config.json, model.safetensors (float32, or float16 when `half`), preprocessor_config.json,
// spotter.json, metrics.json, training_log.jsonl and README.md. Built beside `target`, then
// renamed: whole or not at all. Throws Error when a model of that name is there and not to be
// replaced, and when the disk is full.
void write_model_folder(const ModelInfo& model, const TrainingResult& result,
                        const ModelStory& story, const std::filesystem::path& target, bool replace,
                        bool half);

// The same for a masked autoencoder (VideoMAEForPreTraining), which has no labels and no metrics
// but its loss; `spotter train --base` starts from it.
void write_pretrained_folder(const ModelInfo& model, const MaskedPretraining& pretraining,
                             const TrainingResult& result, const ModelStory& story,
                             const std::filesystem::path& target, bool replace);

// Throws Error when a model is at `target` and not to be replaced; before a long training it is
// asked, too.
void check_target(const std::filesystem::path& target, bool replace);

// The parts, for those who change one of them.
std::string config_json(const ModelInfo& model, bool half);
std::string preprocessor_json(const ModelInfo& model);
std::string manifest_json(const ModelInfo& model, const ModelStory& story);

}  // namespace spotter
