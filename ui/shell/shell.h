#pragma once

#include "ui/shell/shell_layout.h"
#include "ui/shell/shell_view.h"

namespace spotter {

// Where everything goes in `window`.
ShellLayout lay_out_shell(const ShellView& view, const Rect& window);

// Draws rail, notices and jobs around `layout.content`, which is left to the screen, and returns
// what the user asked for; the digits 1, 2, … lead to the screens. Call both inside an ImGui frame
// of a context that has a Theme.
ShellActions draw_shell(const ShellView& view, const ShellLayout& layout);

}  // namespace spotter
