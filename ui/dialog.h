#pragma once

#include "ui/rect.h"

namespace spotter {

// A card in the middle of the dimmed window with a title and a close button, `width` × `height`
// logical units at most. True when it is there: draw the content into `body`, then call
// end_dialog(). `close` becomes true when the button was clicked or Esc pressed. Tab and Shift Tab
// lead from one field to the next.
bool begin_dialog(const char* title, float width, float height, Rect& body, bool& close);
// `closing`: nothing more of it is wanted in the next picture.
void end_dialog(bool closing);

}  // namespace spotter
