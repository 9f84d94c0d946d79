#pragma once

#include <string>

#include "ui/rect.h"
#include "ui/theme.h"

// Type on the current ImGui window's draw list. Rectangles are in pixels of the window.
namespace spotter {

enum class Align { left, center, right };

float text_width(const std::string& text, Type type);

// One line, vertically centred in `area`; shortened with "…" when it is too wide.
void draw_text(const Rect& area, const std::string& text, Type type, ImU32 color,
               Align align = Align::left);

// What draw_text() draws of it in this width.
std::string shortened_text(const std::string& text, Type type, float width);

// The same for a name whose end tells it from its neighbours ("squat-monday-0012.mp4"): shortened
// in its middle.
void draw_name(const Rect& area, const std::string& name, Type type, ImU32 color);

// The same as large as fits in width and height, from `largest` pixels down to the part `least`
// of it.
void draw_text_fitted(const Rect& area, const std::string& text, Type type, float largest,
                      ImU32 color, Align align = Align::left, float least = 0.45F);

// Broken into lines from the top of `area`; returns the height it takes, as paragraph_height().
float draw_paragraph(const Rect& area, const std::string& text, Type type, ImU32 color,
                     Align align = Align::left);
// The same with no more lines than `area` has room for; the last one then ends with "…". For texts
// that may be as long as somebody likes.
float draw_clipped_paragraph(const Rect& area, const std::string& text, Type type, ImU32 color);
float paragraph_height(float width, const std::string& text, Type type);

}  // namespace spotter
