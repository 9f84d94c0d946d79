#pragma once

#include <exception>
#include <filesystem>
#include <string>

namespace spotter {

// Writes `text` as FILE.part and renames it, so that `file` is whole or as it was; "-" is
// standard output, and devices are written to as they are. Throws Error with the cause.
void write_output(const std::filesystem::path& file, const std::string& text);

// Nobody reads standard output any more, as in `spotter … | head`: no failure, and nothing to say.
class ReaderGone : public std::exception {
  public:
    const char* what() const noexcept override { return "nobody reads the output any more"; }
};

// Writes what is buffered to standard output. Throws ReaderGone, or Error when it was not taken.
void flush_output();

// One line on standard error: "spotter: …".
void print_failure(const std::string& message);

// Throws Error when `file` cannot be written, as far as its folder tells: said before long work.
void check_output(const std::filesystem::path& file);
// Throws Error unless `file` ends as what is written there: `what` "a video" as `ending` ".mp4".
// Devices and "-" are called as they are.
void check_ending(const std::filesystem::path& file, const std::string& what,
                  const std::string& ending);
// Both for a video, which devices cannot take.
void check_video_output(const std::filesystem::path& file);

}  // namespace spotter
