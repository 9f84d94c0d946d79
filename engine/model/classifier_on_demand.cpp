#include "engine/core/error.h"
#include "engine/model/torch_library.h"
#include "engine/model/torch_models.h"

// A build with LibTorch, which is loaded when it is first asked for.
namespace spotter {
namespace {

const TorchModels& torch_models(const std::string& model) {
    static const TorchModels& models = *torch_function<decltype(spotter_torch_models)>(
        "libspotter_model_torch.so", "spotter_torch_models", "load model", model)();
    return models;
}

}  // namespace

std::unique_ptr<LoadedClassifier> load_classifier(const ModelInfo& model,
                                                  const ClassifierOptions& options) {
    return torch_models(model.name).load_classifier(model, options);
}

bool has_device(Device device) {
    try {
        return torch_models("").has_device(device);
    } catch (const Error&) {
        return false;  // as in a build without it
    }
}

}  // namespace spotter
