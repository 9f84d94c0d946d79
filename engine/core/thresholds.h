#pragma once

namespace spotter {

// When a score becomes a label and stops being one; comes with the model.
struct Thresholds {
    double enter = 0.6;    // a new label must reach this …
    double exit = 0.4;     // … and stands until its score is below this
    double dwell_s = 0.5;  // how long it must hold, and the least time between two changes
};

}  // namespace spotter
