#pragma once

#include <memory>
#include <stop_token>
#include <string>

#include "engine/core/source.h"
#include "engine/live/observation_stream.h"
#include "engine/live/recording_scan.h"

namespace spotter {

// Opens a file (or a recording behind an address) to be read from start to end as fast as it
// decodes. Throws Error when it is no video, or never ends (cameras, the demo).
std::unique_ptr<FrameSource> open_recording(const std::string& file, std::stop_token stop,
                                            int max_short_side = kRecordingShortSide);

// How recordings are scanned, the same for every command and the window. `stride`: between two
// windows; zero: half a window.
ScanOptions recording_scan_options(MediaTime stride);

}  // namespace spotter
