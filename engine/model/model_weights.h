#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/model/model_folder.h"
#include "engine/model/safetensors.h"

namespace spotter {

// Throws Error with a hint when the file's name says that it holds pickled or scripted weights.
void refuse_pickled(const std::filesystem::path& file);

// The files that hold a folder's weights: `model.safetensors`, or the shards that
// `model.safetensors.index.json` names. Throws Error when there are none, when the index leaves
// the folder, and as refuse_pickled() when there are only such weights.
std::vector<std::filesystem::path> find_weight_files(const std::filesystem::path& folder);

// All tensors of a model's weight files. Immutable; any thread.
class WeightFiles {
  public:
    // Throws Error when a file breaks a rule or a tensor is in two files.
    explicit WeightFiles(const std::vector<std::filesystem::path>& files);

    // Throws Error when there is no tensor of that name.
    const TensorView& at(const std::string& name) const { return file_of(name).tensors().at(name); }
    const SafeTensors& file_of(const std::string& name) const;
    // Nothing when there is no tensor of that name.
    const TensorView* find(const std::string& name) const;

  private:
    std::vector<SafeTensors> files_;
};

struct NamedShape {
    std::string name;
    std::vector<std::int64_t> shape;
};

// Every tensor of a VideoMAE classifier, as Hugging Face names them.
std::vector<NamedShape> classifier_tensors(const VideoMaeConfig& config);

// Throws Error unless every tensor of the model is there with its shape, as float32, float16 or
// bfloat16.
void check_shapes(const WeightFiles& weights, const VideoMaeConfig& config);
void check_shapes(const WeightFiles& weights, const std::vector<NamedShape>& wanted);

// Throws Error when a weight of the model is infinite or not a number. Reads all of them.
void check_values(const WeightFiles& weights, const VideoMaeConfig& config);
void check_values(const WeightFiles& weights, const std::vector<NamedShape>& wanted);

}  // namespace spotter
