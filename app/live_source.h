#pragma once

#include <memory>
#include <string>

#include "capture/playback.h"
#include "capture/source_options.h"
#include "capture/source_spec.h"
#include "engine/live/pipeline.h"

namespace spotter {

// What `live` watches when nothing else was asked for: the first camera, or the demo where there
// is none.
struct DefaultSource {
    SourceSpec spec;
    std::string notice;  // why it is the demo; else empty
};
DefaultSource default_source();

// "camera", "file", "stream" or "demo", as sessions and settings have it.
const char* name_of(SourceKind kind);

// How the pipeline opens `spec`: files play in real time under `control`, cameras and streams
// are reconnected.
LiveSource make_live_source(const SourceSpec& spec, const SourceOptions& options,
                            std::shared_ptr<PlaybackControl> control);

}  // namespace spotter
