#pragma once

#include <concepts>
#include <string>

namespace spotter {

// "1 clip", "2 clips".
template <std::integral Count>
std::string counted(Count count, const std::string& noun) {
    return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

}  // namespace spotter
