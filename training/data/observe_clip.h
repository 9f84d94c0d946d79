#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "engine/core/clip.h"
#include "engine/core/pose_track.h"

namespace spotter {

// Every observation of a clip, found as those of recordings are when they are recognised. `pose`
// may be nothing. Throws Error when it is no video, Cancelled.
std::vector<ObservationPtr> observe_clip(const std::filesystem::path& clip, PoseEstimator* pose,
                                         ClipInput& input, const std::stop_token& stop);

// The poses of a clip alone.
PoseTrack find_poses(const std::filesystem::path& clip, PoseEstimator& pose,
                     const std::stop_token& stop);

}  // namespace spotter
