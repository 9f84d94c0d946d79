#pragma once

#include <filesystem>

namespace spotter {

// Writes the weights of a VideoMAE of `to` layers to `out` that computes what the one of `from`
// layers in `weights` does: the further layers are copies of the last one, whose outputs are zero
// and so add nothing until they have learnt (after Chen et al., Net2Net, 2016). Files are
// safetensors with Hugging Face's names. Throws Error when `weights` cannot be read or has not
// `from` layers, and when the disk is full.
void write_deeper_weights(const std::filesystem::path& weights, int from, int to,
                          const std::filesystem::path& out);

}  // namespace spotter
