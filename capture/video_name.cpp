#include "capture/video_name.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <string>
#include <string_view>

namespace spotter {

bool is_video_name(const std::filesystem::path& file) {
    static constexpr std::array<std::string_view, 16> kEndings = {
        ".mp4", ".mov", ".m4v",  ".mkv", ".webm", ".avi", ".mpg", ".mpeg",
        ".ts",  ".mts", ".m2ts", ".3gp", ".wmv",  ".flv", ".ogv", ".gif"};
    std::string ending = file.extension().string();
    std::transform(ending.begin(), ending.end(), ending.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end();
}

}  // namespace spotter
