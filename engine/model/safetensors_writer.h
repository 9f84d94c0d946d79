#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "engine/model/safetensors.h"

namespace spotter {

struct NamedView {
    std::string name;
    TensorView tensor;
};

// Writes a file that SafeTensors reads: tensors in the order given, touching each other, the header
// padded so that they begin at a multiple of eight. The file appears whole or not at all. Throws
// Error, as `step`, when a name is empty, taken twice or `__metadata__`, when a tensor's bytes are
// not as many as its shape says, and when the disk is full.
void write_safetensors(const std::filesystem::path& path, const std::vector<NamedView>& tensors,
                       const std::map<std::string, std::string>& metadata, const std::string& step);

}  // namespace spotter
