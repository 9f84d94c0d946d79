#pragma once

#include <cstdint>

#include "engine/model/model_weights.h"
#include "engine/model/videomae.h"

namespace spotter {

// The weights of checked files, float32 on the CPU, copied: the files may be closed.
VideoMaeWeights weights_from_files(const WeightFiles& files, const VideoMaeConfig& config);

// Small normal weights, for measuring; the same for the same seed.
VideoMaeWeights random_weights(const VideoMaeConfig& config, std::uint64_t seed);

// The same weights elsewhere or in another type.
VideoMaeWeights converted(const VideoMaeWeights& weights, at::Device device, at::ScalarType type);

// The same weights in oneDNN's order, for inference on the CPU; the unpacked ones are let go.
VideoMaeWeights packed_for_cpu(const VideoMaeWeights& weights);

}  // namespace spotter
