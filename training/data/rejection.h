#pragma once

#include <string>

namespace spotter {

// One thing of many that could not be used, for a report: the rest was used.
struct Rejection {
    std::string name;    // as its source calls it, fit for one line of a terminal
    std::string reason;  // "it is encrypted; unpack it yourself first"
};

}  // namespace spotter
