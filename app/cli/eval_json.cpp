#include "app/cli/eval_output.h"

namespace spotter {
namespace {

Json proportion_json(const Proportion& figure) {
    return {{"right", figure.right},
            {"count", figure.count},
            {"share", rounded(figure.share())},
            {"low", rounded(figure.low)},
            {"high", rounded(figure.high)}};
}

Json optional_json(const std::optional<double>& value) {
    return value ? Json(rounded(*value)) : Json(nullptr);
}

Json figures_json(const Evaluation& evaluation) {
    return {{"accuracy", proportion_json(evaluation.accuracy)},
            {"balanced_accuracy", rounded(evaluation.balanced_accuracy)},
            {"macro_precision", rounded(evaluation.macro_precision)},
            {"macro_recall", rounded(evaluation.macro_recall)},
            {"macro_f1", rounded(evaluation.macro_f1)},
            {"weighted_f1", rounded(evaluation.weighted_f1)},
            {"calibration_error", rounded(evaluation.calibration_error)},
            {"best_temperature", optional_json(evaluation.temperature)}};
}

Json labels_json(const Evaluation& evaluation) {
    Json out = Json::array();
    for (const LabelFigures& label : evaluation.by_label) {
        out.push_back({{"label", label.label},
                       {"support", label.support},
                       {"said", label.said},
                       {"precision", optional_json(label.precision)},
                       {"recall", proportion_json(label.recall)},
                       {"f1", optional_json(label.f1)}});
    }
    return out;
}

Json confusion_json(const Evaluation& evaluation) {
    Json out = Json::object();
    for (std::size_t truth = 0; truth < evaluation.labels.size(); ++truth) {
        Json row = Json::object();
        for (std::size_t said = 0; said < evaluation.labels.size(); ++said) {
            row[evaluation.labels[said]] = evaluation.confusion[truth][said];
        }
        out[evaluation.labels[truth]] = std::move(row);
    }
    return out;
}

Json groups_json(const Evaluation& evaluation) {
    Json out = Json::array();
    for (const GroupFigures& group : evaluation.by_group) {
        out.push_back({{"group", group.group}, {"clips", group.clips}, {"right", group.right}});
    }
    return out;
}

Json clips_json(const Evaluation& evaluation) {
    Json out = Json::array();
    for (const std::size_t i : worst_clips(evaluation, evaluation.clips.size())) {
        const JudgedClip& clip = evaluation.clips[i];
        out.push_back({{"file", clip.verdict.file},
                       {"group", clip.verdict.group},
                       {"truth", clip.verdict.truth},
                       {"said", clip.said},
                       {"right", clip.right},
                       {"scores", scores_json(evaluation.labels, clip.verdict.scores)}});
    }
    return out;
}

Json splits_json(const EvaluationOrigin& origin) {
    Json out = Json::array();
    for (const SplitSize& size : origin.splits) {
        out.push_back({{"split", size.split.empty() ? Json(nullptr) : Json(size.split)},
                       {"clips", size.clips},
                       {"groups", size.groups}});
    }
    return out;
}

Json streaming_json(const StreamingFigures& figures) {
    return {{"recordings", figures.recordings},
            {"minutes", rounded(figures.minutes)},
            {"right_share", rounded(figures.right_share())},
            {"delay_s",
             {{"median", optional_json(figures.delay_s(0.5))},
              {"p95", optional_json(figures.delay_s(0.95))},
              {"count", figures.delays_s.size()}}},
            {"missed", figures.missed},
            {"flips_per_minute", rounded(figures.flips_per_minute())},
            {"true_changes_per_minute", rounded(figures.true_changes_per_minute())},
            {"idle_minutes", rounded(figures.idle_minutes)},
            {"false_active_s_per_idle_minute", rounded(figures.false_active_s_per_idle_minute())},
            {"segment_f1", rounded(figures.segment_f1())},
            {"segments",
             {{"true", figures.segments_true},
              {"found", figures.segments_found},
              {"matched", figures.segments_matched}}}};
}

void add_evaluation(const EvaluationReport& report, Json& out) {
    const Evaluation& evaluation = *report.evaluation;
    out.update(figures_json(evaluation));
    out["labels"] = labels_json(evaluation);
    out["confusion"] = confusion_json(evaluation);
    out["groups"] = groups_json(evaluation);
    out["clips"] = clips_json(evaluation);
    if (!report.against) return;
    const OtherModel& other = *report.against;
    Json against = {{"model", other.model}};
    against.update(figures_json(other.evaluation));
    against["mcnemar"] = {{"both_right", other.comparison.both_right},
                          {"only_first", other.comparison.only_first},
                          {"only_second", other.comparison.only_second},
                          {"both_wrong", other.comparison.both_wrong},
                          {"p", rounded(other.comparison.p_value)}};
    out["against"] = std::move(against);
}

}  // namespace

Json report_json(const EvaluationReport& report) {
    const EvaluationOrigin& origin = report.origin;
    Json out = {{"model", report.model}, {"dataset", origin.dataset}, {"split", origin.split}};
    out["splits"] = splits_json(origin);
    const auto known = [](const std::string& text) {
        return text.empty() ? Json(nullptr) : Json(text);
    };
    out["epoch_chosen_on"] = known(origin.epoch_chosen_on);
    out["decisions_fitted_on"] = known(origin.decisions_fitted_on);
    out["folded"] = report.folded;
    out["fold_into"] = report.fold_into.empty() ? Json(nullptr) : Json(report.fold_into);
    if (report.evaluation) add_evaluation(report, out);
    if (report.streaming) out["streaming"] = streaming_json(*report.streaming);
    out["failed"] = origin.failed;
    out["warnings"] = report.weaknesses;
    return out;
}

Json fit_json(const FittedDecisions& fitted, const std::string& model) {
    const Thresholds& limits = fitted.thresholds.thresholds;
    return {{"model", model},
            {"clips", fitted.clips},
            {"temperature", rounded(fitted.temperature)},
            {"calibration_error_before", rounded(fitted.calibration_error_before)},
            {"calibration_error_after", rounded(fitted.calibration_error_after)},
            {"thresholds",
             {{"enter", rounded(limits.enter)},
              {"exit", rounded(limits.exit)},
              {"dwell_s", rounded(limits.dwell_s)}}},
            {"cost_before", rounded(fitted.thresholds.cost_before)},
            {"cost_after", rounded(fitted.thresholds.cost_after)},
            {"notes", fitted.notes}};
}

}  // namespace spotter
