#pragma once

#include <string>
#include <vector>

#include "app/analysis.h"

namespace spotter {

// The segments, for people.
std::string analysis_text(const Analysis& analysis);
// The one analysis as an object, or several, if that were asked for, as an array of them
// (docs/json.md).
std::string analysis_json(const std::vector<Analysis>& analyses, bool several);
// RFC 4180: a line for each window of each recording.
std::string analysis_csv(const std::vector<Analysis>& analyses);
// RFC 4180: a line for each set of each recording.
std::string analysis_sets_csv(const std::vector<Analysis>& analyses);

}  // namespace spotter
