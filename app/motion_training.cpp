#include "app/motion_training.h"

#include <algorithm>
#include <cstring>
#include <vector>

#include "app/synthetic_examples.h"
#include "app/version.h"
#include "engine/core/error.h"
#include "engine/model/safetensors_writer.h"
#include "training/fit/deeper_weights.h"
#include "training/fit/epoch_order.h"
#include "training/fit/first_outputs.h"
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

// Kinds of labels that the model lacks are kinds of `other`.
Kinds kinds_of(const std::vector<SyntheticKind>& kinds, const Labels& labels, double share) {
    Kinds result;
    result.share = share;
    for (const SyntheticKind& kind : kinds) {
        const std::string label = contains(labels, kind.label) ? kind.label : "other";
        result.label_of.push_back(
            static_cast<int>(std::ranges::find(labels, label) - labels.begin()));
    }
    return result;
}

using WeightFiles = std::vector<std::filesystem::path>;  // by round

// What a round learnt, as weights of a model of `layers`; files that takes lie in `work`.
std::filesystem::path deepened(const MotionRecipe& recipe, std::size_t round,
                               const WeightFiles& learnt, int layers,
                               const std::filesystem::path& work) {
    const int has = recipe.rounds[round].layers;
    if (has == layers) return learnt[round];
    std::filesystem::create_directories(work);
    std::filesystem::path deeper = work / ("deeper-" + std::to_string(round + 1) + ".safetensors");
    write_deeper_weights(learnt[round], has, layers, deeper);
    return deeper;
}

// Of the clips that a run learns.
std::uint64_t clip_seed(const MotionRecipe& recipe, std::size_t round, std::size_t run) {
    return recipe.motion_seed + round + run * kRunSeeds;
}

// What a round learns beside the labels.
std::vector<SyntheticKind> kinds_to_learn(const MotionRecipe& recipe, std::size_t round) {
    if (recipe.rounds[round].kinds == 0) return {};
    return synthetic_kinds(recipe.without);
}

// The mean of what the runs of a round learnt.
std::filesystem::path mean_of(const WeightFiles& runs, const std::filesystem::path& work) {
    std::filesystem::path mean = runs.front();
    for (std::size_t i = 1; i < runs.size(); ++i) {
        std::filesystem::path next = work / ("mean-" + std::to_string(i + 1) + ".safetensors");
        write_mixed_weights(mean, runs[i], 1.0 / static_cast<double>(i + 1), next);
        mean = std::move(next);
    }
    return mean;
}

// A round's model has outputs for the kinds after those of the labels.
TrainingStart run_start(const MotionRecipe& recipe, std::size_t round, std::size_t run,
                        const std::vector<SyntheticKind>& kinds) {
    TrainingStart start;
    start.model = recipe.model;
    start.model.config.layers = recipe.rounds[round].layers;
    start.resume = true;
    start.examples_id = "computed motion " + std::to_string(clip_seed(recipe, round, run));
    if (kinds.empty()) return start;
    start.kinds = kinds_of(kinds, recipe.model.labels, recipe.rounds[round].kinds);
    for (const SyntheticKind& kind : kinds) start.model.labels.push_back("kind: " + kind.name);
    start.model.config.classes = static_cast<int>(start.model.labels.size());
    return start;
}

// What comes of what a round learnt: without the kinds' outputs, mixed as the recipe says.
std::filesystem::path finished(const MotionRecipe& recipe, std::size_t round,
                               std::filesystem::path weights, const WeightFiles& learnt,
                               const std::filesystem::path& work) {
    const MotionRound& how = recipe.rounds[round];
    if (how.kinds > 0) {
        write_first_outputs(weights, recipe.model.labels.size(), work / "labels.safetensors");
        weights = work / "labels.safetensors";
    }
    if (how.mixed_with > 0) {
        const auto with = static_cast<std::size_t>(how.mixed_with - 1);
        write_mixed_weights(weights, deepened(recipe, with, learnt, how.layers, work),
                            how.mixed_share, work / "mixed.safetensors");
        weights = work / "mixed.safetensors";
    }
    return weights;
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

// One run of a round; what it needs again to go on lies in `folder`, or below it where there are
// several.
TrainingResult trained_run(const MotionRecipe& recipe, std::size_t round, std::size_t run,
                           const WeightFiles& learnt, const std::filesystem::path& folder,
                           JobToken& token,
                           const std::function<void(const TrainingProgress&)>& tell) {
    const ExampleShape shape{recipe.model.config.frames, recipe.model.config.image_size};
    const std::vector<SyntheticKind> kinds = kinds_to_learn(recipe, round);
    const auto examples = [&](std::uint64_t seed, std::size_t count) {
        return SyntheticExamples(seed, count, shape, recipe.model.labels,
                                 {.labels = {}, .without = recipe.without, .window = {}}, kinds);
    };
    TrainingStart start = run_start(recipe, round, run, kinds);
    start.work = run == 0 ? folder : folder / ("run-" + std::to_string(run + 1));
    if (round > 0) {
        const int layers = recipe.rounds[round].layers;
        start.base = recipe.model;
        start.base->config.layers = layers;
        start.base->weight_files = {deepened(recipe, round - 1, learnt, layers, folder)};
    }
    return train(round_plan(recipe, round, run), start,
                 examples(clip_seed(recipe, round, run), kEndless),
                 examples(recipe.validation_seed, recipe.validation_clips), token, tell);
}

}  // namespace

TrainingResult train_on_motion(const MotionRecipe& recipe, const std::filesystem::path& work,
                               const std::filesystem::path& out, bool replace, JobToken& token,
                               const std::function<void(const TrainingProgress&)>& on_progress) {
    check_target(out, replace);
    int epochs = 0;
    for (std::size_t round = 0; round < recipe.rounds.size(); ++round)
        epochs += recipe.rounds[round].runs * epoch_count(round_plan(recipe, round), kEndless);
    TrainingResult result;
    WeightFiles learnt;
    for (std::size_t round = 0; round < recipe.rounds.size(); ++round) {
        const std::filesystem::path folder = work / ("round-" + std::to_string(round + 1));
        WeightFiles runs;
        for (int run = 0; run < recipe.rounds[round].runs; ++run) {
            const int before = static_cast<int>(result.epochs.size());
            const auto tell = [&](TrainingProgress now) {
                now.epoch += before;
                now.epochs = epochs;
                if (on_progress) on_progress(now);
            };
            add_round(result, trained_run(recipe, round, static_cast<std::size_t>(run), learnt,
                                          folder, token, tell));
            runs.push_back(result.weights);
        }
        learnt.push_back(finished(recipe, round, mean_of(runs, folder), learnt, folder));
        result.weights = learnt.back();
    }
    TrainingResult written = result;
    written.weights = calibrated(result.weights, recipe);
    ModelStory story;
    story.dataset = "computed motion";
    story.seed = recipe.plan.seed;
    story.spotter = program_version();
    story.plan = plan_json(round_plan(recipe, recipe.rounds.size() - 1));
    ModelInfo model = recipe.model;
    model.name = out.filename().string();
    write_model_folder(model, written, story, out, replace, true);
    return result;
}

}  // namespace spotter
