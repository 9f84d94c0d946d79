#pragma once

#include <string>

#include "ui/rect.h"

namespace spotter {

// A card in the middle of the dimmed window with a title and a close button, `width` × `height`
// logical units at most. True when it is there: draw the content into `body`, then call
// end_dialog(). `close` becomes true when the button was clicked or Esc pressed. Tab and Shift Tab
// lead from one field to the next.
bool begin_dialog(const char* title, float width, float height, Rect& body, bool& close);
// `closing`: nothing more of it is wanted in the next picture.
void end_dialog(bool closing);

// How a dialog was left.
enum class Ended { no, agreed, cancelled };

// The button that agrees ("Save") and Cancel at the lower end of a dialog's `body`, what was
// refused above them. `entered`: Enter was pressed in one of its fields, which agrees, too.
Ended draw_dialog_end(const Rect& body, const std::string& refusal, bool entered,
                      const char* agree);

// What a refusal of more than one line, for which there is room, adds to a dialog's height; logical
// units, as `width`.
float more_refused(float width, const std::string& refusal);

}  // namespace spotter
