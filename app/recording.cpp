#include "app/recording.h"

#include "capture/open_source.h"
#include "capture/source_spec.h"
#include "engine/core/error.h"

namespace spotter {
std::unique_ptr<FrameSource> open_recording(const std::string& file, std::stop_token stop,
                                            int max_short_side) {
    const SourceSpec spec = parse_source(file);
    if (spec.kind == SourceKind::camera || spec.kind == SourceKind::demo) {
        throw Error("open recording", "'" + file + "'", "it never ends",
                    "watch it with 'spotter live --source " + file + "'");
    }
    SourceOptions options;
    options.max_short_side = max_short_side;
    return open_source(spec, options, std::move(stop));
}

ScanOptions recording_scan_options(MediaTime stride) {
    ScanOptions options;
    options.stride = stride;
    options.max_pose_rate = kRecordingPoseRate;
    return options;
}

}  // namespace spotter
