#pragma once

#include <cstddef>

#include "ui/rect.h"

namespace spotter {

// Where rail, notices, jobs and the screen are, pixels: they fill the window and do not overlap.
// `rail` and `jobs` are empty on a bare screen, `jobs` also when there are none.
struct ShellLayout {
    Rect rail;
    Rect notices;  // below the screen, so that they cover nothing of it
    Rect jobs;
    Rect content;
    float job_height = 0;  // of each
};

ShellLayout shell_layout_for(const Rect& window, float unit, std::size_t jobs, bool bare);

// Gives `height` at the lower end of the screen to notices.
void make_room_for_notices(ShellLayout& layout, float height);

}  // namespace spotter
