#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace spotter {

struct LabelsRow {
    std::string label;   // empty: not said
    std::string scene;   // one person in one place; empty: not said
    std::string reps{};  // counted by eye, "~5" for an estimate; empty: not counted
    bool used = false;
};

// Rows of a labels.tsv by their file, a path relative to its folder.
using LabelsTable = std::map<std::string, LabelsRow>;

// The labels.tsv in `folder`: tab-separated with a header line, columns in any order, of which
// file, label, scene and reps count. Empty when there is none. Throws Error that names the line
// when it has no `file` column, is not UTF-8, or a file stands twice.
LabelsTable read_labels_table(const std::filesystem::path& folder);

// The row of `file`, marked as used; an empty one when it has none.
LabelsRow take_row(LabelsTable& table, const std::string& file);

// Files of rows that were not used.
std::vector<std::string> unused_rows(const LabelsTable& table);

}  // namespace spotter
