#pragma once

#include <ATen/core/Tensor.h>

#include "engine/model/model_folder.h"

namespace spotter {

// How bytes of pictures become a model's numbers; the tensors are on the model's device.
struct Normalisation {
    at::Tensor scale;  // (3, 1, 1), float32
    at::Tensor shift;
};

Normalisation normalisation_of(const Preprocessing& preprocessing, at::Device device);

// (B, T, H, W, 3) bytes anywhere -> (B, T, 3, H, W) float32 on the normalisation's device.
at::Tensor pixels_from_bytes(const at::Tensor& bytes, const Normalisation& normalisation);

}  // namespace spotter
