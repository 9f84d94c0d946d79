#pragma once

#include <string>

#include "ui/live/live_view.h"

namespace spotter {

// What the large type says, and the lines around it.
struct HeroText {
    enum class Tone { label, quiet, warning };
    std::string large;
    std::string caption = {};  // beneath it, small; may be empty
    std::string number = {};   // at the other end, as large
    Tone tone = Tone::quiet;
    float fraction = -1;  // of the bar beneath; negative: no bar
};

HeroText hero_text(const LiveView& view);

// What whoever trains is asked for in large type over the picture: of whom half is seen and no
// exercise was recognised yet, while an idle label stands beneath it; empty: nothing.
std::string request_text(const LiveView& view);

// The display name of a label of the view; "Unsure" for -1.
std::string label_name(const LiveView& view, int label);
// Whether it is one of the idle labels, or none.
bool is_idle(const LiveView& view, int label);

}  // namespace spotter
