#pragma once

#include <optional>
#include <stop_token>
#include <string>

#include "engine/core/frame.h"

namespace spotter {

enum class SourceKind { camera, file, stream, demo };

struct SourceInfo {
    SourceKind kind = SourceKind::file;
    std::string name;  // for people: "Integrated Camera", "squat.mp4"
    int width = 0;     // pixels, after rotation
    int height = 0;
    double frame_rate = 0;  // nominal or negotiated, frames per second; 0: unknown
    MediaTime duration{};   // 0: unknown or endless
    bool mirrored = false;  // show it mirrored (a camera that faces the user)
    // What is wrong with a file, one line: "cut off: 8.5 s of 18.4 s could be read". Known at its
    // end, as is how long it really is; empty: nothing.
    std::string note = {};
};

// Camera, file, stream, demo, or a scripted source in tests. One thread at a time.
class FrameSource {
  public:
    virtual ~FrameSource() = default;
    virtual SourceInfo info() const = 0;
    // The next frame in order, or nothing at the end or once `stop` is requested. Blocks at
    // most the source's read timeout. Throws Error when the source fails (unplugged, stalled).
    virtual std::optional<Frame> read(std::stop_token stop) = 0;
    // Goes to the frame nearest to `time`; the next frame starts a new epoch. False: the
    // source cannot seek (cameras, most streams).
    virtual bool seek(MediaTime) { return false; }
};

}  // namespace spotter
