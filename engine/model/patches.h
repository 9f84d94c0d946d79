#pragma once

#include "engine/model/normalisation.h"
#include "engine/model/videomae.h"

namespace spotter {

// What patches_from_pixels() gives of pixels_from_bytes(), in `type` (float32 or bfloat16):
// (B, T, H, W, 3) bytes anywhere -> (B, N, 3 * tubelet * patch * patch) on the normalisation's
// device. On a CPU in one pass, without pixels in between.
at::Tensor patches_from_bytes(const VideoMaeConfig& config, const at::Tensor& bytes,
                              const Normalisation& normalisation, at::ScalarType type);

}  // namespace spotter
