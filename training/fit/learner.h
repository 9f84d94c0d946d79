#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "training/fit/adamw.h"
#include "training/fit/learning_task.h"
#include "training/fit/muon.h"
#include "training/fit/ranks.h"

namespace spotter {

// One task with its optimiser: what a step changes. One thread; all ranks call the same methods in
// the same order.
class Learner {
  public:
    // How batches are shared by threads, and in how many parts they are computed, follows from the
    // plan and `config`, the model's (training_threads(), batch_parts()).
    Learner(const TrainingPlan& plan, const VideoMaeConfig& config,
            std::unique_ptr<LearningTask> task, const Ranks& ranks);

    // Learns from `batch`, of which there are `step_count` examples over all ranks, and adds to
    // `tally`, over all ranks. When memory runs out the batch is computed in twice as many parts.
    // Throws Error when the loss or the gradient is no number; then nothing was changed.
    void step(const LearningBatch& batch, int epoch, double lr, std::size_t step_count,
              Tally& tally);
    // As the task's; with the averaged weights while they are used.
    void measure(const LearningBatch& batch, Tally& tally, ConfusionCounts& confusion);
    at::Tensor features(const at::Tensor& bytes);
    NamedTensors weights_now() const { return task_->weights_now(); }

    // Uses the averaged weights until called again with false; nothing without plan.ema.
    void use_average(bool average);

    // Everything that a resumed training needs, by name: copies into these tensors restore it.
    std::vector<std::pair<std::string, at::Tensor>> state() const;
    std::int64_t steps() const { return steps_; }
    void set_steps(std::int64_t steps);
    int parts() const { return parts_; }
    void set_parts(int parts) { parts_ = parts; }

  private:
    struct Part;  // of a batch

    Tally backward(const LearningBatch& batch, int epoch, std::size_t step_count);
    void find_gradient(Part& part, int epoch, std::size_t step_count) const;
    void add(Part& part, Tally& sum);
    void forget_gradients();
    std::vector<at::Tensor> gradients();
    double shared_gradient();
    void follow_average();

    const TrainingPlan plan_;
    const Ranks& ranks_;
    const std::unique_ptr<LearningTask> task_;
    const std::size_t lanes_;
    const std::vector<Parameter>& parameters_;
    Muon muon_;                        // of the layers' matrices, where the plan says so
    AdamW adamw_;                      // of all others
    std::vector<at::Tensor> average_;  // by parameter; empty without plan.ema
    bool average_in_use_ = false;
    std::int64_t steps_ = 0;
    int parts_ = 1;
};

}  // namespace spotter
