#pragma once

#include <string>
#include <string_view>

#include "engine/core/source.h"

namespace spotter {

// Where pictures come from, as the user wrote it.
struct SourceSpec {
    SourceKind kind = SourceKind::camera;
    // camera: empty for the first one, an index ("1"), a device path ("/dev/video2") or a name
    // as list_cameras() gives it; file: its path; stream: its URL; demo: what follows "demo:".
    std::string address;

    // For people: "camera:1", "squat.mp4", "rtsp://host/stream" (never a password).
    std::string description() const;
    friend bool operator==(const SourceSpec&, const SourceSpec&) = default;
};

// Parses `camera`, `camera:N`, `camera:/dev/…`, `camera:NAME`, `http(s)://…`, `rtsp://…`,
// `file://…`, `demo:` and paths; a path need not exist. Throws Error on anything else.
SourceSpec parse_source(std::string_view text);

}  // namespace spotter
