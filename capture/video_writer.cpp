#include "capture/video_writer.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstring>
#include <new>
#include <optional>
#include <system_error>

#include "capture/av_handles.h"
#include "engine/core/error.h"
#include "engine/core/log.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

// Divides the usual frame rates evenly, and MPEG-4 takes no finer one than 1/65535 s.
constexpr AVRational kTick{1, 60'000};
constexpr AVRational kNanosecond{1, 1'000'000'000};
constexpr int kMaxSide = 8192;

[[noreturn]] void fail(const fs::path& file, int code) {
    if (code == AVERROR(ENOMEM)) throw std::bad_alloc();
    const char* remedy = "check the folder and the disk";
    if (code == AVERROR(ENOSPC) || code == AVERROR(EDQUOT)) remedy = "free some space";
    if (code == AVERROR(EACCES) || code == AVERROR(EPERM) || code == AVERROR(EROFS)) {
        remedy = "choose a folder that you may write to";
    }
    if (code == AVERROR(ENOENT) || code == AVERROR(ENOTDIR)) remedy = "make the folder first";
    throw Error("write video", file.string(), av_error_text(code), remedy);
}

// Removes the unfinished file unless it was kept; or keeps it, too, if anything is in it.
class PartFile {
  public:
    PartFile(const fs::path& target, bool keep_unfinished)
        : target_(target), path_(target.string() + ".part"), keep_unfinished_(keep_unfinished) {}
    ~PartFile() {
        if (kept_) return;
        std::error_code ignored;
        if (keep_unfinished_ && fs::file_size(path_, ignored) > 0 && !ignored) {
            fs::rename(path_, target_, ignored);
        } else {
            fs::remove(path_, ignored);
        }
    }
    PartFile(const PartFile&) = delete;
    PartFile& operator=(const PartFile&) = delete;

    const fs::path& path() const { return path_; }
    void keep() {
        std::error_code error;
        fs::rename(path_, target_, error);
        if (error) fail(target_, AVERROR(error.value()));
        kept_ = true;
    }

  private:
    const fs::path target_;
    const fs::path path_;
    const bool keep_unfinished_;
    bool kept_ = false;
};

using AvFile = std::unique_ptr<AVIOContext, FreeWith<avio_closep>>;

// Copies `rgb` and, where a side is odd, its last column and row once more. swscale reads beyond
// the ends of rows, where a picture of ours has no room for it.
void copy_padded(const ImageView& rgb, AVFrame& out) {
    const auto row_bytes = static_cast<std::size_t>(rgb.width) * 3;
    for (int y = 0; y < out.height; ++y) {
        std::uint8_t* row = out.data[0] + std::ptrdiff_t{out.linesize[0]} * y;
        std::memcpy(row, rgb.row(std::min(y, rgb.height - 1)), row_bytes);
        if (out.width > rgb.width) std::memcpy(row + row_bytes, row + row_bytes - 3, 3);
    }
}

AvScaler make_scaler(int width, int height) {
    AvScaler scaler(sws_getContext(width, height, AV_PIX_FMT_RGB24, width, height,
                                   AV_PIX_FMT_YUV420P, SWS_BILINEAR | SWS_ACCURATE_RND, nullptr,
                                   nullptr, nullptr));
    if (!scaler) throw std::bad_alloc();
    constexpr int kOne = 1 << 16;  // contrast and saturation, 16.16 fixed point
    sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(SWS_CS_DEFAULT), 1,
                             sws_getCoefficients(SWS_CS_ITU709), 0, 0, kOne, kOne);
    return scaler;
}

}  // namespace

class VideoWriter::Output {
  public:
    Output(const fs::path& file, const VideoWriterOptions& options)
        : file_(file), options_(options), part_(file, options.keep_unfinished) {
        quiet_ffmpeg();
        check();
        open_file();
        open_encoder();
        write_header();
        scaler_ = make_scaler(encoder_->width, encoder_->height);
    }

    void write(const ImageView& rgb, MediaTime time);
    void finish();

  private:
    void check() const;
    void open_file();
    void open_encoder();
    AvFrame picture(AVPixelFormat format) const;
    void write_header();
    void encode(const AVFrame* frame);
    void check_code(int code) const {
        if (code < 0) fail(file_, code);
    }

    const fs::path file_;
    const VideoWriterOptions options_;
    PartFile part_;  // before the file, so that it is removed after that was closed
    AvFile io_;
    AvOutput container_;
    AvCodec encoder_;
    AVStream* track_ = nullptr;
    AvFrame rgb_;
    AvFrame frame_;
    AvPacket packet_ = make_av_packet();
    AvScaler scaler_;
    std::optional<MediaTime> first_;
    std::int64_t last_tick_ = -1;
};

void VideoWriter::Output::check() const {
    const auto refuse = [&](const std::string& cause, const std::string& remedy) {
        throw Error("write video", file_.string(), cause, remedy);
    };
    const auto side_fits = [](int side) { return side >= 1 && side <= kMaxSide; };
    if (!side_fits(options_.width) || !side_fits(options_.height)) {
        refuse(std::to_string(options_.width) + "x" + std::to_string(options_.height) +
                   " is not a picture size that can be written",
               "use 1 to " + std::to_string(kMaxSide) + " pixels a side");
    }
    std::error_code ignored;
    if (fs::is_directory(file_, ignored)) refuse("is a folder", "name a file in it");
}

void VideoWriter::Output::open_file() {
    AVFormatContext* container = nullptr;
    check_code(avformat_alloc_output_context2(&container, nullptr, "mp4",
                                              ("file:" + part_.path().string()).c_str()));
    container_.reset(container);
    AVIOContext* io = nullptr;
    check_code(avio_open(&io, container->url, AVIO_FLAG_WRITE));
    io_.reset(io);
    container->pb = io;
}

void VideoWriter::Output::open_encoder() {
    const AVCodec* codec = avcodec_find_encoder_by_name(options_.encoder.c_str());
    if (!codec) {
        log_warning("write video: this FFmpeg has no " + options_.encoder +
                    "; MPEG-4 Part 2 is written instead");
        codec = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    }
    if (!codec) fail(file_, AVERROR_ENCODER_NOT_FOUND);
    encoder_ = make_av_codec(codec);
    const auto even = [](int side) { return side + side % 2; };
    const double rate = std::clamp(options_.frame_rate, 1.0, 240.0);
    encoder_->width = even(options_.width);
    encoder_->height = even(options_.height);
    encoder_->pix_fmt = AV_PIX_FMT_YUV420P;
    encoder_->time_base = kTick;
    encoder_->framerate = av_d2q(rate, 100'000);
    encoder_->gop_size = static_cast<int>(std::lround(rate));  // a key picture every second
    encoder_->colorspace = AVCOL_SPC_BT709;
    encoder_->color_primaries = AVCOL_PRI_BT709;
    encoder_->color_trc = AVCOL_TRC_BT709;
    encoder_->color_range = AVCOL_RANGE_MPEG;
    encoder_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    AvOptions settings;
    if (codec->id == AV_CODEC_ID_MPEG4) {
        encoder_->flags |= AV_CODEC_FLAG_QSCALE;
        encoder_->global_quality = FF_QP2LAMBDA * std::clamp(options_.quality / 6, 1, 31);
    } else {
        settings.set("preset", "veryfast");
        settings.set("crf", std::to_string(std::clamp(options_.quality, 0, 51)));
        // Without delay what was written is in the file, and not still in the encoder.
        if (options_.fragmented) settings.set("tune", "zerolatency");
    }
    check_code(avcodec_open2(encoder_.get(), codec, settings.out()));
    rgb_ = picture(AV_PIX_FMT_RGB24);
    frame_ = picture(encoder_->pix_fmt);
}

AvFrame VideoWriter::Output::picture(AVPixelFormat format) const {
    AvFrame frame = make_av_frame();
    frame->format = format;
    frame->width = encoder_->width;
    frame->height = encoder_->height;
    check_code(av_frame_get_buffer(frame.get(), 0));
    return frame;
}

void VideoWriter::Output::write_header() {
    track_ = avformat_new_stream(container_.get(), nullptr);
    if (!track_) throw std::bad_alloc();
    check_code(avcodec_parameters_from_context(track_->codecpar, encoder_.get()));
    track_->time_base = kTick;
    track_->avg_frame_rate = encoder_->framerate;
    if (options_.fragmented) container_->flags |= AVFMT_FLAG_FLUSH_PACKETS;
    AvOptions settings;
    settings.set("movflags",
                 options_.fragmented ? "frag_keyframe+empty_moov+default_base_moof" : "faststart");
    // Also where fewer pictures come than were expected.
    if (options_.fragmented) settings.set("frag_duration", "500000");  // microseconds
    settings.set("video_track_timescale", std::to_string(kTick.den));
    check_code(avformat_write_header(container_.get(), settings.out()));
}

void VideoWriter::Output::write(const ImageView& rgb, MediaTime time) {
    if (rgb.width != options_.width || rgb.height != options_.height) {
        throw Error("write video", file_.string(), "a picture has another size than the video");
    }
    if (!first_) first_ = time;
    const std::int64_t tick = av_rescale_q((time - *first_).count(), kNanosecond, kTick);
    if (tick <= last_tick_) {
        throw Error("write video", file_.string(), "picture times do not grow");
    }
    check_code(av_frame_make_writable(frame_.get()));
    copy_padded(rgb, *rgb_);
    sws_scale(scaler_.get(), rgb_->data, rgb_->linesize, 0, rgb_->height, frame_->data,
              frame_->linesize);
    frame_->pts = tick;
    last_tick_ = tick;
    encode(frame_.get());
}

// Nothing: what the encoder still holds.
void VideoWriter::Output::encode(const AVFrame* frame) {
    check_code(avcodec_send_frame(encoder_.get(), frame));
    while (true) {
        const int code = avcodec_receive_packet(encoder_.get(), packet_.get());
        if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
        check_code(code);
        packet_->stream_index = track_->index;
        packet_->duration = std::lround(kTick.den / av_q2d(encoder_->framerate));
        av_packet_rescale_ts(packet_.get(), encoder_->time_base, track_->time_base);
        check_code(av_interleaved_write_frame(container_.get(), packet_.get()));
        check_code(io_->error);
    }
}

void VideoWriter::Output::finish() {
    if (!first_) {
        throw Error("write video", file_.string(), "there are no pictures to write");
    }
    encode(nullptr);
    check_code(av_write_trailer(container_.get()));
    avio_flush(io_.get());
    check_code(io_->error);
    AVIOContext* io = io_.release();
    check_code(avio_closep(&io));
    part_.keep();
}

VideoWriter::VideoWriter(const fs::path& file, const VideoWriterOptions& options)
    : output_(std::make_unique<Output>(file, options)) {}

VideoWriter::~VideoWriter() = default;

void VideoWriter::write(const ImageView& rgb, MediaTime time) {
    if (!output_) throw Error("write video", "", "it is already finished");
    output_->write(rgb, time);
}

void VideoWriter::finish() {
    if (!output_) throw Error("write video", "", "it is already finished");
    // Whether it succeeds or not, nothing can follow.
    const std::unique_ptr<Output> output = std::move(output_);
    output->finish();
}

}  // namespace spotter
