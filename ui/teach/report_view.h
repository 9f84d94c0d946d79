#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "ui/chart.h"
#include "ui/choice_view.h"
#include "ui/shell/shell_view.h"

// Teach → Report: how far a model can be trusted.
namespace spotter {

struct LabelFiguresView {
    std::string label;
    int support = 0;
    // Nothing: it was never said (precision), never true (recall), neither (f1).
    std::optional<double> precision;
    std::optional<double> recall;
    double recall_low = 0;  // 95 % interval
    double recall_high = 0;
    std::optional<double> f1;
};

struct GroupFiguresView {
    std::string group;
    int clips = 0;
    int right = 0;
};

// Clips of about the same confidence.
struct CalibrationView {
    double confidence = 0;  // mean
    double accuracy = 0;
    int clips = 0;
};

struct WorstClipView {
    std::string name;
    std::string truth;
    std::string said;
    double confidence = 0;
    bool right = false;
    StripView strip;
};

struct ComparisonView {
    std::string other;    // the other model
    double accuracy = 0;  // its
    int only_this = 0;    // clips that this one alone got right
    int only_other = 0;
    double p_value = 1;  // McNemar's test
};

struct FiguresView {
    std::string model;
    std::string clips;                // "36 clips of the test split, 9 groups"
    std::vector<std::string> origin;  // where the figures come from, a line each
    int right = 0;
    int count = 0;
    double low = 0;  // 95 % interval of right / count
    double high = 0;
    double balanced = 0;
    double macro_f1 = 0;
    double calibration_error = 0;
    std::vector<std::string> warnings;
    std::vector<LabelFiguresView> labels;
    MatrixView confusion;
    std::vector<GroupFiguresView> groups;  // the worst first
    std::vector<CalibrationView> calibration;
    std::vector<WorstClipView> worst;
    std::optional<ComparisonView> comparison;
};

struct ReportForm {
    int model = 0;    // index into models
    int split = 0;    // index into splits
    int against = 0;  // index into against: 0 is nothing to compare with
};

struct ReportView {
    bool empty = false;  // there is nothing to measure on
    ChoiceView models;
    ChoiceView splits;
    ChoiceView against;
    ReportForm form;
    std::optional<JobView> job;
    std::string failure;
    std::optional<FiguresView> figures;
    std::string saved;  // where the last report was written
};

struct ReportActions {
    std::optional<ReportForm> edit;
    bool evaluate = false;
    bool cancel = false;
    bool save = false;  // as one HTML file
    bool open_clips = false;
    std::optional<std::size_t> play;  // index into the worst clips
};

}  // namespace spotter
