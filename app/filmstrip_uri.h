#pragma once

#include <string>
#include <vector>

#include "engine/core/image.h"

namespace spotter {

// Pictures of one height, side by side, as a JPEG that an HTML file can hold:
// "data:image/jpeg;base64,…"; empty for none. Throws Error.
std::string filmstrip_uri(const std::vector<Image>& pictures);

}  // namespace spotter
