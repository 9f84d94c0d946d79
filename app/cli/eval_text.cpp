#include <algorithm>
#include <array>

#include "app/cli/eval_output.h"
#include "app/cli/text_format.h"

namespace spotter {
namespace {

constexpr std::size_t kMostWrong = 10;
constexpr std::size_t kMostGroups = 10;

using Rows = std::vector<std::vector<std::string>>;

std::string figure_text(const Proportion& figure) {
    return std::to_string(figure.right) + " of " + std::to_string(figure.count) + " = " +
           decimal(figure.share(), 3) + " (" + decimal(figure.low, 3) + " to " +
           decimal(figure.high, 3) + ")";
}

std::string heading(const EvaluationReport& report) {
    std::string out = report.model + " on " + report.origin.dataset;
    if (report.evaluation) {
        out += ", " +
               (report.origin.split == "all" ? std::string("all splits")
                                             : "split " + report.origin.split) +
               ": " + counted(report.evaluation->accuracy.count, "clip") + " of " +
               counted(report.evaluation->by_group.size(), "group");
    }
    out += "\n";
    if (report.origin.splits.size() > 1) {
        for (const SplitSize& size : report.origin.splits) {
            out += "  " + (size.split.empty() ? std::string("no split") : size.split) + ": " +
                   counted(size.clips, "clip") + " of " + counted(size.groups, "group") + "\n";
        }
    }
    if (!report.origin.epoch_chosen_on.empty()) {
        out += "  the epoch was chosen on: " + report.origin.epoch_chosen_on + "\n";
    }
    if (!report.origin.decisions_fitted_on.empty()) {
        out += "  thresholds or temperature were fitted on: " + report.origin.decisions_fitted_on +
               "\n";
    }
    if (!report.folded.empty()) {
        out += "  counted as " + report.fold_into + ":";
        for (const std::string& label : report.folded) out += " " + label;
        out += "\n";
    }
    return out;
}

std::string main_figures(const Evaluation& evaluation) {
    Rows rows = {{"accuracy", figure_text(evaluation.accuracy)},
                 {"balanced accuracy", decimal(evaluation.balanced_accuracy, 3)},
                 {"macro F1", decimal(evaluation.macro_f1, 3)},
                 {"calibration error", decimal(evaluation.calibration_error, 3)}};
    if (evaluation.temperature) {
        rows.push_back({"best temperature", decimal(*evaluation.temperature, 2) +
                                                " (1: as it is; above, it is too sure)"});
    }
    return table(rows, 2);
}

// Columns are headed by their labels; many of them by numbers, which stand before the rows' labels.
std::string confusion_text(const Evaluation& evaluation) {
    constexpr std::size_t kMostNamed = 6;
    const bool numbered = evaluation.labels.size() > kMostNamed;
    Rows rows = {{"truth \\ said"}};
    std::vector<std::size_t> right;
    for (std::size_t i = 0; i < evaluation.labels.size(); ++i) {
        const std::string number = std::to_string(i + 1);
        rows.front().push_back(numbered ? number : evaluation.labels[i]);
        right.push_back(i + 1);
        std::vector<std::string> row = {(numbered ? number + " " : "") + evaluation.labels[i]};
        for (const std::size_t count : evaluation.confusion[i]) {
            row.push_back(std::to_string(count));
        }
        if (evaluation.by_label[i].support > 0) {
            row.push_back(figure_text(evaluation.by_label[i].recall));
        }
        rows.push_back(std::move(row));
    }
    return table(rows, 2, right);
}

std::string label_text(const Evaluation& evaluation) {
    constexpr std::array<std::size_t, 4> kRight = {1, 2, 3, 4};
    Rows rows = {{"label", "precision", "recall", "F1", "clips"}};
    const auto known = [](const std::optional<double>& figure) {
        return figure ? decimal(*figure, 3) : std::string("-");
    };
    for (const LabelFigures& label : evaluation.by_label) {
        const bool there = label.support > 0;
        rows.push_back({label.label, known(label.precision),
                        there ? decimal(label.recall.share(), 3) : "-", known(label.f1),
                        std::to_string(label.support)});
    }
    rows.push_back({"macro average", decimal(evaluation.macro_precision, 3),
                    decimal(evaluation.macro_recall, 3), decimal(evaluation.macro_f1, 3),
                    std::to_string(evaluation.accuracy.count)});
    return table(rows, 2, kRight);
}

std::string group_text(const Evaluation& evaluation) {
    std::string out;
    std::size_t shown = 0;
    for (const GroupFigures& group : evaluation.by_group) {
        if (group.right == group.clips || shown == kMostGroups) break;
        out += (shown == 0 ? "  " : ", ") + group.group + " " + std::to_string(group.right) + "/" +
               std::to_string(group.clips);
        ++shown;
    }
    return out.empty() ? "  none has a mistake\n" : out + "\n";
}

std::string wrong_text(const Evaluation& evaluation) {
    constexpr std::array<std::size_t, 1> kRight = {2};
    Rows rows;
    for (const std::size_t i : worst_clips(evaluation, kMostWrong)) {
        const JudgedClip& clip = evaluation.clips[i];
        if (clip.right) break;
        rows.push_back({clip.verdict.file, "called " + clip.said, percentage(clip.confidence)});
    }
    return rows.empty() ? "  none\n" : table(rows, 2, kRight);
}

std::string comparison_text(const EvaluationReport& report) {
    const OtherModel& other = *report.against;
    const Comparison& counts = other.comparison;
    return "\nAgainst " + other.model + ", on the same clips\n" +
           table({{"accuracy", figure_text(other.evaluation.accuracy)},
                  {"balanced accuracy", decimal(other.evaluation.balanced_accuracy, 3)},
                  {"macro F1", decimal(other.evaluation.macro_f1, 3)},
                  {"right alone", report.model + " " + std::to_string(counts.only_first) + ", " +
                                      other.model + " " + std::to_string(counts.only_second)},
                  {"McNemar's p",
                   decimal(counts.p_value, 4) +
                       (counts.p_value < 0.05 ? " (hardly chance)" : " (can well be chance)")}},
                 2);
}

std::string streaming_text(const EvaluationReport& report) {
    const StreamingFigures& figures = *report.streaming;
    const auto seconds = [](const std::optional<double>& value) {
        return value ? decimal(*value, 2) + " s" : std::string("-");
    };
    std::string out = "\nOver time, " + decimal(figures.minutes, 1) + " minutes\n";
    for (const std::string& note : report.streaming_notes) out += "  " + note + "\n";
    return out +
           table({{"right label shown", percentage(figures.right_share()) + " of the time"},
                  {"delay", "median " + seconds(figures.delay_s(0.5)) + ", 95 % " +
                                seconds(figures.delay_s(0.95)) + ", never shown " +
                                std::to_string(figures.missed) + " of " +
                                std::to_string(figures.segments_true)},
                  {"changes a minute", decimal(figures.flips_per_minute(), 1) + " (" +
                                           decimal(figures.true_changes_per_minute(), 1) +
                                           " were needed)"},
                  {"false exercise", decimal(figures.false_active_s_per_idle_minute(), 1) +
                                         " s per idle minute, of " +
                                         decimal(figures.idle_minutes, 1) + " minutes"},
                  {"segment F1", decimal(figures.segment_f1(), 3) + " (" +
                                     std::to_string(figures.segments_matched) + " matched of " +
                                     std::to_string(figures.segments_found) + " found, " +
                                     std::to_string(figures.segments_true) + " true)"}},
                 2);
}

}  // namespace

std::string report_text(const EvaluationReport& report) {
    std::string out = heading(report);
    if (report.evaluation) {
        const Evaluation& evaluation = *report.evaluation;
        out += "\n" + main_figures(evaluation) + "\n" + confusion_text(evaluation) + "\n" +
               label_text(evaluation) + "\nGroups with mistakes, right of all\n" +
               group_text(evaluation) + "\nSurest mistakes\n" + wrong_text(evaluation);
    }
    if (report.against) out += comparison_text(report);
    if (report.streaming) out += streaming_text(report);
    if (!report.weaknesses.empty()) {
        out += "\nTo know before you trust this\n";
        for (const std::string& line : report.weaknesses) out += "  - " + line + "\n";
    }
    return out;
}

std::string fit_text(const FittedDecisions& fitted, const std::string& model) {
    const Thresholds& limits = fitted.thresholds.thresholds;
    std::string out =
        "Fitted " + model + " on " + counted(fitted.clips, "clip") + "\n" +
        table({{"temperature", decimal(fitted.temperature, 2)},
               {"calibration error", decimal(fitted.calibration_error_before, 3) + " before, " +
                                         decimal(fitted.calibration_error_after, 3) + " after"},
               {"thresholds", "enter " + decimal(limits.enter, 2) + ", exit " +
                                  decimal(limits.exit, 2) + ", dwell " +
                                  decimal(limits.dwell_s, 2) + " s"},
               {"trouble", decimal(fitted.thresholds.cost_before, 1) + " s a minute before, " +
                               decimal(fitted.thresholds.cost_after, 1) + " after"}},
              2);
    for (const std::string& note : fitted.notes) out += "  " + note + "\n";
    return out;
}

}  // namespace spotter
