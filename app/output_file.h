#pragma once

#include <filesystem>
#include <string>

namespace spotter {

// Writes `text` as FILE.part and renames it, so that `file` is whole or as it was; "-" is
// standard output, and devices are written to as they are. Throws Error with the cause.
void write_output(const std::filesystem::path& file, const std::string& text);

// Writes what is buffered to standard output. Throws Error when it was not taken.
void flush_output();

// Throws Error when `file` cannot be a new video: a device, or in a folder that is not there.
void check_video_output(const std::filesystem::path& file);

}  // namespace spotter
