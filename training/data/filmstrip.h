#pragma once

#include <cstddef>
#include <filesystem>
#include <stop_token>
#include <vector>

#include "engine/core/image.h"

namespace spotter {

// `count` pictures of a video, evenly over its length and in order, each `height` pixels high.
// Fewer when it has fewer pictures. Throws Error when it is no video; Cancelled once `stop` is
// requested. A clip of two seconds takes a few dozen milliseconds.
std::vector<Image> filmstrip(const std::filesystem::path& video, std::size_t count, int height,
                             std::stop_token stop = {});

}  // namespace spotter
