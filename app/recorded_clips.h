#pragma once

#include <cstddef>
#include <filesystem>

#include "app/paths.h"
#include "engine/core/job.h"
#include "engine/core/pose_track.h"
#include "training/data/clip_import.h"

namespace spotter {

// Cuts a recording of the window into clips of `dataset` and keeps the poses that were found
// meanwhile (`track`, times of the recording), so that training starts at once. `options` names
// label and group. Returns how many clips were added. Throws Error, Cancelled.
std::size_t keep_recording(const std::filesystem::path& recording,
                           const std::filesystem::path& dataset, const ClipImportOptions& options,
                           const PoseTrack& track, const Paths& paths, JobToken& token);

// The part of `track` from `start_s` to `end_s`, times from its first one.
PoseTrack part_of_track(const PoseTrack& track, double start_s, double end_s);

}  // namespace spotter
