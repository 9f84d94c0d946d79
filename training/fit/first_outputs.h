#pragma once

#include <cstddef>
#include <filesystem>

namespace spotter {

// Writes `weights` (safetensors as Hugging Face names them) with the first `count` outputs of their
// classifier to `out`. Throws Error when they are no such weights, have fewer outputs, or `out`
// cannot be written.
void write_first_outputs(const std::filesystem::path& weights, std::size_t count,
                         const std::filesystem::path& out);

}  // namespace spotter
