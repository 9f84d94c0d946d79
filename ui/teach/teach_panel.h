#pragma once

#include "ui/rect.h"
#include "ui/teach/teach_view.h"

namespace spotter {

// Draws the Teach screen into `area` and returns what the user asked for. Call it inside an
// ImGui frame of a context that has a Theme.
TeachActions draw_teach_panel(const TeachView& view, const Rect& area);

}  // namespace spotter
