#pragma once

#include "ui/rect.h"
#include "ui/replay/replay_view.h"

namespace spotter {

// Draws the Replay screen into `area` and returns what the user asked for. Call it inside an
// ImGui frame of a context that has a Theme.
ReplayActions draw_replay_panel(const ReplayView& view, const Rect& area);

}  // namespace spotter
