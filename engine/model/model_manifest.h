#pragma once

#include <filesystem>

#include "engine/model/model_folder.h"

namespace spotter {

// Puts what `spotter.json` says into `model`, whose labels and shape are known. Without that file,
// or where it names none, labels called rest and other are idle. Throws Error when a field is
// wrong or disagrees with the model.
void apply_manifest(const std::filesystem::path& file, ModelInfo& model);

}  // namespace spotter
