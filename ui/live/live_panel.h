#pragma once

#include "ui/live/live_view.h"
#include "ui/rect.h"

namespace spotter {

// Draws the Live screen into `area` of the window and returns what the user asked for. Call it
// inside an ImGui frame of a context that has a Theme. F11 and dropped files are the Window's.
LiveActions draw_live_panel(const LiveView& view, const Rect& area);

}  // namespace spotter
