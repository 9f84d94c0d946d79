#include "app/motion_training.h"

#include <cstring>
#include <vector>

#include "app/synthetic_examples.h"
#include "app/version.h"
#include "engine/core/error.h"
#include "engine/model/safetensors_writer.h"
#include "training/fit/deeper_weights.h"
#include "training/fit/epoch_order.h"
#include "training/fit/mixed_weights.h"
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

using WeightFiles = std::vector<std::filesystem::path>;  // by round

// What a round learnt, as weights of a model of `layers`; files that takes lie in `work`.
std::filesystem::path deepened(const MotionRecipe& recipe, std::size_t round,
                               const WeightFiles& learnt, int layers,
                               const std::filesystem::path& work) {
    const int has = recipe.rounds[round].layers;
    if (has == layers) return learnt[round];
    std::filesystem::create_directories(work);
    std::filesystem::path deeper = work / "deeper.safetensors";
    write_deeper_weights(learnt[round], has, layers, deeper);
    return deeper;
}

// What all rounds together make.
std::filesystem::path mixture(const MotionRecipe& recipe, const WeightFiles& learnt,
                              const std::filesystem::path& work) {
    if (recipe.mixed_round == 0) return learnt.back();
    const auto round = static_cast<std::size_t>(recipe.mixed_round - 1);
    std::filesystem::path mixed = work / "mixed.safetensors";
    write_mixed_weights(learnt.back(),
                        deepened(recipe, round, learnt, recipe.model.config.layers, work),
                        recipe.mixed_share, mixed);
    return mixed;
}

// What the rounds before said is kept: epochs are numbered through.
void add_round(TrainingResult& all, TrainingResult round) {
    const int before = static_cast<int>(all.epochs.size());
    for (EpochRecord& epoch : round.epochs) epoch.epoch += before;
    round.epochs.insert(round.epochs.begin(), all.epochs.begin(), all.epochs.end());
    round.best_epoch += before;
    round.clips_seen += all.clips_seen;
    round.seconds += all.seconds;
    all = std::move(round);
}

}  // namespace

TrainingResult train_on_motion(const MotionRecipe& recipe, const std::filesystem::path& work,
                               const std::filesystem::path& out, bool replace, JobToken& token,
                               const std::function<void(const TrainingProgress&)>& on_progress) {
    TrainingStart start;
    start.model = recipe.model;
    start.model.name = out.filename().string();
    start.resume = true;
    const ExampleShape shape{recipe.model.config.frames, recipe.model.config.image_size};
    const SyntheticExamples validation(recipe.validation_seed, recipe.validation_clips, shape,
                                       recipe.model.labels, {});
    int epochs = 0;
    for (std::size_t round = 0; round < recipe.rounds.size(); ++round)
        epochs += epoch_count(round_plan(recipe, round), kEndless);
    TrainingResult result;
    WeightFiles learnt;
    for (std::size_t round = 0; round < recipe.rounds.size(); ++round) {
        const TrainingPlan plan = round_plan(recipe, round);
        const std::uint64_t seed = recipe.motion_seed + round;
        const SyntheticExamples examples(seed, kEndless, shape, recipe.model.labels, {});
        start.model.config.layers = recipe.rounds[round].layers;
        start.work = work / ("round-" + std::to_string(round + 1));
        start.examples_id = "computed motion " + std::to_string(seed);
        if (round > 0) {
            start.base = start.model;
            start.base->weight_files = {
                deepened(recipe, round - 1, learnt, start.model.config.layers, start.work)};
        }
        const int before = static_cast<int>(result.epochs.size());
        const auto tell = [&](TrainingProgress now) {
            now.epoch += before;
            now.epochs = epochs;
            if (on_progress) on_progress(now);
        };
        add_round(result, train(plan, start, examples, validation, token, tell));
        learnt.push_back(result.weights);
    }
    TrainingResult written = result;
    written.weights = calibrated(mixture(recipe, learnt, work), recipe);
    ModelStory story;
    story.dataset = "computed motion";
    story.seed = recipe.plan.seed;
    story.spotter = program_version();
    story.plan = plan_json(round_plan(recipe, recipe.rounds.size() - 1));
    write_model_folder(start.model, written, story, out, replace, true);
    return result;
}

}  // namespace spotter
