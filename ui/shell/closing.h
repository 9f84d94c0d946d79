#pragma once

#include <string>

#include "ui/rect.h"

namespace spotter {

// What a window shows that was closed while a session cannot be written yet.
struct ClosingView {
    std::string problem;  // one line: why, and what to do
    int left_s = 0;       // so long it is tried on
};

// All over `area`. True: the user does not want to wait.
bool draw_closing(const ClosingView& view, const Rect& area);

}  // namespace spotter
