#pragma once

#include "ui/files/files_view.h"
#include "ui/rect.h"

namespace spotter {

// Draws the file chooser into `area` and returns what the user asked for. Call it inside an ImGui
// frame of a context that has a Theme.
FilesActions draw_files_panel(const FilesView& view, const Rect& area);

}  // namespace spotter
