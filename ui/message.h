#pragma once

#include <string>

#include <imgui.h>

#include "ui/icons.h"
#include "ui/rect.h"

namespace spotter {

// What stands in the middle of a part that has nothing to show yet, is busy, or failed.
struct Message {
    Icon icon = Icon::info;
    ImU32 color = 0;
    std::string title;
    std::string text;       // broken into lines
    std::string primary;    // button; empty: none
    std::string secondary;  // beside it; empty: none
    bool spinning = false;  // instead of the icon
};

// What failed, and the error's line.
Message failure_message(std::string title, const std::string& failure,
                        std::string primary = "Try again", std::string secondary = "");

enum class Clicked { nothing, primary, secondary };

// Draws it in the middle of `area`, on a card of its own.
Clicked draw_message(const Rect& area, const Message& message);

}  // namespace spotter
