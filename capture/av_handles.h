#pragma once

// FFmpeg's headers and owners of its objects; only for sources of this folder and its tests.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <string>

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/parseutils.h>
#include <libswscale/swscale.h>
}

#include "engine/core/free_with.h"

namespace spotter {

using AvFrame = std::unique_ptr<AVFrame, FreeWith<av_frame_free>>;
using AvPacket = std::unique_ptr<AVPacket, FreeWith<av_packet_free>>;
using AvCodec = std::unique_ptr<AVCodecContext, FreeWith<avcodec_free_context>>;
using AvInput = std::unique_ptr<AVFormatContext, FreeWith<avformat_close_input>>;
using AvOutput = std::unique_ptr<AVFormatContext, FreeWith<avformat_free_context>>;
using AvScaler = std::unique_ptr<SwsContext, FreeWith<sws_freeContext>>;

// These throw std::bad_alloc.
AvFrame make_av_frame();
AvPacket make_av_packet();
AvCodec make_av_codec(const AVCodec* codec);

// What FFmpeg says about one of its error codes: "No space left on device".
std::string av_error_text(int code);

// FFmpeg keeps display matrices as bytes.
constexpr std::size_t kDisplayMatrixBytes = 9 * sizeof(std::int32_t);
inline std::span<const std::int32_t, 9> display_matrix(const std::uint8_t* data) {
    return std::span<const std::int32_t, 9>(reinterpret_cast<const std::int32_t*>(data), 9);
}

// Options for FFmpeg's open functions, which take out those that they know.
class AvOptions {
  public:
    AvOptions() = default;
    ~AvOptions() { av_dict_free(&options_); }
    AvOptions(const AvOptions&) = delete;
    AvOptions& operator=(const AvOptions&) = delete;

    void set(const char* key, const std::string& value);
    AVDictionary** out() { return &options_; }

  private:
    AVDictionary* options_ = nullptr;
};

// Sends what FFmpeg prints to the debug log. Idempotent; every user of FFmpeg calls it first.
void quiet_ffmpeg();

}  // namespace spotter
