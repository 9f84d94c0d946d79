#pragma once

#include <optional>
#include <string>
#include <vector>

#include "training/evaluation/proportion.h"

namespace spotter {

// What was counted in one clip.
struct CountedClip {
    std::string file;
    std::string label;         // what is really done
    bool idle = false;         // that is no exercise: every rep is a false one
    double seconds = 0;        // how long it is
    std::optional<int> truth;  // reps; nothing: nobody counted
    bool estimated = false;    // the truth is somebody's estimate
    int counted = 0;
    std::string seen;  // the exercise of most reps; empty without any
};

// How well reps are counted. Errors are of clips whose reps are known; clips that are idle tell
// how often a rep is seen where none is.
struct RepFigures {
    Proportion off_by_one;  // OBO: at most one too many or too few
    Proportion exact;
    double mean_error = 0;  // MAE: of each clip, how much is wrong as a part of its reps
    double idle_s = 0;
    int false_reps = 0;

    double false_reps_per_minute() const { return idle_s > 0 ? false_reps * 60 / idle_s : 0; }
};

RepFigures rep_figures(const std::vector<CountedClip>& clips);

// "5", "~5" for an estimate: as the column `reps` of a labels.tsv says it. Nothing when it is
// empty or no number of reps.
struct RepTruth {
    int reps = 0;
    bool estimated = false;
};
std::optional<RepTruth> rep_truth_from(const std::string& cell);

}  // namespace spotter
