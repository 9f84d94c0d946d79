#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "engine/core/job.h"
#include "training/data/dataset.h"
#include "training/data/rejection.h"

namespace spotter {

struct DatasetCheck {
    std::size_t clips = 0;  // that were read from start to end
    // What should be mended before training: clips that cannot be read, the same video under two
    // labels or in two splits, groups in two splits.
    std::vector<Rejection> problems;
    // What may be as it should be, one line each: files that are not part of the dataset.
    std::vector<std::string> notes;
};

// Reads every clip from start to end and compares what they look like. Publishes progress. Throws
// Cancelled.
DatasetCheck check_dataset(const Dataset& dataset, JobToken& token);

}  // namespace spotter
