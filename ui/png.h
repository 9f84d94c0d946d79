#pragma once

#include <filesystem>

#include "engine/core/image.h"

namespace spotter {

// Writes an RGB picture as a PNG file, whole or not at all. Throws Error.
void write_png(const std::filesystem::path& file, ImageView rgb);

}  // namespace spotter
