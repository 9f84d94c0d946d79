#include "app/evaluation/evaluate.h"

#include <algorithm>
#include <map>
#include <mutex>
#include <numeric>
#include <set>
#include <utility>

#include "app/clip_poses.h"
#include "app/evaluation/track_windows.h"
#include "app/filmstrip_uri.h"
#include "app/model_store.h"
#include "app/version.h"
#include "engine/core/error.h"
#include "training/data/filmstrip.h"
#include "training/evaluation/label_mapping.h"

namespace spotter {
namespace {

constexpr const char* kStep = "evaluate";
constexpr std::size_t kFilmstrips = 12;
constexpr std::size_t kStripPictures = 8;
constexpr int kStripHeight = 128;

std::vector<SplitSize> split_sizes(const Dataset& dataset) {
    std::vector<SplitSize> out;
    for (const Split split : {Split::train, Split::validation, Split::test, Split::none}) {
        SplitSize size;
        size.split = split == Split::none ? "" : to_string(split);
        std::set<std::string> groups;
        for (const DatasetClip& clip : dataset.clips) {
            if (clip.split != split) continue;
            ++size.clips;
            groups.insert(clip.group);
        }
        size.groups = groups.size();
        if (size.clips > 0) out.push_back(std::move(size));
    }
    return out;
}

std::string failure_of(const std::string& file, const std::vector<Rejection>& rejected) {
    for (const Rejection& rejection : rejected) {
        if (rejection.name == file) return file + ": " + rejection.reason;
    }
    return file + ": there is no picture in it";
}

// Groups of `clips` that also have clips in the training split.
std::vector<std::string> shared_groups(const Dataset& dataset,
                                       const std::vector<DatasetClip>& clips) {
    std::set<std::string> trained;
    for (const DatasetClip& clip : dataset.clips) {
        if (clip.split == Split::train) trained.insert(clip.group);
    }
    std::set<std::string> shared;
    for (const DatasetClip& clip : clips) {
        if (clip.split != Split::train && trained.contains(clip.group)) shared.insert(clip.group);
    }
    return {shared.begin(), shared.end()};
}

bool trained_here(const ModelInfo& model, const Dataset& dataset) {
    if (!model.trained) return false;
    const TrainingRecord& record = *model.trained;
    return (!record.dataset.empty() && record.dataset == dataset.folder.filename()) ||
           (!record.dataset_sha256.empty() && record.dataset_sha256 == dataset_sha256(dataset));
}

// The same from poses, which are found once and kept.
std::vector<FileOutcome> outcomes_from_poses(const Paths& paths, const Settings& settings,
                                             const ModelInfo& model, const Dataset& dataset,
                                             const ChosenClips& chosen, double stride_s,
                                             JobToken& job) {
    const DatasetPoses poses = poses_of_clips(paths, settings, dataset, chosen.indices, job);
    LoadedModel loaded = load_for_poses(model, settings);
    Recognizer& recognizer = loaded.recognizers.front();
    std::vector<FileOutcome> outcomes;
    for (std::size_t i = 0; i < chosen.clips.size(); ++i) {
        job.checkpoint();
        job.publish({"Evaluating " + model.name,
                     static_cast<double>(i) / static_cast<double>(chosen.clips.size())});
        FileOutcome outcome;
        if (poses.tracks[i].empty()) {
            outcome.error = failure_of(chosen.clips[i].file, poses.rejected);
        } else {
            FilePrediction found;
            found.windows = windows_from_track(poses.tracks[i], *recognizer.input,
                                               *recognizer.classifier, from_seconds(stride_s));
            found.prediction = prediction_from_windows(model.labels, found.windows);
            outcome.found = std::move(found);
        }
        outcomes.push_back(std::move(outcome));
    }
    return outcomes;
}

// One outcome for each file; progress goes from `begin` by `share` of the whole job.
std::vector<FileOutcome> outcomes_of(const Paths& paths, const Settings& settings,
                                     const ModelInfo& model, const ChosenClips& chosen,
                                     double stride_s, double begin, double share, JobToken& job) {
    job.publish({"Loading " + model.name, begin});
    LoadedModel loaded =
        load_recognizers(model, settings, paths, side_by_side(settings, chosen.files.size()));
    std::vector<FileOutcome> outcomes(chosen.files.size());
    std::vector<double> fractions(chosen.files.size(), 0);
    std::mutex mutex;
    const auto progress = [&](std::size_t i, double fraction) {
        const std::scoped_lock lock(mutex);
        fractions[i] = std::max(fractions[i], fraction);
        const double done = std::accumulate(fractions.begin(), fractions.end(), 0.0);
        job.publish({"Evaluating " + model.name,
                     begin + share * done / static_cast<double>(fractions.size())});
    };
    predict_files(chosen.files, loaded, from_seconds(stride_s),
                  {progress,
                   [&](std::size_t i, FileOutcome outcome) {
                       progress(i, 1);
                       const std::scoped_lock lock(mutex);
                       outcomes[i] = std::move(outcome);
                   }},
                  job.stop());
    job.checkpoint();
    return outcomes;
}

// What each model says of the clips, and which of them all could read; the others are named in
// the origin.
struct Outcomes {
    std::vector<std::vector<FileOutcome>> of_models;
    std::vector<bool> readable;
};

Outcomes outcomes_of_models(const Paths& paths, const Settings& settings,
                            const std::vector<ModelInfo>& models, const EvaluationRequest& request,
                            ChosenClips& chosen, JobToken& job) {
    const double share = 1.0 / static_cast<double>(models.size());
    Outcomes out;
    out.readable.assign(chosen.clips.size(), true);
    for (const ModelInfo& model : models) {
        const double begin = share * static_cast<double>(out.of_models.size());
        out.of_models.push_back(
            model.input == ModelInput::skeleton
                ? outcomes_from_poses(paths, settings, model, request.dataset, chosen,
                                      request.stride_s, job)
                : outcomes_of(paths, settings, model, chosen, request.stride_s, begin, share, job));
        for (std::size_t i = 0; i < out.readable.size(); ++i) {
            const FileOutcome& outcome = out.of_models.back()[i];
            if (outcome.found) continue;
            if (out.readable[i]) chosen.origin.failed.push_back(outcome.error);
            out.readable[i] = false;
        }
    }
    return out;
}

// The verdicts of one model on the clips that all models could read.
std::vector<ClipVerdict> verdicts_of(const ChosenClips& chosen,
                                     const std::vector<FileOutcome>& outcomes,
                                     const std::vector<bool>& readable, const Labels& labels,
                                     const LabelMapping& mapping) {
    std::vector<ClipVerdict> out;
    for (std::size_t i = 0; i < chosen.clips.size(); ++i) {
        if (!readable[i]) continue;
        const DatasetClip& clip = chosen.clips[i];
        const FilePrediction& found = *outcomes[i].found;
        ClipVerdict verdict{clip.file, clip.group, mapping.truth_of(clip.label),
                            mapping.scores_of(labels, found.prediction.scores)};
        for (const ScannedWindow& window : found.windows) {
            verdict.windows.push_back(mapping.scores_of(labels, window.scores));
        }
        out.push_back(std::move(verdict));
    }
    return out;
}

void add_filmstrips(const ChosenClips& chosen, EvaluationReport& report, JobToken& job) {
    job.publish({"Making pictures", -1});
    const Evaluation& evaluation = *report.evaluation;
    for (const std::size_t i : worst_clips(evaluation, kFilmstrips)) {
        const std::string& file = evaluation.clips[i].verdict.file;
        const auto clip = std::find_if(chosen.clips.begin(), chosen.clips.end(),
                                       [&](const DatasetClip& c) { return c.file == file; });
        const std::string& path =
            chosen.files[static_cast<std::size_t>(clip - chosen.clips.begin())].path;
        report.filmstrips[file] =
            filmstrip_uri(filmstrip(path, kStripPictures, kStripHeight, job.stop()));
    }
}

Labels labels_of(const std::vector<DatasetClip>& clips) {
    Labels labels;
    for (const DatasetClip& clip : clips) labels.push_back(clip.label);
    return labels;
}

}  // namespace

ChosenClips chosen_clips(const EvaluationRequest& request, const ModelInfo& model) {
    const Dataset& dataset = request.dataset;
    const bool has_test = !clips_in(dataset, Split::test).empty();
    std::optional<Split> split = request.split;
    if (!split && has_test && !request.all_splits) split = Split::test;
    ChosenClips out;
    for (std::size_t i = 0; i < dataset.clips.size(); ++i) {
        const DatasetClip& clip = dataset.clips[i];
        if (split && clip.split != *split) continue;
        out.indices.push_back(i);
        out.clips.push_back(clip);
        out.files.push_back({(dataset.folder / clip.file).string(), ""});
    }
    const std::string name = dataset.folder.filename().string();
    if (out.clips.empty()) {
        throw Error(kStep, name, "no clip of it is in the split " + std::string(to_string(*split)),
                    "divide it with 'spotter clips split', or use --split all");
    }
    out.origin.dataset = name;
    out.origin.split = split ? std::string(to_string(*split)) : "all";
    out.origin.splits = split_sizes(dataset);
    out.origin.groups_guessed = std::any_of(
        dataset.notes.begin(), dataset.notes.end(),
        [](const std::string& note) { return note.find("guessed") != std::string::npos; });
    if (model.trained) out.origin.decisions_fitted_on = model.trained->decisions_fitted_on;
    if (trained_here(model, dataset)) {
        out.origin.epoch_chosen_on = model.trained->epoch_chosen_on;
        out.origin.holds_training_clips =
            std::any_of(out.clips.begin(), out.clips.end(),
                        [](const DatasetClip& clip) { return clip.split == Split::train; });
        out.origin.shared_groups = shared_groups(dataset, out.clips);
    }
    return out;
}

EvaluationReport evaluate_dataset(const Paths& paths, const Settings& settings,
                                  const EvaluationRequest& request, JobToken& job) {
    std::vector<ModelInfo> models = {find_model(paths, request.model)};
    if (request.against) models.push_back(find_model(paths, *request.against));
    ChosenClips chosen = chosen_clips(request, models.front());
    std::vector<Labels> labels;
    for (const ModelInfo& model : models) labels.push_back(model.labels);
    const LabelMapping mapping(labels, labels_of(chosen.clips), request.fold_into);

    const Outcomes found = outcomes_of_models(paths, settings, models, request, chosen, job);
    if (chosen.origin.failed.size() == chosen.clips.size()) {
        throw Error(kStep, chosen.origin.dataset,
                    "no clip could be evaluated; the first: " + chosen.origin.failed.front());
    }

    const auto evaluated = [&](std::size_t i) {
        return evaluation_from_verdicts(
            mapping.labels(),
            verdicts_of(chosen, found.of_models[i], found.readable, labels[i], mapping));
    };
    EvaluationReport report;
    report.model = models.front().name;
    report.folded = mapping.folded();
    report.fold_into = mapping.fold_into();
    report.evaluation = evaluated(0);
    if (models.size() > 1) {
        Evaluation other = evaluated(1);
        const Comparison comparison = compared(*report.evaluation, other);
        report.against = OtherModel{models[1].name, std::move(other), comparison};
    }
    report.weaknesses = weaknesses(*report.evaluation, chosen.origin);
    report.made_with = "Spotter " + program_version();
    if (request.pictures) add_filmstrips(chosen, report, job);
    report.origin = std::move(chosen.origin);
    return report;
}

}  // namespace spotter
