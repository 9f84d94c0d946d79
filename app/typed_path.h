#pragma once

#include <string>

#include "app/paths.h"

namespace spotter {

// A path as it is typed or pasted where no shell reads it: "~" at its start is the user's home,
// spaces and quotes around it are none of it, and "file://…", as file managers copy it, is the
// file. Without a home it stays as it is.
std::string typed_path(const std::string& text,
                       const Environment& environment = process_environment);

}  // namespace spotter
