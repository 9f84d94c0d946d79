#pragma once

#include <imgui.h>

#include "ui/rect.h"

namespace spotter {

enum class Icon {
    play,
    pause,
    again,
    camera,
    film,
    model,
    chip,
    skeleton,
    mirror,
    chart,
    settings,
    help,
    expand,
    shrink,
    close,
    info,
    warning,
    person,
    down,
    check,
    open,
    teach,
    history,
    replay,
    record,
    stop,
    plus,
    minus,
    trash,
    pencil,
    folder,
    file,
    download,
    undo,
    redo,
    step_back,
    step_on,
    timer,
    target,
};

// Draws `icon` as lines into the square in the middle of `area`.
void draw_icon(ImDrawList& list, const Rect& area, Icon icon, ImU32 color);

}  // namespace spotter
