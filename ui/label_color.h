#pragma once

#include <imgui.h>

namespace spotter {

// The colour of the label in this place of a model's or dataset's list, from 0 on: sixteen hues,
// evenly spread as the eye sees them, then sixteen between those, and so on again. Places that
// follow each other lie far apart, hues that do differ in lightness too. All are readable on every
// background of the theme, and dark type on them.
ImU32 label_hue(int place);

}  // namespace spotter
