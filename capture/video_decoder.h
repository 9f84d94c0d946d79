#pragma once

#include <cstdint>
#include <deque>
#include <optional>
#include <stop_token>
#include <string>

#include "capture/av_handles.h"
#include "capture/presentation_clock.h"
#include "capture/source_options.h"
#include "capture/video_input.h"

namespace spotter {

struct DecodedPicture {
    AvFrame picture;  // as coded: not yet RGB, not yet turned
    MediaTime time{};
};

// The pictures of a file or stream in order of presentation. One thread at a time.
class VideoDecoder {
  public:
    // Throws Error as VideoInput, and when there is no decoder for the video.
    VideoDecoder(SourceKind kind, const std::string& url, const std::string& name,
                 const SourceOptions& options, const std::stop_token& stop);

    const VideoInput& input() const { return input_; }
    // Nothing at the end of what can be decoded, or once `stop` is requested.
    std::optional<DecodedPicture> next(const std::stop_token& stop);
    // Pictures are then expected within `patience`, counted from now.
    void expect_within(std::chrono::milliseconds patience) { input_.expect_within(patience); }
    // Exact to the picture: the next one is the one nearest to `time`. False: it cannot be
    // reached; what comes next is then undefined unless the input is not seekable.
    bool seek(MediaTime time, const std::stop_token& stop);
    // How long the file says it is; 0: it does not say for sure. And where the last picture so
    // far ends, not beyond that.
    MediaTime promised() const { return promised_; }
    MediaTime end() const { return end_; }
    // Pictures and packets so far that were damaged.
    std::uint64_t damaged() const { return damaged_ + input_.damaged(); }

  private:
    std::optional<DecodedPicture> decode(const std::stop_token& stop);
    MediaTime end_of(const AVFrame& picture, MediaTime time) const;
    void feed(const std::stop_token& stop);
    std::optional<DecodedPicture> restart_at(MediaTime time, const std::stop_token& stop);

    VideoInput input_;
    const AvCodec codec_;
    const AvPacket packet_;
    PresentationClock clock_;
    std::deque<DecodedPicture> waiting_;  // decoded while seeking
    const MediaTime promised_;
    MediaTime end_{};
    std::uint64_t damaged_ = 0;
};

}  // namespace spotter
