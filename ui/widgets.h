#pragma once

#include <string>

#include "ui/choice_view.h"
#include "ui/icons.h"
#include "ui/rect.h"
#include "ui/text.h"
#include "ui/theme.h"

// The few parts that the screens are made of. Rectangles are in pixels of the window.
namespace spotter {

// A rounded surface.
void draw_card(const Rect& area, ImU32 color);
// The part `fraction`, 0 … 1, of a rounded track.
void draw_bar(const Rect& area, float fraction, ImU32 color);
void draw_spinner(const Rect& area, ImU32 color);
// Under the pointer, when the last part is hovered.
void tooltip(const std::string& text);
bool key_pressed(ImGuiKey key, bool repeat = false);
// The same, and nobody else in this picture is told of it.
bool take_key(ImGuiKey key);
// How a row that was clicked just now was: by the keys that are held down.
RowClick row_click();

// Each returns true when it was clicked.
bool icon_button(const char* id, const Rect& area, Icon icon, const std::string& hint,
                 bool on = false);
// Not `enabled`, it is faint and never clicked.
bool text_button(const char* id, const Rect& area, const std::string& text, bool primary,
                 bool enabled = true);
// A row with a switch at its right end.
bool toggle(const char* id, const Rect& area, const std::string& text, bool on);

struct ChoiceStyle {
    Icon icon = Icon::camera;
    std::string caption;  // above what is chosen; without one the button is a single line
    std::string none;     // shown when nothing is chosen
    std::string more;     // a last entry after a line, such as "Open a file or stream…"
};

// A button that opens a list; the arrows and Enter choose in it, Esc closes it. Returns the index
// that was chosen, the number of items for `more`, or -1.
int choice(const char* id, const Rect& area, const ChoiceView& view, const ChoiceStyle& style);

}  // namespace spotter
