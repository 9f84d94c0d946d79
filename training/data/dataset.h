#pragma once

#include <cstddef>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/core/labels.h"

namespace spotter {

enum class Split { none, train, validation, test };
std::string_view to_string(Split split);
// Nothing when it is no split's name.
std::optional<Split> split_from(std::string_view name);

// One clip of a dataset: a video file, and where it came from.
struct DatasetClip {
    std::string file;           // in the dataset's folder, with slashes: "squat/a-0003.mp4"
    std::string label;          // see label_problem()
    std::string group;          // recording, video, person or scene: its clips are never parted
    std::string source;         // name of the video it was cut from, for people; may be empty
    std::string source_sha256;  // of that video: 64 hex digits, or empty
    double start_s = 0;         // where it lies in that video
    double end_s = 0;           // 0: to the end
    Split split = Split::none;
    friend bool operator==(const DatasetClip&, const DatasetClip&) = default;
};

enum class SplitBy { group, clip };

// How clips are divided; kept with the dataset, so that later clips are divided the same way.
struct SplitPlan {
    SplitBy by = SplitBy::group;
    int seed = 1;  // 0 or more
    double train = 0.70;
    double validation = 0.15;
    double test = 0.15;
    friend bool operator==(const SplitPlan&, const SplitPlan&) = default;
};

// What is remembered of a video that clips were cut from.
struct SourceRecord {
    std::string fingerprint;  // what it looks like, to find it encoded anew (fingerprint.h)
    std::string cut;          // into which spans it was cut, last
    std::size_t clips = 0;    // that it was cut into
    friend bool operator==(const SourceRecord&, const SourceRecord&) = default;
};

// A value. `clips` are sorted by file, `labels` are those of the clips, idle ones last.
struct Dataset {
    std::filesystem::path folder;
    std::vector<DatasetClip> clips;
    Labels labels;
    std::optional<SplitPlan> plan;                // nothing: the clips were not divided yet
    std::map<std::string, SourceRecord> sources;  // by source_sha256
    // What was guessed or left out while reading, one line each.
    std::vector<std::string> notes;
};

// The dataset in `folder`: its dataset.json, else a plain tree of LABEL/*.mp4 (or other videos;
// see dataset_tree.h). Clips whose file is gone are left out and said in `notes`. Throws Error
// that names the file when there are no clips or dataset.json is not right: every name is
// checked before a path is made of it.
Dataset read_dataset(const std::filesystem::path& folder);

// The same, but without clips where there are none, also where there is no folder yet.
Dataset read_dataset_if_any(const std::filesystem::path& folder);

// Its dataset.json alone, whether the files are there or not. Throws Error.
Dataset read_dataset_list(const std::filesystem::path& folder);

// Whether `folder` has a dataset.json.
bool is_dataset(const std::filesystem::path& folder);

// Writes dataset.json into the folder, whole or not at all, after sorting; labels and notes
// follow from the clips and are not kept. Throws Error when it cannot be written.
void write_dataset(const Dataset& dataset);

// Whether `file` is a path that stays inside a dataset's folder, and is not hidden there.
bool stays_in_dataset(const std::string& file);

// Sorts the clips by file and makes the labels from them.
void tidy_dataset(Dataset& dataset);

// Indices into `clips` of those in `split`.
std::vector<std::size_t> clips_in(const Dataset& dataset, Split split);

// SHA-256 over every clip's file, size, label, group and split: changes when the dataset does.
std::string dataset_sha256(const Dataset& dataset);

}  // namespace spotter
