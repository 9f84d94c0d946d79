#pragma once

#include <string_view>

namespace spotter {

// The order in which people expect names: "clip2" before "clip10", whatever the case of Latin
// letters, those with accents beside those without, and what lies in a folder before its
// longer-named neighbours. No two different names are equal in it.
bool natural_less(std::string_view a, std::string_view b);

}  // namespace spotter
