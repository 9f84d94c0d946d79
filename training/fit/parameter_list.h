#pragma once

#include <string>
#include <utility>
#include <vector>

#include "training/fit/trainable.h"

namespace spotter {

// Collects tensors that learn, each made a leaf, with the settings that follow from its depth: 0
// for patches, 1 … layers for the layers, layers + 1 for what comes after.
class ParameterList {
  public:
    ParameterList(const TrainingPlan& plan, int layers) : plan_(plan), layers_(layers) {}

    void add(const std::string& name, at::Tensor& tensor, int depth, bool decays);
    void add(const std::string& name, Linear& linear, int depth);
    void add(const std::string& name, LayerNorm& norm, int depth);
    // `prefix` ends with a dot.
    void add(const std::string& prefix, LayerWeights& layer, int depth);

    std::vector<Parameter> take() { return std::move(parameters_); }

  private:
    // A linear map of a layer, of so many matrices one below the other.
    void add_layer(const std::string& name, Linear& linear, int depth, int matrices);

    const TrainingPlan& plan_;
    const int layers_;
    std::vector<Parameter> parameters_;
};

}  // namespace spotter
