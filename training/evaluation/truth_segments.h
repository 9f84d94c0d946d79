#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace spotter {

// A stretch of a recording whose label is known.
struct TruthSegment {
    std::string label;
    double start_s = 0;
    double end_s = 0;
};

// Reads what really happens in a recording: a table (CSV) with the columns `label`, `start_s` and
// `end_s` in any order, or a JSON object with `segments`, a list of objects with these keys. In
// order of time, neighbours of one label joined. Throws Error with the line or entry that is wrong:
// no label, an end before its start, an overlap, nothing at all.
std::vector<TruthSegment> read_truth_segments(const std::filesystem::path& file);

// Where the truth of a video lies: VIDEO.csv, VIDEO.json, or the same without the video's own
// ending; nothing when there is none.
std::optional<std::filesystem::path> truth_beside(const std::filesystem::path& video);

// Joins neighbours of one label.
std::vector<TruthSegment> joined_segments(std::vector<TruthSegment> segments);

}  // namespace spotter
