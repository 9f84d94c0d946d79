#pragma once

#include <optional>
#include <string>
#include <vector>

#include "engine/core/weight.h"
#include "ui/rect.h"

// What can be typed, counted up and chosen in a form. Rectangles are in pixels of the window.
namespace spotter {

struct TextEdit {
    std::optional<std::string> text;  // what stands there now, once it changed
    bool entered = false;             // Enter was pressed
    bool active = false;              // it has, or had until now, the keyboard
};

// One line of text; `hint` stands there while it is empty. In a dialog it keeps the keyboard after
// Enter.
TextEdit text_field(const char* id, const Rect& area, const std::string& text,
                    const std::string& hint, bool focus = false);

// The same for a field of a form, which holds what was typed. True when Enter was pressed.
bool form_field(const char* id, const Rect& area, std::string& text, const char* hint,
                bool focus = false);
// A weight, and beside it its unit.
bool weight_field(const Rect& area, std::string& text, WeightUnit& unit, bool focus = false);
// Names of WeightUnit's values, in their order.
const std::vector<std::string>& weight_units();
// Of fields in forms, and of the captions over them; pixels.
float field_height();
float caption_height();

// The same for a path, with a button beside it that leads to the file chooser.
struct PathEdit : TextEdit {
    bool browse = false;  // the button was clicked
};
PathEdit path_field(const char* id, const Rect& area, const std::string& text,
                    const std::string& hint, bool focus = false);

// Choices side by side, of which one is current. Returns the one that was clicked, or -1.
int segments(const char* id, const Rect& area, const std::vector<std::string>& items, int current);

struct Steps {
    double least = 0;
    double most = 100;
    double step = 1;
    int decimals = 0;
    std::string unit = {};  // " s"
    bool factors = false;   // doubles and halves instead
    std::string text = {};  // shown in the number's place
};

// A caption, a number, and − and + beside it. Returns the new number once it was clicked.
std::optional<double> stepper(const char* id, const Rect& area, const std::string& caption,
                              double value, const Steps& steps);

// A line that opens and closes what is beneath it. True when it was clicked.
bool fold(const char* id, const Rect& area, const std::string& text, bool open);

// A small rounded button with a text of its own width; `width` is what it takes.
float chip_width(const std::string& text);
bool chip(const char* id, const Rect& area, const std::string& text, bool on);

// A line in small type above a field.
void caption(const Rect& area, const std::string& text);

// A bar that says what was done and takes it back: "Deleted squat-3 · Undo". True for undo.
bool undo_bar(const char* id, const Rect& area, const std::string& text);

// A sentence that is no error but matters, with a sign before it; returns its height.
float warning_line(const Rect& area, const std::string& text);
float warning_height(float width, const std::string& text);

}  // namespace spotter
