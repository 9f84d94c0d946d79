#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/labels.h"
#include "training/evaluation/proportion.h"

namespace spotter {

// What a model said of one clip whose label is known.
struct ClipVerdict {
    std::string file;
    std::string group;  // clips of one group show the same person, place or recording
    std::string truth;
    Scores scores;                     // one per label of the evaluation
    std::vector<Scores> windows = {};  // those that `scores` are the mean of; may be left out
};

// One label, as scikit-learn's classification report counts it.
struct LabelFigures {
    std::string label;
    std::size_t support = 0;  // clips that are it
    std::size_t said = 0;     // clips that were called it
    Proportion recall;        // of those that are it, those that were called it
    // Of those that were called it, those that are it; nothing: it was never said.
    std::optional<double> precision;
    std::optional<double> f1;  // nothing: it was never said, and never true
};

struct GroupFigures {
    std::string group;
    std::size_t clips = 0;
    std::size_t right = 0;
};

// Clips whose confidence lies in (low, high]; what a perfectly calibrated model is right in.
struct CalibrationBin {
    double low = 0;
    double high = 0;
    std::size_t count = 0;
    double confidence = 0;  // mean
    double accuracy = 0;
};

// How a clip was judged.
struct JudgedClip {
    ClipVerdict verdict;
    std::string said;       // the label with the highest score
    double confidence = 0;  // its score
    double margin = 0;      // score of the truth minus the highest other; negative: wrong
    bool right = false;
};

// The figures of one model on one set of clips. Averages are over labels that occur, in the
// truth or in what was said, and take a precision that is not there for 0, as scikit-learn has
// it; balanced accuracy is over the labels in the truth.
struct Evaluation {
    Labels labels;
    std::vector<JudgedClip> clips;  // in the order given
    Proportion accuracy;
    double balanced_accuracy = 0;
    double macro_precision = 0;
    double macro_recall = 0;
    double macro_f1 = 0;
    double weighted_f1 = 0;                           // by support
    std::vector<LabelFigures> by_label;               // one per label, also those that are absent
    std::vector<std::vector<std::size_t>> confusion;  // [truth][said]
    double calibration_error = 0;                     // ECE over `calibration` (Guo et al. 2017)
    std::vector<CalibrationBin> calibration;          // ten of equal width
    // What logits would be divided by for the most honest confidence on these clips; nothing: their
    // windows are not known.
    std::optional<double> temperature;
    std::vector<GroupFigures> by_group;  // the worst first
};

// Throws Error when a verdict's truth is not one of `labels`, or has more or fewer scores.
Evaluation evaluation_from_verdicts(const Labels& labels, std::vector<ClipVerdict> verdicts);

// Indices into `clips`: the surest mistakes first, then what was hardly right.
std::vector<std::size_t> worst_clips(const Evaluation& evaluation, std::size_t most);

}  // namespace spotter
