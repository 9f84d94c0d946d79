#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "training/data/dataset.h"

namespace spotter {

// Held while a dataset's folder is changed: another window or program waits. Short work only.
class DatasetLock {
  public:
    // Throws Error when the folder cannot be written to.
    explicit DatasetLock(const std::filesystem::path& folder);
    ~DatasetLock();
    DatasetLock(const DatasetLock&) = delete;
    DatasetLock& operator=(const DatasetLock&) = delete;

  private:
    int descriptor_ = -1;
};

// A hidden folder inside the dataset where new clips are made, so that they come in all at once
// or not at all. What a killed program left behind is removed by the next Staging of the same
// dataset.
class Staging {
  public:
    // Makes the dataset's folder, too, where it is missing; cleans up after killed programs.
    // Throws Error when it cannot be written to.
    explicit Staging(const std::filesystem::path& dataset);
    // Removes itself, and the dataset's folder if it made that and nothing came of it.
    ~Staging();
    Staging(const Staging&) = delete;
    Staging& operator=(const Staging&) = delete;

    const std::filesystem::path& path() const { return path_; }

    // A clip that was made here, or one of the dataset, and its new place there.
    struct Move {
        std::filesystem::path from;
        std::string to;  // relative to the dataset
    };
    // Moves the clips to their places and then writes `after`, with the lock held by the caller.
    // Whenever this dies, the next Staging finds which files to remove, and which to move back.
    // Throws Error; the dataset is then as it was.
    void commit(const std::vector<Move>& moves, const Dataset& after);

  private:
    const std::filesystem::path dataset_;
    std::filesystem::path path_;
    int lock_ = -1;
    bool made_dataset_ = false;
};

}  // namespace spotter
