#include "app/evaluation/fit_decisions.h"

#include <algorithm>

#include "app/evaluation/stream.h"
#include "app/manifest_update.h"
#include "app/model_store.h"
#include "engine/core/error.h"
#include "training/evaluation/temperature.h"

namespace spotter {
namespace {

constexpr std::size_t kLeastClips = 30;
constexpr double kLeastMinutes = 2;

double tempered_error(const Evaluation& evaluation, double temperature) {
    std::vector<ClipVerdict> verdicts;
    for (const JudgedClip& clip : evaluation.clips) {
        const ClipVerdict& verdict = clip.verdict;
        verdicts.push_back({verdict.file, verdict.group, verdict.truth,
                            tempered_mean(verdict.windows, temperature)});
    }
    return evaluation_from_verdicts(evaluation.labels, std::move(verdicts)).calibration_error;
}

// Why the clips make the model look surer than it is of others.
std::vector<std::string> leaks_of(const EvaluationOrigin& origin) {
    if (origin.holds_training_clips) {
        return {
            "The model was trained on some of these clips, so it is surer of them than of others."};
    }
    if (origin.epoch_chosen_on == origin.split) {
        return {
            "These clips chose the epoch, too, so the model may be surer of them than of others."};
    }
    return {};
}

double minutes_of(const std::vector<StreamedRecording>& recordings) {
    double seconds = 0;
    for (const StreamedRecording& recording : recordings) {
        for (const TruthSegment& part : recording.truth) seconds += part.end_s - part.start_s;
    }
    return seconds / 60;
}

}  // namespace

FittedDecisions fit_decisions(const Paths& paths, const Settings& settings,
                              EvaluationRequest request, JobToken& job) {
    if (!request.split && !request.all_splits) request.split = Split::validation;
    request.against.reset();
    request.pictures = false;
    const ModelInfo model = find_model(paths, request.model);
    check_manifest_is_yours(paths, model);

    FittedDecisions out;
    Decisions fitted;
    const EvaluationReport report = evaluate_dataset(paths, settings, request, job);
    const Evaluation& evaluation = *report.evaluation;
    fitted.fitted_on = fit_name(report.origin);
    out.clips = evaluation.clips.size();
    out.calibration_error_before = out.calibration_error_after = evaluation.calibration_error;
    double change = 1;
    if (out.clips >= kLeastClips) {
        change = evaluation.temperature.value();
        out.calibration_error_after = tempered_error(evaluation, change);
        fitted.temperature = std::clamp(model.temperature * change, 0.05, 20.0);
    } else {
        out.notes.push_back("The temperature stays: " + std::to_string(out.clips) +
                            " clips are too few to fit it, it needs 30.");
    }
    out.temperature = fitted.temperature.value_or(model.temperature);

    StreamedRecordings streamed = stream_clips(paths, settings, request, job);
    out.thresholds.thresholds = model.thresholds;
    if (minutes_of(streamed.recordings) >= kLeastMinutes) {
        for (StreamedRecording& recording : streamed.recordings) {
            for (ScannedWindow& window : recording.windows) {
                window.scores = tempered(window.scores, change);
            }
        }
        job.publish({"Fitting thresholds", -1});
        out.thresholds = fit_thresholds(streamed.recordings, streamed.rules);
        fitted.thresholds = out.thresholds.thresholds;
    } else {
        out.notes.push_back("The thresholds stay: the clips last less than two minutes together.");
    }
    if (fitted.temperature || fitted.thresholds) {
        store_decisions(model, fitted);
        const std::vector<std::string> leaks = leaks_of(report.origin);
        out.notes.insert(out.notes.end(), leaks.begin(), leaks.end());
    }
    return out;
}

}  // namespace spotter
