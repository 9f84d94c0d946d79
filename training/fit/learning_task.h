#pragma once

#include <memory>
#include <vector>

#include "engine/model/normalisation.h"
#include "engine/model/videomae_weights.h"
#include "training/fit/kinds.h"
#include "training/fit/progress.h"
#include "training/fit/remembering.h"
#include "training/fit/trainable.h"

namespace spotter {

// What one rank learns from in one step.
struct LearningBatch {
    at::Tensor input;  // (B, T, H, W, 3) bytes, or (B, D) float32 features of the encoder
    std::vector<int> labels;
    std::vector<std::size_t> positions;  // in the epoch
};

// Sums over examples.
struct Tally {
    double loss = 0;
    double correct = 0;
    double count = 0;

    double mean_loss() const { return count > 0 ? loss / count : 0; }
    double accuracy() const { return count > 0 ? correct / count : 0; }
};

// A model and what it is to learn. Input and weights are on `device`. One thread.
class LearningTask {
  public:
    virtual ~LearningTask() = default;
    // Tensors that learn, in a fixed order; the model's own. Valid as long as the task.
    virtual const std::vector<Parameter>& parameters() const = 0;
    // The loss of a batch, summed over its examples, for a backward pass; adds to `tally`. Several
    // threads may call it at once.
    virtual at::Tensor loss(const LearningBatch& batch, int epoch, Tally& tally) = 0;
    // Adds what the model says of plain examples, without a backward pass.
    virtual void measure(const LearningBatch& batch, Tally& tally, ConfusionCounts& confusion) = 0;
    // Features that the frozen part gives: (B, T, H, W, 3) bytes -> (B, D) float32 on the CPU.
    virtual at::Tensor features(const at::Tensor& bytes) = 0;
    // A copy of all weights on the CPU, as Hugging Face names them.
    virtual NamedTensors weights_now() const = 0;
};

// Where and in which type of matrix products a plan's task computes.
at::Device device_of(const TrainingPlan& plan);
at::ScalarType type_of(const TrainingPlan& plan, at::Device device);

// Matrix products in `type` until the end of the scope.
class Autocast {
  public:
    Autocast(at::Device device, at::ScalarType type);
    ~Autocast();
    Autocast(const Autocast&) = delete;
    Autocast& operator=(const Autocast&) = delete;

  private:
    const at::DeviceType device_;
    const bool before_;
};

// VideoMAE with a classifier. `class_weights`: one per output, factors of its examples' loss. With
// `kinds` loss, accuracy and confusion that are told are the labels' alone; with `remembering` the
// weights that it starts with say what remembered examples are.
std::unique_ptr<LearningTask> classifier_task(const TrainingPlan& plan, VideoMaeWeights weights,
                                              const Preprocessing& preprocessing,
                                              const std::vector<double>& class_weights,
                                              const Kinds& kinds = {},
                                              const Remembering& remembering = {});

}  // namespace spotter
