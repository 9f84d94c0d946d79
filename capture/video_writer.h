#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "engine/core/clock.h"
#include "engine/core/image.h"

namespace spotter {

struct VideoWriterOptions {
    int width = 0;  // pixels; an odd side is made even by repeating its last row or column
    int height = 0;
    double frame_rate = 30;           // about; the times given with the pictures count
    int quality = 20;                 // H.264's constant rate factor: 0 (lossless) … 51
    bool fragmented = false;          // all but the last half second can be read even if the
                                      // program dies
    bool keep_unfinished = false;     // with fragments: FILE appears also without finish()
    std::string encoder = "libx264";  // FFmpeg's name; MPEG-4 Part 2 where it is missing
};

// Writes an H.264 MP4 as FILE.part, which becomes FILE in finish(). Without finish() nothing is
// left behind, unless the options say so. One thread at a time. Every method
// throws Error when the file cannot be written (folder, permission, full disk).
class VideoWriter {
  public:
    VideoWriter(const std::filesystem::path& file, const VideoWriterOptions& options);
    ~VideoWriter();
    VideoWriter(const VideoWriter&) = delete;
    VideoWriter& operator=(const VideoWriter&) = delete;

    // `time` must grow by at least 1/60000 s from picture to picture; in the file the first
    // picture is at 0 and the differences are kept. The picture has the writer's size.
    void write(const ImageView& rgb, MediaTime time);
    void finish();

  private:
    class Output;
    std::unique_ptr<Output> output_;
};

}  // namespace spotter
