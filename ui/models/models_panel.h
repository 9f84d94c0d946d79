#pragma once

#include "ui/models/models_view.h"
#include "ui/rect.h"

namespace spotter {

// Draws the Models screen into `area` and returns what the user asked for. Call it inside an
// ImGui frame of a context that has a Theme.
ModelsActions draw_models_panel(const ModelsView& view, const Rect& area);

}  // namespace spotter
