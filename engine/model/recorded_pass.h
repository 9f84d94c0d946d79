#pragma once

#include <functional>

#include <ATen/core/Tensor.h>

namespace spotter {

// A forward pass: pixels to logits.
using Pass = std::function<at::Tensor(const at::Tensor&)>;

// The same pass as a CUDA graph for inputs like `example` (a tensor on the GPU), which saves the
// launch of each kernel by itself. In a build without CUDA's headers: `pass` itself.
Pass recorded_pass(Pass pass, const at::Tensor& example);

}  // namespace spotter
