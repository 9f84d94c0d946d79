#pragma once

#include "ui/rect.h"

// The ImGui windows that screens draw into.
namespace spotter {

// The whole window, pixels.
Rect whole_window();

// An area of the window that a screen draws on, without decoration, below everything that
// floats. Pair it with end_panel().
void begin_panel(const char* name, const Rect& area);
void end_panel();

// The same above the panels, for what is looked through: it takes no clicks. It lies beneath the
// dialogs that open after its first picture.
void begin_veil(const char* name, const Rect& area);
void end_veil();

// A part of a panel with content `height` high that can be scrolled when it is higher than
// `area`. Returns where the content is drawn: moved by the scrolling, and narrower by the bar.
// Pair it with end_scroll().
Rect begin_scroll(const char* id, const Rect& area, float height);
void end_scroll();
// Whether a part of the scrolled content can be seen, so that the rest need not be drawn.
bool in_view(const Rect& part);

}  // namespace spotter
