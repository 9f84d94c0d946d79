#pragma once

#include <string>
#include <string_view>

namespace spotter {

// Which clips are of one recording or person, guessed from a file's name alone:
// "v_Squat_g05_c02" (UCF101) is of "v_Squat_g05", "anna_kitchen_3" of "anna_kitchen". `stem`: the
// name without folder and extension. Empty when the name tells nothing: it is a number, alone or
// behind the label or a word like "clip" ("squat_003").
std::string group_from_name(std::string_view stem, std::string_view label);

// Whether the name is UCF101's: "…_g05_c02".
bool is_ucf101_name(std::string_view stem);

}  // namespace spotter
