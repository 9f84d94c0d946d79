#pragma once

#include "ui/live/live_view.h"

namespace spotter {

// Draws the Live screen over the whole window and returns what the user asked for. Call it
// inside an ImGui frame of a context that has a Theme. F11 and dropped files are the Window's.
LiveActions draw_live_panel(const LiveView& view);

}  // namespace spotter
