#pragma once

#include <ATen/core/Tensor.h>

namespace spotter {

// Scaled dot-product attention of fused projections: (B, N, 3D), query, key and value beside each
// other and `heads` equal parts in each, -> (B, N, D). Chooses the fastest way for the tensor's
// device and type.
at::Tensor attention_from_qkv(const at::Tensor& qkv, int heads);

}  // namespace spotter
