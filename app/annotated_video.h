#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <vector>

#include "app/analysis.h"

namespace spotter {

// Writes the recording again with the overlay burnt in, as H.264 MP4 without sound; pictures
// whose shorter side is longer than 1080 pixels are made smaller. `output` appears when it is
// complete. Throws Error when it cannot be written, Cancelled once `stop` is requested.
void write_annotated_video(const Analysis& analysis, const std::vector<SeenPose>& poses,
                           const std::filesystem::path& output,
                           const std::function<void(double)>& progress, std::stop_token stop);

}  // namespace spotter
