#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/train_model.h"

namespace spotter {

// What a user chooses about masked pretraining.
struct PretrainRequest {
    std::vector<std::string> clips;  // video files; labels are not needed
    std::string base;                // a model whose shape, input and weights are the start
    std::string name;                // of the encoder to make
    double mask_ratio = 0.9;
    int epochs = 100;
    int batch = 16;
    double lr = 3e-4;
    std::uint64_t seed = 1;
    bool resume = false;
    bool replace = false;
    const Ranks* ranks = nullptr;  // processes that train together; nothing: this one alone
};

struct PretrainedModel {
    std::filesystem::path folder;
    TrainingResult result;
    std::size_t train_clips = 0;
    std::size_t validation_clips = 0;
};

// Lets the encoder of `base` learn to fill in hidden parts of unlabelled clips, and puts it among
// the user's models, where `train_model()` takes it as a base. A tenth of the clips, whole files,
// choose the epoch. Throws as train_model().
PretrainedModel pretrain_model(const PretrainRequest& request, const Settings& settings,
                               const Paths& paths, JobToken& token,
                               const OnTrainingProgress& on_progress, const OnNote& on_note = {});

}  // namespace spotter
