#pragma once

#include <vector>

#include "training/fit/trainable.h"

namespace spotter {

// AdamW (Loshchilov and Hutter, 2019) as PyTorch computes it, with each parameter's own share of
// the learning rate.
class AdamW {
  public:
    AdamW(const TrainingPlan& plan, std::vector<Parameter> parameters);

    // One step with the gradients that the parameters hold.
    void step(double lr);

    // The state, by parameters(): to be kept, and to be put back by copying into it.
    const std::vector<at::Tensor>& first_moments() const { return first_; }
    const std::vector<at::Tensor>& second_moments() const { return second_; }
    const std::vector<Parameter>& parameters() const { return parameters_; }
    void set_steps(double steps);

  private:
    struct Group {
        double lr_scale = 1;
        bool decays = false;
        std::vector<std::size_t> members;
    };

    const double beta1_;
    const double beta2_;
    const double weight_decay_;
    const std::vector<Parameter> parameters_;
    std::vector<at::Tensor> first_;
    std::vector<at::Tensor> second_;
    std::vector<at::Tensor> steps_;
    std::vector<Group> groups_;
};

}  // namespace spotter
