#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "training/data/dataset.h"

namespace spotter {

struct SplitOptions {
    SplitPlan plan;
    bool redraw = false;  // also of clips that have a split
};

struct SplitReport {
    std::size_t assigned = 0;        // clips that got a split now
    std::size_t kept = 0;            // clips that had one
    std::vector<std::string> notes;  // what a reader of figures must know, one line each
};

// Divides the clips by their groups (or, by clip, one by one: that leaks, and is said), as near
// to the plan's shares for every label as whole groups allow: iterative stratification (Sechidis,
// Tsoumakas, Vlahavas 2011), but a label with few groups has one in train, then in test, then in
// validation. Only clips without a split are drawn unless `redraw`; a clip whose group has a
// split joins it. Same clips and seed, same result. The plan is kept in the dataset. Throws Error
// when the shares are not between 0 and 1 and 1 together.
SplitReport assign_splits(Dataset& dataset, const SplitOptions& options);

// Groups whose clips stand in more than one split.
std::vector<std::string> parted_groups(const Dataset& dataset);

}  // namespace spotter
