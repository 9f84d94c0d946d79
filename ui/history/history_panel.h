#pragma once

#include "ui/history/history_view.h"
#include "ui/rect.h"

namespace spotter {

// Draws the History screen into `area` and returns what the user asked for. Call it inside an
// ImGui frame of a context that has a Theme.
HistoryActions draw_history_panel(const HistoryView& view, const Rect& area);

}  // namespace spotter
