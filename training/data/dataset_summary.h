#pragma once

#include <cstddef>
#include <map>
#include <string>
#include <vector>

#include "training/data/dataset.h"

namespace spotter {

struct LabelSummary {
    std::string label;
    bool idle = false;
    std::size_t clips = 0;
    std::size_t groups = 0;
    double minutes = 0;                     // of the clips, as far as their ends are known
    std::map<Split, std::size_t> clips_in;  // of each split
    std::map<Split, std::size_t> groups_in;
};

struct DatasetSummary {
    std::vector<LabelSummary> labels;  // in the dataset's order
    std::size_t clips = 0;
    std::size_t groups = 0;
    double minutes = 0;
    std::map<Split, std::size_t> clips_in;
    std::map<Split, std::size_t> groups_in;
    // What stands in the way of a good model or an honest figure, the gravest first: one label
    // only, one clip of a label, too few groups, imbalance, no rest, no other, groups in several
    // splits. One line each that says what to do.
    std::vector<std::string> warnings;
};

DatasetSummary summarize(const Dataset& dataset);

}  // namespace spotter
