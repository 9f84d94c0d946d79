#include "engine/core/counted.h"
#include "training/evaluation/report.h"

namespace spotter {
namespace {

std::string splits_line(const EvaluationOrigin& origin) {
    std::string out;
    for (const SplitSize& size : origin.splits) {
        out += (out.empty() ? "The dataset: " : " · ") +
               (size.split.empty() ? "without a split" : size.split) + " " +
               counted(size.clips, "clip") + ", " + counted(size.groups, "group");
    }
    return out;
}

}  // namespace

std::vector<std::string> origin_lines(const EvaluationReport& report) {
    const EvaluationOrigin& origin = report.origin;
    std::vector<std::string> out;
    if (origin.splits.size() > 1) out.push_back(splits_line(origin));
    if (!origin.epoch_chosen_on.empty()) {
        out.push_back("The model's epoch was chosen on the split “" + origin.epoch_chosen_on +
                      "”.");
    }
    if (!origin.decisions_fitted_on.empty()) {
        out.push_back("Thresholds or temperature were fitted on “" + origin.decisions_fitted_on +
                      "”.");
    }
    if (!report.folded.empty()) {
        std::string names;
        for (const std::string& label : report.folded) {
            names += (names.empty() ? "" : ", ") + display_name(label);
        }
        out.push_back("Counted as " + display_name(report.fold_into) + ": " + names);
    }
    return out;
}

}  // namespace spotter
