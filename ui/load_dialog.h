#pragma once

#include <optional>
#include <string>

#include "engine/core/weight.h"

namespace spotter {

// What is typed of a set; empty: none.
struct LoadForm {
    std::string weight;  // "22.5"
    WeightUnit unit = WeightUnit::kg;
    std::string note;

    friend bool operator==(const LoadForm&, const LoadForm&) = default;
};

// The dialog that says what was lifted in a set, in Live and in Replay.
struct LoadView {
    std::string title;  // "Squat, set 2"; empty: there is no set yet
    LoadForm form;
    std::string last_time;  // "40 kg, heavy"; may be empty
    std::string refusal;    // one line: why the weight was not understood
};

struct LoadActions {
    std::optional<LoadForm> edit;  // the form, once it was changed
    bool save = false;
    bool close = false;
};
LoadActions draw_load_dialog(const LoadView& load);

}  // namespace spotter
