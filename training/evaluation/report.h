#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "training/evaluation/comparison.h"
#include "training/evaluation/evaluation.h"
#include "training/evaluation/streaming.h"
#include "training/evaluation/weaknesses.h"

namespace spotter {

// Another model on the same clips.
struct OtherModel {
    std::string model;
    Evaluation evaluation;
    Comparison comparison;
};

// Everything that is known about a model on a dataset; what was not measured is left out.
struct EvaluationReport {
    std::string model;
    EvaluationOrigin origin;
    Labels folded;          // labels of clips that count as …
    std::string fold_into;  // … this one
    std::optional<Evaluation> evaluation;
    std::optional<OtherModel> against;
    std::optional<StreamingFigures> streaming;
    std::vector<std::string> streaming_notes;  // what the streaming figures were measured on
    std::vector<std::string> weaknesses;
    // Of the worst clips: pictures from start to end, side by side, as a data URI; by file.
    std::map<std::string, std::string> filmstrips;
    std::string made_with;  // "Spotter 0.1.0"
};

// Where the figures come from, a line each: the dataset's splits, the split that chose the epoch,
// what decisions were fitted on, and labels that count as others.
std::vector<std::string> origin_lines(const EvaluationReport& report);

// One HTML file with everything in it (no scripts, nothing is fetched); light and dark.
std::string report_html(const EvaluationReport& report);

}  // namespace spotter
