#pragma once

#include <filesystem>

#include "engine/model/model_folder.h"

namespace spotter {

// Puts what `spotter.json` says into `model`, whose labels and shape are known; nothing changes
// when that file is not there. Throws Error when a field is wrong or disagrees with the model.
void apply_manifest(const std::filesystem::path& file, ModelInfo& model);

}  // namespace spotter
