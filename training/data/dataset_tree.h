#pragma once

#include <filesystem>

#include "training/data/dataset.h"

namespace spotter {

// A plain tree of LABEL/…/video files, nested or not, without dataset.json. The label is the
// first folder below `folder`. Groups: the `scene` column of a labels.tsv (columns file, label,
// scene; its labels count) when there is one, else guessed from the names (group_name.h), and
// files of the same bytes are of one group; `notes` says what was guessed and left out. Throws
// Error when there is no video with a usable label.
Dataset read_dataset_tree(const std::filesystem::path& folder);

// Whether there is a video in a folder of `folder`. False when there is no such folder.
bool holds_videos(const std::filesystem::path& folder);

}  // namespace spotter
