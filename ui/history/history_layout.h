#pragma once

#include "ui/rect.h"

namespace spotter {

// Where the parts of the History screen are, pixels: inside the area, and apart. In a narrow window
// calendar and details share a column, and the one that is not wanted is empty.
struct HistoryLayout {
    Rect header;
    Rect body;      // all below the header
    Rect calendar;  // with what is below it
    Rect list;
    Rect details;
    bool narrow = false;
};

// `details`: whether a workout is looked at.
HistoryLayout history_layout_for(const Rect& area, float unit, bool details);

}  // namespace spotter
