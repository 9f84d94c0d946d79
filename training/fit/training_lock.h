#pragma once

#include <filesystem>

namespace spotter {

// One training at a time into one name: held from construction to destruction, and let go by the
// system when the process ends in whatever way, so that no lock is ever stale.
class TrainingLock {
  public:
    // Locks the training whose state is in `work`, which is made when missing. Throws Error that
    // names the process that holds it.
    explicit TrainingLock(const std::filesystem::path& work);
    ~TrainingLock();
    TrainingLock(const TrainingLock&) = delete;
    TrainingLock& operator=(const TrainingLock&) = delete;

  private:
    int descriptor_ = -1;
};

}  // namespace spotter
