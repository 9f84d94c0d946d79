#include "capture/open_source.h"

#include "capture/camera_source.h"
#include "capture/cameras.h"
#include "capture/demo_source.h"
#include "capture/video_reader.h"
#include "engine/core/error.h"

namespace spotter {

std::unique_ptr<FrameSource> open_source(const SourceSpec& spec, const SourceOptions& options,
                                         std::stop_token stop) {
    switch (spec.kind) {
        case SourceKind::camera:
            return open_camera(find_camera(list_cameras(), spec.address), options);
        case SourceKind::file:
            return VideoReader::open_file(spec.address, options, stop);
        case SourceKind::stream:
            return VideoReader::open_stream(spec.address, options, stop);
        case SourceKind::demo:
            return open_demo(options.demo_folder / "workout.mp4",
                             options.demo_folder / "workout.json");
    }
    throw Error("open source", spec.description(), "is of an unknown kind");
}

}  // namespace spotter
