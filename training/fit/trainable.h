#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "engine/model/videomae_weights.h"
#include "training/fit/train.h"
#include "training/fit/training_plan.h"

namespace spotter {

// One tensor that learns.
struct Parameter {
    std::string name;
    at::Tensor value;     // the model's own: changing it changes the model
    double lr_scale = 1;  // by its depth
    bool decays = false;  // matrices do
    // The fused bias of query, key and value: the key has none, so its third stays 0. (Its gradient
    // is 0 but for rounding, which the optimiser would blow up.)
    bool without_key = false;
    int matrices = 0;  // of a layer, that lie one below the other; 0: it is no such matrix
};

// Tensors from scratch by name and shape: matrices of a truncated normal, norms 1, the rest 0; the
// classifier near 0.
NamedTensors fresh_tensors(const std::vector<NamedShape>& shapes, std::uint64_t seed);

// Weights from scratch, as Hugging Face starts them: truncated normal of deviation 0.02, biases 0,
// norms 1; the classifier's scale is 0.001.
VideoMaeWeights fresh_weights(const VideoMaeConfig& config, std::uint64_t seed);

// Where the training starts: from scratch, or the base's encoder with the classifier's rows of
// labels of the same name; other rows start near zero. Throws Error when the base has another
// shape or cannot be read.
VideoMaeWeights starting_weights(const TrainingStart& start, std::uint64_t seed);

// Makes the tensors of the plan's part leaves that learn, and lists them in a fixed order.
std::vector<Parameter> parameters_of(VideoMaeWeights& weights, const TrainingPlan& plan);

// Drop path (stochastic depth): branches of layer i are left out with a probability that rises from
// 0 to plan.drop_path. What is left out depends on seed, epoch and an example's position alone,
// however examples are split into batches. Empty when there is none.
BranchFilter drop_path_of(const TrainingPlan& plan, const VideoMaeConfig& config, int epoch,
                          const std::vector<std::size_t>& positions, at::Device device);

}  // namespace spotter
