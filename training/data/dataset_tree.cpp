#include "training/data/dataset_tree.h"

#include <algorithm>
#include <fstream>
#include <map>
#include <set>
#include <string>
#include <system_error>
#include <vector>

#include "capture/video_name.h"
#include "engine/core/error.h"
#include "engine/core/sha256.h"
#include "training/data/group_name.h"
#include "training/data/label_name.h"
#include "training/data/labels_table.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "read dataset";
constexpr std::size_t kMostNotes = 5;

// The videos below `folder` as relative paths, sorted; what is hidden is left out.
std::vector<std::string> videos_below(const fs::path& folder) {
    std::vector<std::string> files;
    try {
        for (auto at = fs::recursive_directory_iterator(folder); at != fs::end(at); ++at) {
            if (at->path().filename().string().starts_with('.')) {
                at.disable_recursion_pending();
            } else if (at->is_regular_file() && is_video_name(at->path())) {
                files.push_back(at->path().lexically_relative(folder).generic_string());
            }
        }
    } catch (const fs::filesystem_error& error) {
        throw Error(kStep, folder.string(), error.code().message(), "check its permissions");
    }
    std::sort(files.begin(), files.end());
    return files;
}

// Notes of one kind, the first few of them.
class Notes {
  public:
    explicit Notes(std::vector<std::string>& out) : out_(out) {}
    ~Notes() {
        if (count_ > kMostNotes) {
            out_.push_back(std::to_string(count_ - kMostNotes) + " more files are left out");
        }
    }
    Notes(const Notes&) = delete;
    Notes& operator=(const Notes&) = delete;
    void add(const std::string& note) {
        if (++count_ <= kMostNotes) out_.push_back(note);
    }

  private:
    std::vector<std::string>& out_;
    std::size_t count_ = 0;
};

// Files of equal bytes get one group: only those of equal size are read.
void join_equal_files(Dataset& dataset) {
    std::map<std::uintmax_t, std::vector<DatasetClip*>> by_size;
    for (DatasetClip& clip : dataset.clips) {
        std::error_code error;
        const auto size = fs::file_size(dataset.folder / clip.file, error);
        if (!error) by_size[size].push_back(&clip);
    }
    for (const auto& [size, clips] : by_size) {
        if (clips.size() < 2) continue;
        std::map<std::string, DatasetClip*> first;
        for (DatasetClip* clip : clips) {
            clip->source_sha256 = sha256_of_file(dataset.folder / clip->file, kStep);
            const auto [at, is_new] = first.try_emplace(clip->source_sha256, clip);
            if (is_new) continue;
            clip->group = at->second->group;
            dataset.notes.push_back(clip->file + " has the same bytes as " + at->second->file);
        }
    }
}

void say_what_was_guessed(Dataset& dataset, std::size_t scenes) {
    std::set<std::string> groups;
    for (const DatasetClip& clip : dataset.clips) groups.insert(clip.group);
    const std::string counts = std::to_string(dataset.clips.size()) + " clips in " +
                               std::to_string(groups.size()) + " groups";
    if (scenes == dataset.clips.size()) {
        dataset.notes.push_back("groups are the scenes of labels.tsv: " + counts);
    } else if (scenes > 0) {
        dataset.notes.push_back("groups are the scenes of labels.tsv and, for " +
                                std::to_string(dataset.clips.size() - scenes) +
                                " clips, guessed from file names: " + counts);
    } else {
        dataset.notes.push_back("groups were guessed from file names: " + counts);
    }
}

}  // namespace

bool holds_videos(const fs::path& folder) {
    std::error_code error;
    if (!fs::is_directory(folder, error)) return false;
    const std::vector<std::string> videos = videos_below(folder);
    return std::any_of(videos.begin(), videos.end(),
                       [](auto& file) { return file.find('/') != std::string::npos; });
}

Dataset read_dataset_tree(const fs::path& folder) {
    Dataset dataset;
    dataset.folder = folder;
    LabelsTable table = read_labels_table(folder);
    std::size_t scenes = 0;
    Labels labels;
    std::set<std::string> joined;
    {
        Notes notes(dataset.notes);
        for (const std::string& file : videos_below(folder)) {
            const fs::path path(file);
            const LabelsRow row = take_row(table, file);
            DatasetClip clip;
            clip.file = file;
            clip.source = path.filename().string();
            const bool in_folder = path.has_parent_path();
            clip.label = !row.label.empty() ? row.label : in_folder ? path.begin()->string() : "";
            if (const auto problem = label_problem(clip.label)) {
                notes.add(file + " is left out: " +
                          (in_folder ? "its label " + *problem : "it is in no label's folder"));
                continue;
            }
            if (const std::string same = known_label(labels, clip.label); same != clip.label) {
                if (joined.insert(clip.label).second) {
                    notes.add(clip.label + " is taken for " + same);
                }
                clip.label = same;
            } else if (!contains(labels, same)) {
                labels.push_back(same);
            }
            clip.group =
                !row.scene.empty() ? row.scene : group_from_name(path.stem().string(), clip.label);
            if (clip.group.empty()) clip.group = (path.parent_path() / path.stem()).string();
            scenes += row.scene.empty() ? 0 : 1;
            dataset.clips.push_back(std::move(clip));
        }
    }
    if (dataset.clips.empty()) {
        throw Error(kStep, folder.string(), "there is no LABEL/video in it",
                    "put each label's videos into a folder of its name");
    }
    for (const std::string& file : unused_rows(table)) {
        dataset.notes.push_back(file + " is in labels.tsv but not in the folder");
    }
    join_equal_files(dataset);
    say_what_was_guessed(dataset, scenes);
    tidy_dataset(dataset);
    return dataset;
}

}  // namespace spotter
