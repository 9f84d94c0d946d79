#pragma once

#include <cstdint>
#include <filesystem>
#include <memory>
#include <stop_token>
#include <string>

#include "capture/source_options.h"
#include "engine/core/source.h"

namespace spotter {

// Throws Error (one line, with a remedy) when `path` is plainly no video: nothing is there, it is a
// folder or empty, or may not be read. What is in it is not looked at.
void check_video_file(const std::filesystem::path& path);

// The video track of a file or stream, through FFmpeg: upright RGB pictures with their
// presentation times, which start near 0 and strictly grow within an epoch. Other tracks and
// cover pictures are ignored. What is damaged is left out or concealed, and counted. Files end
// where their readable part ends, and info() then says how much is missing, and how long that
// part is. One thread at a time.
class VideoReader : public FrameSource {
  public:
    // Both throw Error (one line, with a remedy) unless a first picture was decoded; streams
    // within the connect timeout, and at once when `stop` is requested.
    static std::unique_ptr<VideoReader> open_file(const std::filesystem::path& path,
                                                  const SourceOptions& options = {},
                                                  std::stop_token stop = {});
    // `url`: http, https or rtsp.
    static std::unique_ptr<VideoReader> open_stream(const std::string& url,
                                                    const SourceOptions& options = {},
                                                    std::stop_token stop = {});
    ~VideoReader() override;

    SourceInfo info() const override;
    // Throws Error when a stream stalls or breaks off, or the disk fails.
    std::optional<Frame> read(std::stop_token stop) override;
    // Exact to the frame. False: a stream that cannot seek, or the place cannot be reached.
    bool seek(MediaTime time) override;
    // Pictures and packets so far that were damaged.
    std::uint64_t damaged_frames() const;

  private:
    class State;
    explicit VideoReader(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

}  // namespace spotter
