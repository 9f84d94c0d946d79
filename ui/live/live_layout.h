#pragma once

#include <cstddef>

#include "ui/rect.h"

namespace spotter {

// Where the parts of the Live screen are, pixels. No two of them overlap, and all are inside
// the area that it was given; `playback` is empty when there is nothing to play.
struct LiveLayout {
    float unit = 1;  // pixels of one logical unit of type and spacing, see unit_for()
    Rect top_bar;
    Rect video;     // the picture is fitted into it
    Rect hero;      // the current label in large type
    Rect timeline;  // the last 30 seconds
    Rect playback;
    Rect coach;                  // the card of the workout
    bool coach_compact = false;  // too low for more than the number
    Rect scores;                 // the card of confidences
    Rect score_rows;             // inside `scores`
    float row_height = 0;        // of one confidence
    bool rows_scroll = false;
    bool rows_compact = false;  // name, bar and number in one line
};

// Pixels of one logical unit: the display's scale, grown with the window so that a large
// window across the room stays readable, and shrunk a little in a small one. In steps of 1/8,
// because fonts are made anew for each step.
float unit_for(float width, float height, float scale);

// `unit`: of the whole window. Areas below 320 × 180 are laid out as that size.
LiveLayout layout_for(Rect area, float unit, std::size_t label_count, bool with_playback);

}  // namespace spotter
