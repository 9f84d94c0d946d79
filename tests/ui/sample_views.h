#pragma once

#include <string>
#include <vector>

#include "ui/live/live_view.h"

// Made-up states of the Live screen, for the tests and for the gallery of pictures.
namespace spotter {

// A person who stands in the middle of a picture of this size, all joints visible.
Pose standing_pose(int width, int height);

// A camera that shows a squat, with four labels and a full timeline.
LiveView squat_view();

// `count` labels with made-up scores; the last two are idle ones.
void give_labels(LiveView& view, std::size_t count);

struct NamedView {
    std::string name;
    LiveView view;
};

// Every state that the Live screen has.
std::vector<NamedView> all_live_views();

}  // namespace spotter
