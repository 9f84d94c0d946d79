#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "training/data/archive.h"
#include "training/data/dataset.h"
#include "training/data/rejection.h"

namespace spotter {

// One video to import, wherever it lies.
struct SourceVideo {
    std::string name;           // as its source calls it: "squat/a.mp4"
    std::string label;          // may be used
    std::string group;          // of labels.tsv, dataset.json or the import itself; empty: not said
    Split split = Split::none;  // of a folder "train", "validation" or "test"
    std::filesystem::path path;         // the file; empty when it lies in an archive
    std::optional<ArchiveEntry> entry;  // in `archive`
    std::shared_ptr<Archive> archive;
};

struct SourceList {
    std::vector<SourceVideo> videos;
    std::vector<Rejection> rejected;
    std::vector<std::string> notes;
    std::size_t others = 0;  // files that are no videos
};

// The videos of a ZIP, a folder or a single file, with their labels: `label` when it is given,
// else those of labels.tsv or dataset.json at its top, else folder names (path_labels.h). Labels
// that read like one of `known`, or like each other, are taken for it, and said. `scratch`: a
// folder for small files. Throws Error when there is no such source, no video in it, or a single
// video without a label; Cancelled.
SourceList list_source(const std::filesystem::path& source, const std::optional<std::string>& label,
                       const Labels& known, const ArchiveLimits& limits,
                       const std::filesystem::path& scratch, const JobToken& token);

// The name of a folder that has neither folders nor a table in it, and so must be a label's.
std::optional<std::string> label_of_folder(const std::filesystem::path& folder);

}  // namespace spotter
