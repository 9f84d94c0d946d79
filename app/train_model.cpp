#include "app/train_model.h"

#include <algorithm>

#include "app/dataset_examples.h"
#include "app/evaluation/settle_model.h"
#include "app/kept_features.h"
#include "app/kept_labels.h"
#include "app/model_store.h"
#include "app/version.h"
#include "engine/core/error.h"
#include "training/data/label_name.h"
#include "training/data/splits.h"
#include "training/fit/model_writer.h"
#include "training/fit/training_lock.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "train";

void check_labels_of(const Dataset& dataset, const Labels& learnt) {
    const std::string name = dataset.folder.filename().string();
    if (learnt.size() < 2) {
        throw Error(kStep, name, "all clips have the label " + dataset.labels.front(),
                    "add clips of rest, of other activities or of another exercise, or keep the "
                    "labels of the base with --keep-labels");
    }
    for (const auto& [label, clips] : training_counts(dataset)) {
        if (clips == 0) {
            throw Error(kStep, name, "label " + label + " has no clips to learn from",
                        "add clips of it, or move some to the training split");
        }
    }
}

// So many computed clips of each label say what it is, and more where there are many of the
// dataset's.
constexpr std::size_t kLeastKeptClips = 30;

// What is kept of the base beside these clips; nothing, unless it is asked for.
KeptLabels kept_labels(const TrainRequest& request, const ModelInfo& base, const Dataset& dataset) {
    KeptLabels kept;
    if (!request.keep_labels) return kept;
    kept.labels = keepable_labels(base);
    kept.taught = dataset.labels;
    if (kept.labels.empty()) {
        throw Error(
            kStep, base.name,
            base.input == ModelInput::rgb
                ? "its labels cannot be kept: it sees pixels, and only skeletons are computed"
                : "its labels cannot be kept: motion is computed for none of them",
            "leave out --keep-labels");
    }
    kept.train_clips = std::max(kLeastKeptClips, count_training_clips(dataset).typical);
    // No more of them in all than of the dataset, if that can be: they would choose an epoch in
    // which nothing was learnt yet. Without any of the dataset they would choose alone.
    const std::size_t validation = clips_in(dataset, Split::validation).size();
    if (validation > 0) {
        kept.validation_clips = std::max(std::size_t{1}, validation / (kept.labels.size() + 3));
    }
    return kept;
}

// The model to make: the base's shape with these labels.
ModelInfo model_to_make(const ModelInfo& base, const Labels& labels, const std::string& name,
                        const Settings& settings) {
    ModelInfo model = base;
    model.name = name;
    model.folder.clear();
    model.weight_files.clear();
    model.labels = labels;
    model.config.classes = static_cast<int>(model.labels.size());
    model.trained.reset();
    model.temperature = 1;
    model.idle_labels.clear();
    for (const std::string& label : model.labels) {
        if (is_idle_label(label)) model.idle_labels.push_back(label);
    }
    if (settings.framing) model.framing = *settings.framing;
    model.thresholds = effective_thresholds(settings, model.thresholds);
    return model;
}

// The base with its labels spelt as the dataset spells them: a row of its classifier goes on as
// that of the label of the same name.
ModelInfo respelt(ModelInfo base, const Labels& dataset) {
    for (std::string& label : base.labels) label = known_label(dataset, label);
    return base;
}

void tell_lost_labels(const ModelInfo& base, const ModelInfo& model, const OnNote& on_note) {
    const std::string lost = lost_labels(base, model.labels);
    if (lost.empty()) return;
    on_note("the new model will not know " + lost + ", as model " + base.name +
            " does: the dataset has no clips of that");
}

ModelStory story_of(const Dataset& dataset, const std::string& sha256, const ModelInfo& base,
                    const KeptLabels& kept, const TrainingPlan& plan) {
    ModelStory story;
    story.dataset = fs::weakly_canonical(dataset.folder).filename().string();
    story.dataset_sha256 = sha256;
    story.base = base.name;
    story.seed = plan.seed;
    story.spotter = program_version();
    story.plan = plan_json(plan);
    story.kept_labels = kept.labels;
    story.kept_clips = kept.train_clips;
    for (const std::string& label : dataset.labels) {
        const auto count = [&](Split split) {
            return static_cast<std::size_t>(std::count_if(
                dataset.clips.begin(), dataset.clips.end(), [&](const DatasetClip& clip) {
                    return clip.label == label && clip.split == split;
                }));
        };
        story.counts.push_back({label, count(Split::train), count(Split::validation)});
    }
    return story;
}

}  // namespace

Labels labels_to_learn(const ModelInfo& base, const Labels& dataset, bool keeps) {
    return keeps ? joined_labels(keepable_labels(base), dataset) : dataset;
}

std::string lost_labels(const ModelInfo& base, const Labels& labels) {
    std::string lost;
    for (const std::string& label : base.labels) {
        if (!contains(labels, label)) lost += (lost.empty() ? "" : ", ") + display_name(label);
    }
    return lost;
}

std::map<std::string, std::size_t> training_counts(const Dataset& dataset) {
    std::map<std::string, std::size_t> counts;
    for (const std::string& label : dataset.labels) counts[label] = 0;
    for (const std::size_t i : clips_in(dataset, Split::train)) ++counts[dataset.clips[i].label];
    return counts;
}

ClipCount count_training_clips(const Dataset& dataset) {
    std::vector<std::size_t> counts;
    for (const auto& [label, clips] : training_counts(dataset)) counts.push_back(clips);
    return count_clips(std::move(counts));
}

PlanChoice choose_plan(std::optional<TrainedPart> part, const ClipCount& clips,
                       const VideoMaeConfig& config) {
    PlanChoice choice;
    choice.plan = part ? plan_for_part(*part, config) : plan_for_clips(clips, config);
    choice.reason = plan_reason(choice.plan, clips);
    return choice;
}

fs::path training_folder(const Paths& paths, const std::string& name) {
    return paths.data / "training" / name;
}

fs::path encoder_folder(const Paths& paths, const std::string& name) {
    return paths.data / "encoders" / name;
}

bool training_was_interrupted(const Paths& paths, const std::string& name) {
    std::error_code error;
    return !name.empty() && name.find('/') == std::string::npos &&
           fs::exists(training_folder(paths, name) / "checkpoint.safetensors", error);
}

ModelInfo find_base_model(const Paths& paths, const std::string& name_or_folder) {
    const bool plain = name_or_folder.find('/') == std::string::npos;
    if (plain && fs::is_directory(encoder_folder(paths, name_or_folder))) {
        return read_encoder_folder(encoder_folder(paths, name_or_folder));
    }
    return find_model(paths, name_or_folder);
}

Dataset divided_dataset(const fs::path& folder, bool by_clip, bool keep, const OnNote& on_note) {
    Dataset dataset = read_dataset(folder);
    for (const std::string& note : dataset.notes) on_note(note);
    const bool divided =
        std::none_of(dataset.clips.begin(), dataset.clips.end(),
                     [](const DatasetClip& clip) { return clip.split == Split::none; });
    if (divided) return dataset;
    SplitOptions split;
    if (dataset.plan) split.plan = *dataset.plan;
    if (by_clip) split.plan.by = SplitBy::clip;
    const SplitReport report = assign_splits(dataset, split);
    for (const std::string& note : report.notes) on_note(note);
    if (keep) write_dataset(dataset);
    return dataset;
}

TrainedModel train_model(const TrainRequest& request, const Settings& settings, const Paths& paths,
                         JobToken& token, const OnTrainingProgress& on_progress,
                         const OnNote& on_note) {
    const OnNote note = on_note ? on_note : [](const std::string&) {};
    check_new_name(paths, request.name, request.replace, kStep, "--out");
    const bool writes = !request.ranks || request.ranks->writes();
    const fs::path work = training_folder(paths, request.name);
    std::optional<TrainingLock> lock;
    if (writes) lock.emplace(work);
    if (fs::exists(paths.assets / "models" / request.name)) {
        note(
            "it will stand before the model of this name that comes with Spotter, until 'spotter "
            "models delete " +
            request.name + "'");
    }
    const bool interrupted = fs::exists(checkpoint_file(work));
    if (interrupted && !request.resume) {
        note(
            "a training of this name was interrupted, and this one begins anew; with --resume it "
            "would go on");
    }
    if (!interrupted && request.resume) note("there is nothing to resume: this training begins");
    const ModelInfo base = find_base_model(paths, request.base);
    const Dataset dataset = divided_dataset(request.dataset, false, writes, note);
    const KeptLabels kept = kept_labels(request, base, dataset);
    const Labels labels = labels_to_learn(base, dataset.labels, request.keep_labels);
    check_labels_of(dataset, labels);
    const std::string sha256 = dataset_sha256(dataset);

    TrainedModel trained;
    trained.model = model_to_make(base, labels, request.name, settings);
    tell_lost_labels(base, trained.model, note);
    const DatasetExamples examples =
        dataset_examples(dataset, trained.model, kept, settings, paths, token, note);
    trained.train_clips = examples.train.own;
    trained.kept_train_clips = examples.train.computed;
    trained.validation_clips = examples.validation.own;
    trained.kept_validation_clips = examples.validation.computed;
    if (trained.validation_clips == 0) {
        note(
            "there are no validation clips: the training clips choose the epoch, and its accuracy "
            "says nothing about new ones");
    }
    TrainingStart start;
    start.model = trained.model;
    start.base = respelt(base, dataset.labels);
    start.remembering.known = kept_numbers(kept.labels, labels);
    start.work = work;
    start.resume = request.resume;
    start.ranks = request.ranks;
    start.examples_id = request.keep_labels ? sha256 + " and kept labels" : sha256;
    std::optional<KeptFeatures> features;
    if (request.plan.part == TrainedPart::head) {
        start.features = &features.emplace(paths, base);
    }
    trained.result = train(request.plan, start, *examples.train.set, *examples.validation.set,
                           token, on_progress);
    if (!writes) return trained;
    if (dataset_sha256(read_dataset(request.dataset)) != sha256) {
        note("the dataset changed while training; the model was made from what it was");
    }
    const fs::path target = paths.data / "models" / request.name;
    write_model_folder(trained.model, trained.result,
                       story_of(dataset, sha256, base, kept, request.plan), target, request.replace,
                       request.half);
    settle_model(paths, settings, dataset, read_model_folder(target), token, note);
    trained.model = read_model_folder(target);
    std::error_code ignored;
    fs::remove_all(work, ignored);
    return trained;
}

}  // namespace spotter
