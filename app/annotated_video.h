#pragma once

#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/analysis.h"

namespace spotter {

// What the annotated video of a recording is called among those of others:
// "squat.annotated.mp4".
std::string annotated_name(const std::filesystem::path& recording);
// Whether a file is called so: it is a result, and no recording itself.
bool is_annotated_name(const std::filesystem::path& file);

// Writes the recording again with the overlay burnt in, as H.264 MP4 without sound; pictures
// whose shorter side is longer than 1080 pixels are made smaller. `output` appears when it is
// complete. Throws Error when it cannot be written, Cancelled once `stop` is requested.
void write_annotated_video(const Analysis& analysis, const std::vector<SeenPose>& poses,
                           const std::filesystem::path& output,
                           const std::function<void(double)>& progress, std::stop_token stop);

}  // namespace spotter
