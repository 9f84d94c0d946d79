#pragma once

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "training/data/dataset.h"
#include "training/data/splits.h"

namespace spotter {

// Changes to a dataset in its folder. Each reads what is there, changes it and writes it at once,
// so that windows and programs do not undo each other's work; each returns what is there now.
// `files` name clips as DatasetClip::file does. All throw Error when a clip is not there, when
// the folder cannot be written to, or as read_dataset(); the dataset is then as it was.

// A clip as it was before a change, and its file since.
struct ChangedClip {
    DatasetClip before;
    std::string file;
};

// The clips' label and folder become `label` (or the label that reads like it). New file names are
// in the result. `changes`, if given, is what take_back() needs.
Dataset relabel_clips(const std::filesystem::path& folder, const std::vector<std::string>& files,
                      const std::string& label, std::vector<ChangedClip>* changes = nullptr);

// Into a split, with all clips of their groups, so that groups stay whole.
Dataset move_to_split(const std::filesystem::path& folder, const std::vector<std::string>& files,
                      Split split, std::vector<ChangedClip>* changes = nullptr);

// Labels, splits and files become what they were before a change; clips that were deleted since
// stay away, and one whose place is taken gets another name.
Dataset take_back(const std::filesystem::path& folder, const std::vector<ChangedClip>& changes);

// Divides the clips (see assign_splits). `report` may be nothing.
Dataset divide_dataset(const std::filesystem::path& folder, const SplitOptions& options,
                       SplitReport* report = nullptr);

// What delete_clips() took away; kept in a hidden folder of the dataset until it is emptied.
struct TrashedClips {
    std::string name;  // of the deletion, in the order of time
    std::vector<DatasetClip> clips;
};

// Moves clips to the dataset's trash.
TrashedClips delete_clips(const std::filesystem::path& folder,
                          const std::vector<std::string>& files);
// Deletions that can be undone, the newest last.
std::vector<TrashedClips> deleted_clips(const std::filesystem::path& folder);
// Undoes one deletion; a clip whose place is taken meanwhile comes back under another name.
Dataset restore_clips(const std::filesystem::path& folder, const std::string& name);
void empty_trash(const std::filesystem::path& folder);

}  // namespace spotter
