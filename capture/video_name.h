#pragma once

#include <filesystem>

namespace spotter {

// Whether the name ends like a video's (".mp4", ".MOV").
bool is_video_name(const std::filesystem::path& file);

}  // namespace spotter
