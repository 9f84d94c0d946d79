#include "training/evaluation/weaknesses.h"

#include <cmath>

#include "engine/core/counted.h"

namespace spotter {
namespace {

constexpr std::size_t kFewClips = 50;
constexpr std::size_t kFewClipsOfLabel = 10;
constexpr std::size_t kFewGroups = 10;
constexpr double kWideInterval = 0.2;
constexpr double kMiscalibrated = 0.1;
constexpr std::size_t kMostNamed = 5;

std::string percent(double share) {
    return std::to_string(std::lround(share * 100)) + " %";
}

std::string named(const std::vector<std::string>& names) {
    std::string out;
    for (std::size_t i = 0; i < names.size() && i < kMostNamed; ++i) {
        out += (i == 0 ? "" : ", ") + names[i];
    }
    return names.size() > kMostNamed ? out + " and others" : out;
}

void add_leaks(const EvaluationOrigin& origin, std::vector<std::string>& out) {
    if (origin.holds_training_clips) {
        out.push_back(
            "The model was trained on clips that are reported here; the figures say how well it "
            "remembers, not how well it recognises. Report the test split.");
    }
    if (!origin.shared_groups.empty()) {
        out.push_back("Training saw other clips of " +
                      counted(origin.shared_groups.size(), "group") + " that are reported here (" +
                      named(origin.shared_groups) + "); the figures are too good.");
    }
    if (!origin.epoch_chosen_on.empty() && origin.split == origin.epoch_chosen_on) {
        out.push_back(
            "The epoch was chosen on these same clips; the figures are a little too "
            "good. Report the test split.");
    }
    if (!origin.decisions_fitted_on.empty() && origin.decisions_fitted_on == fit_name(origin)) {
        out.push_back(
            "Thresholds or temperature were fitted on these same clips; calibration and figures "
            "over time are a little too good.");
    }
}

void add_sizes(const Evaluation& evaluation, const EvaluationOrigin& origin,
               std::vector<std::string>& out) {
    const Proportion& accuracy = evaluation.accuracy;
    if (accuracy.count < kFewClips) {
        out.push_back("Only " + counted(accuracy.count, "clip") +
                      (accuracy.count == 1 ? " was" : " were") +
                      " judged; a few more or fewer right ones would change the figures much.");
    }
    if (evaluation.by_group.size() < kFewGroups) {
        out.push_back("The clips come from only " + counted(evaluation.by_group.size(), "group") +
                      " (people, places or recordings); other people may be recognised worse.");
    }
    if (accuracy.count > 0 && accuracy.width() > kWideInterval) {
        out.push_back("The true accuracy may be anywhere from " + percent(accuracy.low) + " to " +
                      percent(accuracy.high) + ".");
    }
    if (origin.groups_guessed) {
        out.push_back(
            "Which clips belong together was guessed from file names; where the guess "
            "is wrong the figures may be too good.");
    }
}

void add_labels(const Evaluation& evaluation, std::vector<std::string>& out) {
    std::vector<std::string> few;
    std::vector<std::string> absent;
    for (const LabelFigures& label : evaluation.by_label) {
        if (label.support == 0) {
            absent.push_back(display_name(label.label));
        } else if (label.support < kFewClipsOfLabel) {
            few.push_back(display_name(label.label) + " " + std::to_string(label.support));
        }
    }
    if (!absent.empty()) {
        out.push_back("No clip shows " + named(absent) + "; nothing is known about " +
                      (absent.size() == 1 ? "it." : "them."));
    }
    if (!few.empty()) {
        out.push_back("Few clips of a label (" + named(few) + "): its own figures are rough.");
    }
}

}  // namespace

std::string fit_name(const EvaluationOrigin& origin) {
    return origin.dataset + ", " + origin.split;
}

std::vector<std::string> weaknesses(const Evaluation& evaluation, const EvaluationOrigin& origin) {
    std::vector<std::string> out;
    add_leaks(origin, out);
    add_sizes(evaluation, origin, out);
    add_labels(evaluation, out);
    if (evaluation.accuracy.count >= kFewClips && evaluation.calibration_error > kMiscalibrated) {
        out.push_back("Its confidence is off by " + percent(evaluation.calibration_error) +
                      " on average; fit it on a validation split with --fit.");
    }
    if (!origin.failed.empty()) {
        out.push_back(counted(origin.failed.size(), "clip") + " could not be read and " +
                      (origin.failed.size() == 1 ? "is" : "are") + " not counted.");
    }
    return out;
}

}  // namespace spotter
