#pragma once

#include <cstdint>
#include <vector>

#include "engine/model/normalisation.h"
#include "engine/model/videomae_weights.h"
#include "training/fit/adamw.h"
#include "training/fit/progress.h"
#include "training/fit/ranks.h"

namespace spotter {

// What one rank learns from in one step.
struct LearningBatch {
    at::Tensor input;  // (B, T, H, W, 3) bytes, or (B, D) float32 features of the encoder
    std::vector<int> labels;
    std::vector<std::size_t> positions;  // in the epoch
};

// Sums over examples, over all ranks.
struct Tally {
    double loss = 0;
    double correct = 0;
    double count = 0;

    double mean_loss() const { return count > 0 ? loss / count : 0; }
    double accuracy() const { return count > 0 ? correct / count : 0; }
};

// One model with its optimiser: what a step changes. One thread; all ranks call the same methods in
// the same order.
class Learner {
  public:
    // `class_weights`: one per label, factors of its examples' loss.
    Learner(const TrainingPlan& plan, VideoMaeWeights weights, const Preprocessing& preprocessing,
            std::vector<double> class_weights, const Ranks& ranks);

    // Learns from `batch`, of which there are `step_count` examples over all ranks, and adds to
    // `tally`. When memory runs out the batch is computed in twice as many parts. Throws Error when
    // the loss or the gradient is no number; then nothing was changed.
    void step(const LearningBatch& batch, int epoch, double lr, std::size_t step_count,
              Tally& tally);
    // Adds what the model (its average, when there is one) says of a batch.
    void measure(const LearningBatch& batch, Tally& tally, ConfusionCounts& confusion);
    // The encoder's features of pictures: (B, T, H, W, 3) bytes -> (B, D) float32 on the CPU.
    at::Tensor features(const at::Tensor& bytes);

    // Uses the averaged weights until called again with false; nothing without plan.ema.
    void use_average(bool average);

    // A copy of all weights as they are, as Hugging Face names them.
    NamedTensors weights_now() const;
    // Everything that a resumed training needs, by name: copies into these tensors restore it.
    std::vector<std::pair<std::string, at::Tensor>> state() const;
    std::int64_t steps() const { return steps_; }
    void set_steps(std::int64_t steps);
    int parts() const { return parts_; }
    void set_parts(int parts) { parts_ = parts; }
    at::ScalarType precision() const { return type_; }

  private:
    at::Tensor logits_of(const at::Tensor& input, const BranchFilter& filter) const;
    at::Tensor losses_of(const at::Tensor& logits, const at::Tensor& labels) const;
    Tally backward(const LearningBatch& batch, int epoch, std::size_t step_count);
    Tally backward_part(const LearningBatch& batch, int epoch, std::size_t step_count,
                        std::size_t begin, std::size_t end);
    void forget_gradients();
    double shared_gradient();
    void follow_average();

    const TrainingPlan plan_;
    const Ranks& ranks_;
    const at::Device device_;
    const at::ScalarType type_;  // of the matrix products; weights are float32
    VideoMaeWeights weights_;
    const Normalisation normalisation_;
    at::Tensor class_weights_;
    std::vector<Parameter> parameters_;
    AdamW optimiser_;
    std::vector<at::Tensor> average_;  // by parameter; empty without plan.ema
    bool average_in_use_ = false;
    std::int64_t steps_ = 0;
    int parts_ = 1;
};

}  // namespace spotter
