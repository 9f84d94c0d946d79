#pragma once

#include "ui/shell/shell_layout.h"
#include "ui/shell/shell_view.h"

namespace spotter {

// Draws rail and jobs around `layout.content`, which is left to the screen, and returns what the
// user asked for; the digits 1, 2, … lead to the screens. Call it inside an ImGui frame of a
// context that has a Theme. Notices are drawn above `layout.content`, unless the screen shows
// them itself (`with_notices`).
ShellActions draw_shell(const ShellView& view, const ShellLayout& layout, bool with_notices);

}  // namespace spotter
