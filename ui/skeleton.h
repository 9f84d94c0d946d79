#pragma once

#include "engine/core/pose.h"
#include "ui/live/live_view.h"
#include "ui/rect.h"

namespace spotter {

// The joints of `pose` (pixels of the frame of `video`) over its picture, which is shown at
// `picture`.
void draw_skeleton(const Pose& pose, const VideoView& video, bool mirrored, const Rect& picture);

}  // namespace spotter
