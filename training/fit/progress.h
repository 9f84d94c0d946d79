#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace spotter {

// counts[truth][prediction], one row and one column per label.
using ConfusionCounts = std::vector<std::vector<std::int64_t>>;

// How far a training is. Published after every step, and once more when an epoch was measured.
struct TrainingProgress {
    int epoch = 0;  // 1 … epochs; an endless set's epoch is a stretch of steps
    int epochs = 0;
    std::int64_t batch = 0;  // of this epoch, 1 … batches
    std::int64_t batches = 0;
    double learning_rate = 0;
    double loss = 0;            // mean of this epoch so far
    double train_accuracy = 0;  // 0 … 1, on the varied examples of this epoch so far
    double clips_per_s = 0;     // of this epoch so far
    std::optional<std::chrono::seconds> time_left;  // until the last epoch ends
    // Of the last epoch that was measured.
    std::optional<double> validation_accuracy;
    std::optional<double> validation_loss;
    ConfusionCounts confusion;
    bool epoch_done = false;  // this one says how an epoch ended
    bool best = false;        // and that no epoch before was as good
    std::string note;         // what the user should know: a batch that was halved
};

// One finished epoch, as kept in the training log.
struct EpochRecord {
    int epoch = 0;
    double loss = 0;
    double train_accuracy = 0;
    double validation_loss = 0;
    double validation_accuracy = 0;
    double seconds = 0;
    bool best = false;
};

}  // namespace spotter
