#include "training/data/path_labels.h"

#include <algorithm>
#include <cstddef>
#include <optional>

#include "training/data/label_name.h"

namespace spotter {
namespace {

// Folders of one path, the outermost first.
std::vector<std::string> folders_of(const std::string& path) {
    std::vector<std::string> folders;
    std::size_t begin = 0;
    for (std::size_t slash = path.find('/'); slash != std::string::npos;
         slash = path.find('/', begin)) {
        folders.push_back(path.substr(begin, slash - begin));
        begin = slash + 1;
    }
    return folders;
}

std::optional<Split> split_of_folder(const std::string& folder) {
    const std::string name = case_folded(folder);
    if (name == "train" || name == "training") return Split::train;
    if (name == "val" || name == "valid" || name == "validation") return Split::validation;
    if (name == "test" || name == "testing") return Split::test;
    return std::nullopt;
}

// How many outer folders all paths share, leaving each at least one.
std::size_t shared_folders(const std::vector<std::vector<std::string>>& all) {
    for (std::size_t depth = 0;; ++depth) {
        for (const auto& folders : all) {
            if (folders.size() < depth + 2 || folders[depth] != all.front()[depth]) return depth;
        }
    }
}

}  // namespace

std::vector<PathLabel> labels_from_paths(const std::vector<std::string>& paths) {
    std::vector<PathLabel> labels;
    if (paths.empty()) return labels;
    std::vector<std::vector<std::string>> all;
    for (const std::string& path : paths) all.push_back(folders_of(path));
    const std::size_t shared = shared_folders(all);
    const bool has_splits = std::all_of(all.begin(), all.end(), [&](const auto& folders) {
        return folders.size() >= shared + 2 && split_of_folder(folders[shared]);
    });
    for (const auto& folders : all) {
        PathLabel label;
        std::size_t at = shared;
        if (has_splits) label.split = *split_of_folder(folders[at++]);
        if (at < folders.size()) label.label = folders[at];
        labels.push_back(std::move(label));
    }
    return labels;
}

}  // namespace spotter
