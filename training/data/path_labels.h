#pragma once

#include <string>
#include <vector>

#include "training/data/dataset.h"

namespace spotter {

// What the folders that a video lies in say about it.
struct PathLabel {
    std::string label;          // not yet checked; empty: it lies in no folder
    Split split = Split::none;  // of a folder "train", "validation" or "test"
};

// Of every video of one source, by their relative paths. The label is the first folder below
// those that all share ("dataset/squat/anna/1.mp4" beside "dataset/rest/2.mp4": squat), and below
// folders of splits ("train/squat/…").
std::vector<PathLabel> labels_from_paths(const std::vector<std::string>& paths);

}  // namespace spotter
