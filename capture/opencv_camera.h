#pragma once

#include <memory>

#include "capture/camera_source.h"

namespace spotter {

// The camera through OpenCV's V4L2. Throws Error when it is missing, busy, or may not be used.
std::unique_ptr<CameraDevice> open_opencv_camera(const CameraInfo& camera,
                                                 const SourceOptions& options);

// Throws Error when a camera cannot be used now: `open_error` is what opening it left in errno
// (0: it is open, and `query` asks it, leaving its refusal in errno).
void check_camera(const std::string& path, int open_error, const V4l2Query& query);

}  // namespace spotter
