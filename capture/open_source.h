#pragma once

#include <memory>
#include <stop_token>

#include "capture/source_options.h"
#include "capture/source_spec.h"
#include "engine/core/source.h"

namespace spotter {

// Opens a camera, file, stream or the demo. Files are read as fast as they decode: wrap them in
// a PlaybackSource to see them in real time. Throws Error with a remedy when the source is
// missing, busy, not a video, or does not answer in time; also once `stop` is requested.
std::unique_ptr<FrameSource> open_source(const SourceSpec& spec, const SourceOptions& options = {},
                                         std::stop_token stop = {});

}  // namespace spotter
