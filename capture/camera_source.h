#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>

#include "capture/cameras.h"
#include "capture/source_options.h"
#include "engine/core/source.h"

namespace spotter {

// A camera that is open and streaming: OpenCV's, or a scripted one in tests.
class CameraDevice {
  public:
    virtual ~CameraDevice() = default;
    virtual int width() const = 0;
    virtual int height() const = 0;
    virtual double frame_rate() const = 0;  // negotiated; 0: unknown
    // Waits for the next picture, at most about two seconds. False: none came.
    virtual bool grab() = 0;
    // When the driver got the grabbed picture; nothing when it does not say.
    virtual std::optional<SteadyTime> grabbed_at() const = 0;
    // The grabbed picture as RGB; empty when it cannot be decoded.
    virtual Image retrieve() = 0;
    virtual bool still_there() const = 0;
};

using SteadyNow = std::function<SteadyTime()>;

// Pictures of a camera, mirrored for display, timed by the steady clock. Pictures that waited in
// the driver while nobody read are skipped. read() throws Error when the camera is unplugged or
// falls silent; the caller opens it anew.
std::unique_ptr<FrameSource> make_camera_source(std::unique_ptr<CameraDevice> device,
                                                std::string name,
                                                SteadyNow now = std::chrono::steady_clock::now);

// Opens a camera of list_cameras(): asks for MJPG at the wished size and rate and takes what it
// gives. Throws Error when it is missing, busy, or may not be used.
std::unique_ptr<FrameSource> open_camera(const CameraInfo& camera, const SourceOptions& options);

}  // namespace spotter
