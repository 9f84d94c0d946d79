#pragma once

#include <span>
#include <vector>

#include "engine/core/clip.h"
#include "engine/core/pose_track.h"
#include "engine/live/recording_scan.h"

namespace spotter {

// A clip whose poses are known, as scan_recording() goes through its video: its poses and windows.
// `input` and `classifier` are those of a `skeleton` model; `stride`: zero for the default.
// Precondition: the track is not empty.
void scan_track(const PoseTrack& track, ClipInput& input, ClipClassifier& classifier,
                MediaTime stride, const ScanCallbacks& callbacks);

// The windows alone.
std::vector<ScannedWindow> windows_from_track(const PoseTrack& track, ClipInput& input,
                                              ClipClassifier& classifier, MediaTime stride);

// The tracks one after the other as one, scaled to the height of the first one's pictures; `gap`
// between the last pose of one and the first of the next.
PoseTrack joined_tracks(std::span<const PoseTrack> tracks, MediaTime gap);

}  // namespace spotter
