#pragma once

#include <string>

#include "app/cli/json_output.h"
#include "engine/live/rep_events.h"

namespace spotter {

// A set as `analyze` and `live` write it (docs/json.md).
Json set_json(const SetRecord& set);
// "12 reps  2.1 s each (up 0.9, down 1.2), 18 % slower at the end", "held for 0:30.0".
std::string set_text(const SetRecord& set);

}  // namespace spotter
