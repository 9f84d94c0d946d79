#pragma once

#include <string>

#include "app/cli/json_output.h"
#include "app/evaluation/rep_counting.h"

namespace spotter {

// What `spotter eval --reps` prints: for people, and for programs (docs/json.md).
std::string reps_text(const RepCounts& counts, const std::string& model);
Json reps_json(const RepCounts& counts, const std::string& model);

}  // namespace spotter
