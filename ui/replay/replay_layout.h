#pragma once

#include "ui/rect.h"

namespace spotter {

// Logical height of the foot of the timeline's ruler, where its marks are; the times stand above.
inline constexpr float kRulerFoot = 5;

// Where the parts of the Replay screen are, pixels. Parts do not overlap.
struct ReplayLayout {
    Rect header;
    Rect picture;
    Rect transport;
    Rect side;      // what is selected, or the list of sets
    Rect legend;    // of the timeline, from here on
    Rect overview;  // the whole length
    Rect ruler;
    Rect plot;
    Rect segments;
    Rect compared;  // the other model's segments; empty without a comparison
    Rect sets;

    // From ruler to sets: what zooms and pans together.
    Rect lanes() const { return {ruler.x, ruler.y, ruler.width, sets.bottom() - ruler.y}; }
};

// `unit`: pixels of a logical unit.
ReplayLayout replay_layout_for(const Rect& area, float unit, bool comparing);

// From times to places on the timeline and back. Precondition: last_s > first_s.
struct TimeScale {
    double first_s = 0;
    double last_s = 1;
    float x = 0;
    float width = 1;

    float x_of(double time_s) const {
        return x + static_cast<float>((time_s - first_s) / (last_s - first_s)) * width;
    }
    double time_at(float px) const {
        return first_s + static_cast<double>((px - x) / width) * (last_s - first_s);
    }
    double seconds_in(float pixels) const {
        return static_cast<double>(pixels / width) * (last_s - first_s);
    }
};

// The least round step between marks so that they are `least` pixels apart: 0.1 s to hours.
double ruler_step_s(const TimeScale& scale, float least);

}  // namespace spotter
