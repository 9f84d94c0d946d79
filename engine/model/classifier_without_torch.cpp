#include "engine/core/error.h"
#include "engine/model/classifier.h"

namespace spotter {

std::unique_ptr<LoadedClassifier> load_classifier(const ModelInfo& model,
                                                  const ClassifierOptions&) {
    throw Error("load model", model.name, "this Spotter was built without LibTorch",
                "build it with -DSPOTTER_WITH_TORCH=ON");
}

bool has_device(Device) {
    return false;
}

}  // namespace spotter
