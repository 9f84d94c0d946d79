#pragma once

#include <filesystem>

namespace spotter {

// Writes (1 - share) × `weights` + share × `other` to `out`, tensor by tensor. Mixing what a model
// was before its last training with what it is after (Wortsman et al., "Robust fine-tuning of
// zero-shot models", 2022) serves best where one goes on from the other. Files are safetensors of
// float32. Throws Error when they are not, when names or shapes differ, and when the disk is full.
void write_mixed_weights(const std::filesystem::path& weights, const std::filesystem::path& other,
                         double share, const std::filesystem::path& out);

}  // namespace spotter
