#pragma once

#include <memory>

#include "engine/model/classifier.h"

namespace spotter {

// What libspotter_model_torch.so does for engine/model/classifier.h; each function as is said
// there.
struct TorchModels {
    std::unique_ptr<LoadedClassifier> (*load_classifier)(const ModelInfo& model,
                                                         const ClassifierOptions& options);
    bool (*has_device)(Device device);
};

extern "C" const TorchModels* spotter_torch_models();

}  // namespace spotter
