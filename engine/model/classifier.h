#pragma once

#include <memory>
#include <optional>
#include <string_view>

#include "engine/core/clip.h"
#include "engine/model/model_folder.h"

namespace spotter {

enum class Device { automatic, cpu, cuda };
enum class Precision { automatic, float32, bfloat16 };

struct ClassifierOptions {
    Device device = Device::automatic;           // automatic: cuda where there is one
    Precision precision = Precision::automatic;  // automatic: the faster one for this model here
    int threads = 0;  // of the CPU; 0: one for a small model, as many as cores for a large one
};

// A model that is ready to run. One thread at a time; loading and classifying may be on
// different threads.
class LoadedClassifier : public ClipClassifier {
  public:
    // What was chosen; never `automatic`.
    virtual Device device() const = 0;
    virtual Precision precision() const = 0;
};

// Loads the weights and runs once, so that the first clip is not slow. Throws Error when the
// weights cannot be read or hold something that is not a number, when the device is not there,
// when LibTorch cannot be loaded, which the first call does, and in a build without it.
std::unique_ptr<LoadedClassifier> load_classifier(const ModelInfo& model,
                                                  const ClassifierOptions& options);

// Whether this build and this machine can run models on `device`. Loads LibTorch.
bool has_device(Device device);

std::string_view to_string(Device device);        // "auto", "cpu", "cuda"
std::string_view to_string(Precision precision);  // "auto", "float32", "bfloat16"
std::optional<Device> parse_device(std::string_view text);
std::optional<Precision> parse_precision(std::string_view text);

}  // namespace spotter
