#pragma once

#include <filesystem>
#include <stop_token>
#include <vector>

#include "engine/core/clip.h"
#include "engine/core/pose_track.h"

namespace spotter {

// Pictures of a recording that are looked at per second: two for each of a clip's. The same as
// when recordings are predicted, so that training sees what recognition sees.
inline constexpr double kObservedRate = 15;

// Every observation of a clip, found as recognition finds them. `pose` may be nothing. Throws
// Error when it is no video, Cancelled.
std::vector<ObservationPtr> observe_clip(const std::filesystem::path& clip, PoseEstimator* pose,
                                         ClipInput& input, const std::stop_token& stop);

// The poses of a clip alone.
PoseTrack find_poses(const std::filesystem::path& clip, PoseEstimator& pose,
                     const std::stop_token& stop);

}  // namespace spotter
