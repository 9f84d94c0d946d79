#pragma once

#include <vector>

#include "training/fit/trainable.h"

namespace spotter {

// Whether Muon learns it: matrices of layers, where the plan has Muon.
bool learnt_by_muon(const TrainingPlan& plan, const Parameter& parameter);

// Muon: the momentum of a layer's matrix is made orthogonal before it is a step, so that all of its
// directions are learnt equally fast (Jordan et al., "Muon: An optimizer for hidden layers in
// neural networks", 2024). Steps are decayed, and as long for matrices of every shape, as by Liu et
// al., "Muon is Scalable for LLM Training" (2025).
class Muon {
  public:
    // Of the parameters that it learns.
    Muon(const TrainingPlan& plan, const std::vector<Parameter>& parameters);

    // One step with the gradients that the parameters hold.
    void step(double lr);

    // The state, by the parameters in matrices(): to be kept, and to be put back by copying into
    // it.
    const std::vector<at::Tensor>& momenta() const { return momenta_; }
    const std::vector<Parameter>& matrices() const { return matrices_; }

  private:
    const double step_size_;  // of an entry: root mean square, relative to the learning rate
    const double weight_decay_;
    std::vector<Parameter> matrices_;
    std::vector<at::Tensor> momenta_;
};

}  // namespace spotter
