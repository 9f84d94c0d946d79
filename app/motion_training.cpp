#include "app/motion_training.h"

#include <cstring>
#include <vector>

#include "app/synthetic_examples.h"
#include "app/version.h"
#include "engine/core/error.h"
#include "engine/model/safetensors_writer.h"
#include "training/fit/model_writer.h"

namespace spotter {
namespace {

std::vector<float> floats_of(const TensorView& tensor) {
    std::vector<float> values(tensor.bytes.size() / sizeof(float));
    std::memcpy(values.data(), tensor.bytes.data(), tensor.bytes.size());
    return values;
}

// Adds the offsets to the classifier's float32 bias and divides by the temperature, which is the
// same as doing so with the logits: every program that reads the folder gets calibrated scores.
std::filesystem::path calibrated(const std::filesystem::path& weights, const MotionRecipe& recipe) {
    const SafeTensors file(weights);
    std::vector<NamedView> views;
    std::vector<std::vector<float>> kept;
    kept.reserve(file.tensors().size());
    for (const auto& [name, tensor] : file.tensors()) {
        views.push_back({name, tensor});
        if (!name.starts_with("classifier.")) continue;
        std::vector<float>& values = kept.emplace_back(floats_of(tensor));
        for (std::size_t i = 0; name == "classifier.bias" && i < values.size(); ++i) {
            const auto offset = recipe.offsets.find(recipe.model.labels.at(i));
            if (offset != recipe.offsets.end()) values[i] += static_cast<float>(offset->second);
        }
        for (float& value : values) value = static_cast<float>(value / recipe.temperature);
        views.back().tensor.bytes = std::as_bytes(std::span(values));
    }
    std::filesystem::path out = weights.parent_path() / "calibrated.safetensors";
    write_safetensors(out, views, {{"format", "pt"}}, "calibrate model");
    return out;
}

}  // namespace

TrainingResult train_on_motion(const MotionRecipe& recipe, const std::filesystem::path& work,
                               const std::filesystem::path& out, bool replace, JobToken& token,
                               const std::function<void(const TrainingProgress&)>& on_progress) {
    TrainingStart start;
    start.model = recipe.model;
    start.model.name = out.filename().string();
    start.work = work;
    start.resume = true;
    start.examples_id = "computed motion " + std::to_string(recipe.motion_seed);
    const ExampleShape shape{recipe.model.config.frames, recipe.model.config.image_size};
    const SyntheticExamples examples(recipe.motion_seed, kEndless, shape, recipe.model.labels, {});
    const SyntheticExamples validation(recipe.validation_seed, recipe.validation_clips, shape,
                                       recipe.model.labels, {});
    TrainingResult result = train(recipe.plan, start, examples, validation, token, on_progress);
    TrainingResult written = result;
    written.weights = calibrated(result.weights, recipe);
    ModelStory story;
    story.dataset = "computed motion";
    story.seed = recipe.plan.seed;
    story.spotter = program_version();
    story.plan = plan_json(recipe.plan);
    write_model_folder(start.model, written, story, out, replace, true);
    return result;
}

}  // namespace spotter
