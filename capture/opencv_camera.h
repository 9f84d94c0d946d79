#pragma once

#include <memory>

#include "capture/camera_source.h"

namespace spotter {

// The camera through OpenCV's V4L2. Throws Error when it is missing, busy, or may not be used.
std::unique_ptr<CameraDevice> open_opencv_camera(const CameraInfo& camera,
                                                 const SourceOptions& options);

}  // namespace spotter
