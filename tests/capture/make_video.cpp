#include "tests/capture/make_video.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace spotter::test {
namespace {

constexpr int kBits = 12;
constexpr AVRational kMillisecond{1, 1000};
constexpr std::int64_t kLastPicture = 40;
constexpr int kAudioRate = 44'100;

int checked(int code) {
    if (code < 0) throw std::runtime_error("make video: " + av_error_text(code));
    return code;
}

void fill(Image& image, int left, int top, int right, int bottom, const Colour& colour) {
    for (int y = top; y < bottom; ++y) {
        for (int x = left; x < right; ++x) {
            std::uint8_t* pixel = image.row(y) + x * 3;
            pixel[0] = static_cast<std::uint8_t>(colour.red);
            pixel[1] = static_cast<std::uint8_t>(colour.green);
            pixel[2] = static_cast<std::uint8_t>(colour.blue);
        }
    }
}

Colour mean(const ImageView& picture, int left, int top, int size) {
    std::array<int, 3> sum{};
    for (int y = top; y < top + size; ++y) {
        for (int x = left; x < left + size; ++x) {
            for (std::size_t c = 0; c < 3; ++c) {
                sum[c] += picture.row(y)[x * 3 + static_cast<int>(c)];
            }
        }
    }
    const int count = size * size;
    return {sum[0] / count, sum[1] / count, sum[2] / count};
}

// One file being muxed.
class Muxer {
  public:
    Muxer(const std::filesystem::path& file, const VideoRecipe& recipe) : recipe_(recipe) {
        quiet_ffmpeg();
        AVFormatContext* context = nullptr;
        checked(avformat_alloc_output_context2(&context, nullptr, recipe.container.c_str(),
                                               file.c_str()));
        context_.reset(context);
    }

    void make() {
        if (!recipe_.ticks.empty()) add_video();
        if (recipe_.audio) add_audio();
        if (recipe_.subtitles) add_subtitles();
        if (recipe_.cover) add_cover();
        checked(avio_open(&context_->pb, context_->url, AVIO_FLAG_WRITE));
        AvOptions options;
        if (recipe_.moov_first) options.set("movflags", "faststart");
        checked(avformat_write_header(context_.get(), options.out()));
        if (recipe_.cover) write_cover();
        if (recipe_.subtitles) write_subtitles();
        if (recipe_.audio) write_audio();
        if (!recipe_.ticks.empty()) write_video();
        checked(av_write_trailer(context_.get()));
        checked(avio_closep(&context_->pb));
    }

  private:
    AVStream* add_track(AVCodecContext& codec) {
        AVStream* track = avformat_new_stream(context_.get(), nullptr);
        checked(avcodec_parameters_from_context(track->codecpar, &codec));
        track->time_base = codec.time_base;
        return track;
    }

    bool wants_global_header() const {
        return (context_->oformat->flags & AVFMT_GLOBALHEADER) != 0;
    }

    void add_video() {
        const AVCodec* codec = avcodec_find_encoder_by_name(recipe_.encoder.c_str());
        if (!codec) throw std::runtime_error("make video: no encoder " + recipe_.encoder);
        video_ = make_av_codec(codec);
        video_->width = recipe_.width;
        video_->height = recipe_.height;
        video_->pix_fmt = recipe_.format;
        video_->time_base = kMillisecond;
        video_->gop_size = recipe_.key_interval;
        video_->max_b_frames = recipe_.b_frames;
        video_->colorspace = recipe_.matrix;
        video_->color_range = recipe_.range;
        video_->sample_aspect_ratio = recipe_.pixel_aspect;
        video_->strict_std_compliance = FF_COMPLIANCE_UNOFFICIAL;
        video_->thread_count = 1;
        if (wants_global_header()) video_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        if (recipe_.encoder != "libx264") {
            video_->flags |= AV_CODEC_FLAG_QSCALE;
            video_->global_quality = FF_QP2LAMBDA * 2;
        }
        AvOptions options;
        if (recipe_.encoder == "libx264") {
            options.set("crf", "8");
            options.set("preset", recipe_.b_frames > 0 ? "medium" : "ultrafast");
        }
        checked(avcodec_open2(video_.get(), codec, options.out()));
        video_track_ = add_track(*video_);
        video_track_->sample_aspect_ratio = recipe_.pixel_aspect;
        if (recipe_.rotation != 0) {
            auto* matrix = reinterpret_cast<std::int32_t*>(av_stream_new_side_data(
                video_track_, AV_PKT_DATA_DISPLAYMATRIX, kDisplayMatrixBytes));
            av_display_rotation_set(matrix, recipe_.rotation);
        }
    }

    void add_audio() {
        const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_AAC);
        audio_ = make_av_codec(codec);
        audio_->sample_fmt = AV_SAMPLE_FMT_FLTP;
        audio_->sample_rate = kAudioRate;
        audio_->time_base = {1, kAudioRate};
        av_channel_layout_default(&audio_->ch_layout, 1);
        if (wants_global_header()) audio_->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
        checked(avcodec_open2(audio_.get(), codec, nullptr));
        audio_track_ = add_track(*audio_);
    }

    void add_subtitles() {
        subtitle_track_ = avformat_new_stream(context_.get(), nullptr);
        subtitle_track_->codecpar->codec_type = AVMEDIA_TYPE_SUBTITLE;
        subtitle_track_->codecpar->codec_id = AV_CODEC_ID_SUBRIP;
        subtitle_track_->time_base = kMillisecond;
    }

    void add_cover() {
        const AVCodec* codec = avcodec_find_encoder(AV_CODEC_ID_MJPEG);
        cover_ = make_av_codec(codec);
        cover_->width = 320;
        cover_->height = 240;
        cover_->pix_fmt = AV_PIX_FMT_YUVJ420P;
        cover_->time_base = {1, 25};
        checked(avcodec_open2(cover_.get(), codec, nullptr));
        cover_track_ = add_track(*cover_);
        cover_track_->disposition = AV_DISPOSITION_ATTACHED_PIC;
    }

    void encode(AVCodecContext& codec, const AVFrame* frame, AVStream& track) {
        checked(avcodec_send_frame(&codec, frame));
        const AvPacket packet = make_av_packet();
        while (true) {
            const int code = avcodec_receive_packet(&codec, packet.get());
            if (code == AVERROR(EAGAIN) || code == AVERROR_EOF) return;
            checked(code);
            packet->stream_index = track.index;
            // The last picture has a length too, or players may leave it out.
            if (packet->duration == 0) packet->duration = kLastPicture;
            av_packet_rescale_ts(packet.get(), codec.time_base, track.time_base);
            checked(av_interleaved_write_frame(context_.get(), packet.get()));
        }
    }

    AvFrame picture(AVPixelFormat format) const {
        AvFrame frame = make_av_frame();
        frame->format = format;
        frame->width = recipe_.width;
        frame->height = recipe_.height;
        checked(av_frame_get_buffer(frame.get(), 0));
        return frame;
    }

    void write_video() {
        const bool full = recipe_.range == AVCOL_RANGE_JPEG;
        const AvScaler scaler(sws_getContext(
            recipe_.width, recipe_.height, AV_PIX_FMT_RGB24, recipe_.width, recipe_.height,
            recipe_.format, SWS_BILINEAR | SWS_ACCURATE_RND, nullptr, nullptr, nullptr));
        sws_setColorspaceDetails(scaler.get(), sws_getCoefficients(SWS_CS_DEFAULT), 1,
                                 sws_getCoefficients(recipe_.matrix), full ? 1 : 0, 0, 1 << 16,
                                 1 << 16);
        int number = recipe_.first_number;
        for (const std::int64_t tick : recipe_.ticks) {
            const Image image = numbered_picture(recipe_.width, recipe_.height, number++);
            const AvFrame rgb = picture(AV_PIX_FMT_RGB24);
            for (int y = 0; y < recipe_.height; ++y) {
                std::memcpy(rgb->data[0] + std::ptrdiff_t{rgb->linesize[0]} * y, image.row(y),
                            image.stride());
            }
            const AvFrame frame = picture(recipe_.format);
            frame->pts = tick;
            frame->color_range = recipe_.range;
            frame->colorspace = recipe_.matrix;
            if (recipe_.encoder != "libx264") frame->quality = video_->global_quality;
            sws_scale(scaler.get(), rgb->data, rgb->linesize, 0, recipe_.height, frame->data,
                      frame->linesize);
            encode(*video_, frame.get(), *video_track_);
        }
        encode(*video_, nullptr, *video_track_);
    }

    void write_audio() {
        const std::int64_t milliseconds = recipe_.audio_ms > 0    ? recipe_.audio_ms
                                          : recipe_.ticks.empty() ? 1000
                                                                  : recipe_.ticks.back();
        const AvFrame frame = make_av_frame();
        frame->format = audio_->sample_fmt;
        frame->nb_samples = audio_->frame_size;
        frame->sample_rate = kAudioRate;
        checked(av_channel_layout_copy(&frame->ch_layout, &audio_->ch_layout));
        checked(av_frame_get_buffer(frame.get(), 0));
        std::memset(frame->data[0], 0, static_cast<std::size_t>(frame->linesize[0]));
        for (std::int64_t at = 0; at < milliseconds * kAudioRate / 1000; at += frame->nb_samples) {
            frame->pts = at;
            encode(*audio_, frame.get(), *audio_track_);
        }
        encode(*audio_, nullptr, *audio_track_);
    }

    void write_subtitles() {
        const std::string text = "Lift slowly";
        const AvPacket packet = make_av_packet();
        checked(av_new_packet(packet.get(), static_cast<int>(text.size())));
        std::memcpy(packet->data, text.data(), text.size());
        packet->stream_index = subtitle_track_->index;
        packet->pts = packet->dts = 0;
        packet->duration = 500;
        checked(av_interleaved_write_frame(context_.get(), packet.get()));
    }

    void write_cover() {
        const AvFrame frame = make_av_frame();
        frame->format = cover_->pix_fmt;
        frame->width = cover_->width;
        frame->height = cover_->height;
        frame->pts = 0;
        checked(av_frame_get_buffer(frame.get(), 0));
        for (std::size_t plane = 0; plane < 3; ++plane) {
            const int height = plane == 0 ? frame->height : frame->height / 2;
            std::memset(frame->data[plane], 128,
                        static_cast<std::size_t>(frame->linesize[plane] * height));
        }
        encode(*cover_, frame.get(), *cover_track_);
    }

    const VideoRecipe& recipe_;
    AvOutput context_;
    AvCodec video_;
    AvCodec audio_;
    AvCodec cover_;
    AVStream* video_track_ = nullptr;
    AVStream* audio_track_ = nullptr;
    AVStream* subtitle_track_ = nullptr;
    AVStream* cover_track_ = nullptr;
};

}  // namespace

Image numbered_picture(int width, int height, int number) {
    Image image(width, height);
    const int upper = height / 3;
    const int lower = height - height / 3;
    fill(image, 0, 0, width / 2, upper, kRed);
    fill(image, width / 2, 0, width, upper, kGreen);
    fill(image, 0, lower, width / 2, height, kBlue);
    fill(image, width / 2, lower, width, height, kGray);
    for (int bit = 0; bit < kBits; ++bit) {
        const int level = (number >> bit & 1) != 0 ? 235 : 20;
        fill(image, width * bit / kBits, upper, width * (bit + 1) / kBits, lower,
             {level, level, level});
    }
    return image;
}

int number_in(const ImageView& picture) {
    int number = 0;
    for (int bit = 0; bit < kBits; ++bit) {
        const int x = picture.width * (2 * bit + 1) / (2 * kBits);
        if (mean(picture, x - 1, picture.height / 2 - 1, 2).green > 128) number |= 1 << bit;
    }
    return number;
}

Colour corner(const ImageView& picture, bool right, bool bottom) {
    const int x = picture.width * (right ? 3 : 1) / 4;
    const int y = picture.height * (bottom ? 5 : 1) / 6;
    return mean(picture, x - 2, y - 2, 4);
}

bool near(const Colour& a, const Colour& b, int tolerance) {
    return std::abs(a.red - b.red) <= tolerance && std::abs(a.green - b.green) <= tolerance &&
           std::abs(a.blue - b.blue) <= tolerance;
}

void make_video(const std::filesystem::path& file, const VideoRecipe& recipe) {
    Muxer(file, recipe).make();
}

std::vector<std::int64_t> even_ticks(int count, std::int64_t step) {
    std::vector<std::int64_t> ticks;
    for (int i = 0; i < count; ++i) ticks.push_back(i * step);
    return ticks;
}

}  // namespace spotter::test
