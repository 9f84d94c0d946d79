#pragma once

#include <string>

#include "app/paths.h"

namespace spotter {

// A path as it is typed where no shell reads it: "~" at its start is the user's home, spaces around
// it are none of it. Without a home it stays as it is.
std::string typed_path(const std::string& text,
                       const Environment& environment = process_environment);

}  // namespace spotter
