#pragma once

#include <filesystem>
#include <string>

#include "engine/model/videomae_weights.h"
#include "training/fit/learner.h"
#include "training/fit/train.h"

namespace spotter {

// How far a training is, apart from the learner's tensors.
struct TrainingState {
    int epoch = 1;           // the one that is being learnt
    std::int64_t batch = 0;  // done in it
    Tally tally;             // of it so far
    int worse_epochs = 0;    // since the best one
    bool stopped_early = false;
    bool done = false;
    double seconds = 0;  // of all runs
    double learning_seconds = 0;
    std::int64_t clips_seen = 0;
    std::vector<EpochRecord> epochs;
    int best_epoch = 0;
    double best_accuracy = 0;
    double best_loss = 0;
    ConfusionCounts best_confusion;
};

// What a checkpoint must share with the training that goes on from it.
struct TrainingIdentity {
    std::string plan;
    std::string labels;
    std::string examples;
    std::string base;
};
TrainingIdentity identity_of(const TrainingPlan& plan, const TrainingStart& start);

// Writes learner and state to WORK/checkpoint.safetensors and the finished epochs to
// WORK/log.jsonl, each whole or not at all.
void save_checkpoint(const std::filesystem::path& work, const Learner& learner,
                     const TrainingState& state, const TrainingIdentity& identity);

// Puts a checkpoint back; false when there is none. Throws Error when it is damaged or belongs to
// another training, naming what differs.
bool load_checkpoint(const std::filesystem::path& work, const TrainingIdentity& identity,
                     Learner& learner, TrainingState& state);

// The model's weights as Hugging Face names them, to WORK/best.safetensors.
void save_best(const std::filesystem::path& work, const NamedTensors& weights);

std::filesystem::path best_file(const std::filesystem::path& work);
std::filesystem::path log_file(const std::filesystem::path& work);

}  // namespace spotter
