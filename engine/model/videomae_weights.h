#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <string>

#include "engine/model/model_weights.h"
#include "engine/model/videomae.h"

namespace spotter {

using NamedTensors = std::map<std::string, at::Tensor>;

// The inverse of named_tensors(): a model from tensors by Hugging Face's names, which `get` gives.
VideoMaeWeights weights_from_tensors(const VideoMaeConfig& config,
                                     const std::function<at::Tensor(const std::string&)>& get);

// One layer's tensors by the names that follow `prefix`, "videomae.encoder.layer.0.".
LayerWeights layer_from_tensors(const std::string& prefix, const VideoMaeConfig& config,
                                const std::function<at::Tensor(const std::string&)>& get);
void add_layer_tensors(const std::string& prefix, const VideoMaeConfig& config,
                       const LayerWeights& layer, NamedTensors& tensors);

// What classifier_tensors() names: views of the weights, which must not be packed.
NamedTensors named_tensors(const VideoMaeWeights& weights);

// A tensor of a checked file, float32 on the CPU, copied.
at::Tensor tensor_from_view(const TensorView& view);

// The weights of checked files, float32 on the CPU, copied: the files may be closed.
VideoMaeWeights weights_from_files(const WeightFiles& files, const VideoMaeConfig& config);

// Small normal weights, for measuring; the same for the same seed.
VideoMaeWeights random_weights(const VideoMaeConfig& config, std::uint64_t seed);

// The same weights elsewhere or in another type.
VideoMaeWeights converted(const VideoMaeWeights& weights, at::Device device, at::ScalarType type);

// The same weights in oneDNN's order, for inference on the CPU; the unpacked ones are let go.
VideoMaeWeights packed_for_cpu(const VideoMaeWeights& weights);

}  // namespace spotter
