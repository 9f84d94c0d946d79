#pragma once

#include <map>
#include <set>
#include <string>

#include "training/data/dataset.h"

namespace spotter {

// Gives new clips of a dataset their file names: "squat/anna-0001.mp4" of the source "anna.mov".
// Another source of the same name gets a part of its hash: "squat/anna-1f3a5b-0001.mp4".
class ClipNames {
  public:
    explicit ClipNames(const Dataset& dataset);
    // Never one that is taken, in the dataset or on the disk, also when case is ignored.
    std::string next(const std::string& label, const std::string& source,
                     const std::string& source_sha256);

    // For a clip that gets another label: its name in that label's folder, or one like it.
    std::string renamed(const std::string& label, const std::string& file);

  private:
    bool is_taken(const std::string& file) const;
    std::string first_free(const std::string& stem, const std::string& extension);

    const std::filesystem::path folder_;
    std::set<std::string> taken_;                // without case
    std::map<std::string, std::string> owners_;  // "label/stem" without case: the source's hash
};

// A source's name as part of a file name: without folders and extension, without what file
// systems refuse, at most 80 bytes.
std::string clip_stem(const std::string& source);

}  // namespace spotter
