#include "app/pretrain_model.h"

#include <algorithm>

#include "app/dataset_examples.h"
#include "app/model_store.h"
#include "app/version.h"
#include "engine/core/error.h"
#include "training/fit/model_writer.h"
#include "training/fit/training_lock.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "pretrain";
constexpr const char* kNoLabel = "clip";

// The clips as a dataset without labels; every tenth validates.
Dataset dataset_of(std::vector<std::string> files) {
    if (files.size() < 2) {
        throw Error(kStep, files.empty() ? "" : files.front(), "there are too few clips",
                    "give at least two videos, or a folder of them");
    }
    std::sort(files.begin(), files.end());
    Dataset dataset;
    for (std::size_t i = 0; i < files.size(); ++i) {
        DatasetClip clip;
        clip.file = fs::absolute(files[i]).string();
        clip.label = kNoLabel;
        clip.group = clip.file;
        clip.split = i % 10 == 1 ? Split::validation : Split::train;
        dataset.clips.push_back(std::move(clip));
    }
    dataset.labels = {kNoLabel};
    return dataset;
}

// A decoder of about half the encoder's width, as the paper has it.
DecoderConfig decoder_for(const VideoMaeConfig& encoder) {
    DecoderConfig decoder;
    decoder.heads = std::max(1, encoder.heads / 2);
    decoder.hidden_size = decoder.heads * encoder.head_size();
    decoder.layers = std::min(4, encoder.layers);
    decoder.intermediate_size = 4 * decoder.hidden_size;
    return decoder;
}

TrainingPlan plan_of(const PretrainRequest& request, const Settings& settings) {
    TrainingPlan plan;
    plan.epochs = request.epochs;
    plan.batch = request.batch;
    plan.lr = request.lr;
    plan.beta2 = 0.95;
    plan.warmup_share = 0.1;
    plan.clip_norm = 1;
    plan.seed = request.seed;
    plan.threads = settings.threads;
    plan.device = settings.device;
    plan.precision = settings.precision;
    check_plan(plan);
    return plan;
}

std::string identity_of(const Dataset& dataset) {
    std::string text;
    for (const DatasetClip& clip : dataset.clips) {
        text += clip.file + ":" + std::to_string(fs::file_size(clip.file)) + ";";
    }
    return text;
}

}  // namespace

PretrainedModel pretrain_model(const PretrainRequest& request, const Settings& settings,
                               const Paths& paths, JobToken& token,
                               const OnTrainingProgress& on_progress, const OnNote& on_note) {
    const OnNote note = on_note ? on_note : [](const std::string&) {};
    const Ranks* const ranks = request.ranks;
    check_new_name(paths, request.name, request.replace, kStep, "--out");
    if (fs::exists(encoder_folder(paths, request.name)) && !request.replace) {
        throw Error(kStep, request.name, "there is an encoder of this name already",
                    "choose another with --out, or replace it with --force");
    }
    if (!contains(plan_range::kMaskRatio, request.mask_ratio)) {
        throw Error(kStep, "--mask", "must be " + range_text(plan_range::kMaskRatio),
                    "0.75 to 0.9 is usual");
    }
    const bool writes = !ranks || ranks->writes();
    const fs::path work = training_folder(paths, request.name);
    std::optional<TrainingLock> lock;
    if (writes) lock.emplace(work);
    const ModelInfo base = find_base_model(paths, request.base);
    const Dataset dataset = dataset_of(request.clips);

    ModelInfo model = base;
    model.name = request.name;
    model.labels = dataset.labels;
    model.idle_labels.clear();
    model.config.classes = 1;
    if (settings.framing) model.framing = *settings.framing;
    const DatasetExamples examples =
        dataset_examples(dataset, model, {}, settings, paths, token, note);
    const TrainingPlan plan = plan_of(request, settings);
    TrainingStart start;
    start.model = model;
    start.base = base;
    start.pretraining = MaskedPretraining{decoder_for(model.config), request.mask_ratio};
    start.work = work;
    start.resume = request.resume;
    start.ranks = ranks;
    start.examples_id = identity_of(dataset);

    PretrainedModel made;
    made.train_clips = examples.train.own;
    made.validation_clips = examples.validation.own;
    made.result =
        train(plan, start, *examples.train.set, *examples.validation.set, token, on_progress);
    made.folder = encoder_folder(paths, request.name);
    if (!writes) return made;
    ModelStory story;
    story.base = base.name;
    story.seed = plan.seed;
    story.spotter = program_version();
    story.plan = plan_json(plan);
    write_pretrained_folder(model, *start.pretraining, made.result, story, made.folder,
                            request.replace);
    std::error_code ignored;
    fs::remove_all(work, ignored);
    return made;
}

}  // namespace spotter
