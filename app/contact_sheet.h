#pragma once

#include <span>
#include <string>

#include "engine/core/image.h"
#include "engine/core/pose_track.h"

namespace spotter {

// One clip of a contact sheet.
struct SheetClip {
    std::string title;
    PoseTrack track;
};

// Clips in columns, each as a skeleton model sees it: the picture, the front and the side of the
// body in rows, some moments side by side. Throws Error when there are too many for one picture,
// and in a build without the pose estimator.
Image draw_contact_sheet(std::span<const SheetClip> clips, int columns);

}  // namespace spotter
