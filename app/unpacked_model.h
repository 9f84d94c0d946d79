#pragma once

#include <filesystem>

#include "engine/core/job.h"

namespace spotter {

// A model folder that lies in a ZIP, as 'spotter models export' writes it: unpacked into a folder
// of its own for as long as this lives.
class UnpackedModel {
  public:
    // The folder is made in `place`, hidden. Throws Error when the archive is damaged, holds no
    // model or the disk fails, and Cancelled.
    UnpackedModel(const std::filesystem::path& zip, const std::filesystem::path& place,
                  const JobToken& token);
    ~UnpackedModel();
    UnpackedModel(const UnpackedModel&) = delete;
    UnpackedModel& operator=(const UnpackedModel&) = delete;

    const std::filesystem::path& folder() const { return folder_; }

  private:
    void unpack(const std::filesystem::path& zip, const JobToken& token);

    const std::filesystem::path folder_;
};

}  // namespace spotter
