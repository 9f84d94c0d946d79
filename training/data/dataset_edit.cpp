#include "training/data/dataset_edit.h"

#include <algorithm>
#include <set>
#include <system_error>
#include <utility>

#include "engine/core/error.h"
#include "training/data/clip_names.h"
#include "training/data/entry_name.h"
#include "training/data/label_name.h"
#include "training/data/staging.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "change dataset";
constexpr const char* kTrash = ".trash";

auto find_clip(Dataset& dataset, const std::string& file) {
    return std::find_if(dataset.clips.begin(), dataset.clips.end(),
                        [&](const DatasetClip& clip) { return clip.file == file; });
}

DatasetClip& clip_of(Dataset& dataset, const std::string& file) {
    const auto at = find_clip(dataset, file);
    if (at != dataset.clips.end()) return *at;
    throw Error(kStep, printable(file), "there is no such clip in " + dataset.folder.string(),
                "see 'spotter clips list'");
}

// Files that moved, and go back unless the change came to its end.
class Moves {
  public:
    explicit Moves(fs::path folder) : folder_(std::move(folder)) {}
    ~Moves() {
        if (kept_) return;
        std::error_code ignored;
        for (auto at = done_.rbegin(); at != done_.rend(); ++at) {
            fs::rename(at->second, at->first, ignored);
        }
    }
    Moves(const Moves&) = delete;
    Moves& operator=(const Moves&) = delete;

    void move(const fs::path& from, const fs::path& to) {
        fs::create_directories((folder_ / to).parent_path());
        fs::rename(folder_ / from, folder_ / to);
        done_.emplace_back(folder_ / from, folder_ / to);
    }
    void keep() {
        kept_ = true;
        std::error_code ignored;
        for (const auto& [from, to] : done_) {
            if (from.parent_path() != folder_) fs::remove(from.parent_path(), ignored);  // if empty
        }
    }

  private:
    const fs::path folder_;
    std::vector<std::pair<fs::path, fs::path>> done_;
    bool kept_ = false;
};

// What all changes have in common.
Dataset changed(const fs::path& folder, const std::function<void(Dataset&, Moves&)>& change) {
    try {
        const DatasetLock lock(folder);
        Dataset dataset = read_dataset_if_any(folder);
        Moves moves(folder);
        change(dataset, moves);
        tidy_dataset(dataset);
        write_dataset(dataset);
        moves.keep();
        return dataset;
    } catch (const fs::filesystem_error& error) {
        throw Error(kStep, folder.string(), error.code().message(),
                    "check the folder, its permissions and the free space");
    }
}

// The trash of one deletion is a dataset of its own: the same file names below it.
fs::path new_trash(const fs::path& folder) {
    for (int number = 1;; ++number) {
        std::string digits = std::to_string(number);
        digits.insert(0, digits.size() < 6 ? 6 - digits.size() : 0, '0');
        if (fs::path place = folder / kTrash / digits; fs::create_directories(place)) return place;
    }
}

}  // namespace

Dataset relabel_clips(const fs::path& folder, const std::vector<std::string>& files,
                      const std::string& label, std::vector<ChangedClip>* changes) {
    if (const auto problem = label_problem(label)) {
        throw Error(kStep, printable(label), "the label " + *problem, "choose another one");
    }
    return changed(folder, [&](Dataset& dataset, Moves& moves) {
        const std::string same = known_label(dataset.labels, label);
        ClipNames names(dataset);
        for (const std::string& file : files) {
            DatasetClip& clip = clip_of(dataset, file);
            if (clip.label == same) continue;
            const DatasetClip before = clip;
            clip.label = same;
            clip.file = names.renamed(same, file);
            moves.move(file, clip.file);
            if (changes != nullptr) changes->push_back({before, clip.file});
        }
    });
}

Dataset move_to_split(const fs::path& folder, const std::vector<std::string>& files, Split split,
                      std::vector<ChangedClip>* changes) {
    return changed(folder, [&](Dataset& dataset, Moves&) {
        const bool by_clip = dataset.plan && dataset.plan->by == SplitBy::clip;
        std::set<std::string> groups;
        for (const std::string& file : files) groups.insert(clip_of(dataset, file).group);
        for (DatasetClip& clip : dataset.clips) {
            const bool meant = by_clip ? contains(files, clip.file) : groups.contains(clip.group);
            if (!meant || clip.split == split) continue;
            if (changes != nullptr) changes->push_back({clip, clip.file});
            clip.split = split;
        }
    });
}

Dataset take_back(const fs::path& folder, const std::vector<ChangedClip>& changes) {
    return changed(folder, [&](Dataset& dataset, Moves& moves) {
        ClipNames names(dataset);
        for (const auto& [before, file] : changes) {
            const auto clip = find_clip(dataset, file);
            if (clip == dataset.clips.end()) continue;
            clip->split = before.split;
            if (clip->label == before.label) continue;
            clip->label = before.label;
            clip->file = before.file;
            if (fs::exists(folder / before.file)) clip->file = names.renamed(before.label, file);
            moves.move(file, clip->file);
        }
    });
}

Dataset divide_dataset(const fs::path& folder, const SplitOptions& options, SplitReport* report) {
    return changed(folder, [&](Dataset& dataset, Moves&) {
        SplitReport found = assign_splits(dataset, options);
        if (report != nullptr) *report = std::move(found);
    });
}

TrashedClips delete_clips(const fs::path& folder, const std::vector<std::string>& files) {
    TrashedClips trashed;
    changed(folder, [&](Dataset& dataset, Moves& moves) {
        for (const std::string& file : files) trashed.clips.push_back(clip_of(dataset, file));
        const fs::path place = new_trash(folder);
        trashed.name = place.filename().string();
        Dataset trash;
        trash.folder = place;
        trash.clips = trashed.clips;
        write_dataset(trash);
        for (const std::string& file : files) {
            moves.move(file, fs::path(kTrash) / trashed.name / file);
        }
        const std::set<std::string> gone(files.begin(), files.end());
        std::erase_if(dataset.clips,
                      [&](const DatasetClip& clip) { return gone.contains(clip.file); });
    });
    return trashed;
}

std::vector<TrashedClips> deleted_clips(const fs::path& folder) {
    std::vector<TrashedClips> all;
    std::error_code error;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder / kTrash, error)) {
        if (!is_dataset(entry.path())) continue;
        all.push_back({entry.path().filename().string(), read_dataset_list(entry.path()).clips});
    }
    std::sort(all.begin(), all.end(),
              [](const TrashedClips& a, const TrashedClips& b) { return a.name < b.name; });
    return all;
}

Dataset restore_clips(const fs::path& folder, const std::string& name) {
    const fs::path place = fs::path(kTrash) / name;
    const bool plain = !name.empty() && name.find('/') == std::string::npos && name.front() != '.';
    if (!plain || !is_dataset(folder / place)) {
        throw Error(kStep, printable(name), "there is no such deletion", "it was emptied already");
    }
    Dataset now = changed(folder, [&](Dataset& dataset, Moves& moves) {
        ClipNames names(dataset);
        for (DatasetClip clip : read_dataset_list(folder / place).clips) {
            const fs::path from = place / clip.file;
            if (!fs::exists(folder / from)) continue;
            if (fs::exists(folder / clip.file)) clip.file = names.renamed(clip.label, clip.file);
            moves.move(from, clip.file);
            dataset.clips.push_back(std::move(clip));
        }
    });
    std::error_code ignored;
    fs::remove_all(folder / place, ignored);
    return now;
}

void empty_trash(const fs::path& folder) {
    std::error_code ignored;
    fs::remove_all(folder / kTrash, ignored);
}

}  // namespace spotter
