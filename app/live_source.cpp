#include "app/live_source.h"

#include <utility>

#include "capture/cameras.h"
#include "capture/open_source.h"

namespace spotter {

DefaultSource default_source() {
    if (!list_cameras().empty()) return {parse_source("camera"), {}};
    return {parse_source("demo:"), "No camera was found: this is the demo."};
}

const char* name_of(SourceKind kind) {
    switch (kind) {
        case SourceKind::camera:
            return "camera";
        case SourceKind::file:
            return "file";
        case SourceKind::stream:
            return "stream";
        case SourceKind::demo:
            return "demo";
    }
    return "";
}

LiveSource make_live_source(const SourceSpec& spec, const SourceOptions& options,
                            std::shared_ptr<PlaybackControl> control) {
    LiveSource source;
    source.name = spec.kind == SourceKind::demo ? "Demo workout" : spec.description();
    source.reconnects = spec.kind == SourceKind::camera || spec.kind == SourceKind::stream;
    source.open = [spec, options, control = std::move(control)](
                      std::stop_token stop) -> std::unique_ptr<FrameSource> {
        auto opened = open_source(spec, options, std::move(stop));
        const bool paced = spec.kind == SourceKind::file || spec.kind == SourceKind::demo;
        if (!paced) return opened;
        return std::make_unique<PlaybackSource>(std::move(opened), control);
    };
    return source;
}

}  // namespace spotter
