#include "capture/video_input.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cmath>
#include <mutex>
#include <new>
#include <string_view>

#include "engine/core/error.h"

namespace spotter {
namespace {

// Limits on what a file may make us do; far above what cameras record.
constexpr int kMaxTracks = 256;
constexpr std::int64_t kProbeBytes = 5'000'000;
constexpr int kMaxBadPacketsInRow = 64;
constexpr std::chrono::hours kLongest{1000};

const char* protocols_of(const std::string& url) {
    if (url.starts_with("file:")) return "file";
    if (url.starts_with("rtsp:")) return "rtsp,rtp,udp,tcp";
    return "http,https,tcp,tls,crypto,httpproxy";
}

bool contains(std::string_view list, std::string_view word) {
    return list.find(word) != std::string_view::npos;
}

bool is_picture(std::string_view format) {
    return format.ends_with("_pipe") || format == "image2" || format == "ico";
}

bool is_playlist(std::string_view format) {
    return contains(format, "hls") || contains(format, "dash") || format == "concat" ||
           format == "sdp" || format == "imf";
}

// Bare codec data and pictures in a row: what stamps FFmpeg gives them are made up.
bool is_untimed(const AVInputFormat& format) {
    constexpr std::array<std::string_view, 11> kBare{"h264", "hevc",      "mpjpeg", "mjpeg",
                                                     "m4v",  "mpegvideo", "h263",   "vc1",
                                                     "obu",  "cavsvideo", "dirac"};
    return (format.flags & AVFMT_NOTIMESTAMPS) != 0 ||
           std::find(kBare.begin(), kBare.end(), std::string_view(format.name)) != kBare.end();
}

// FFmpeg draws text files as pictures of a terminal.
bool is_text(AVCodecID codec) {
    return codec == AV_CODEC_ID_ANSI || codec == AV_CODEC_ID_BINTEXT || codec == AV_CODEC_ID_XBIN ||
           codec == AV_CODEC_ID_IDF;
}

bool is_cover(const AVStream& stream) {
    constexpr int kCover =
        AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS | AV_DISPOSITION_STILL_IMAGE;
    return (stream.disposition & kCover) != 0;
}

bool is_network_error(int code) {
    return code == AVERROR(ECONNREFUSED) || code == AVERROR(EHOSTUNREACH) ||
           code == AVERROR(ENETUNREACH) || code == AVERROR(ETIMEDOUT);
}

}  // namespace

bool VideoInput::Patience::over() const {
    return stop.stop_requested() || (deadline && std::chrono::steady_clock::now() >= *deadline);
}

VideoInput::VideoInput(SourceKind kind, const std::string& url, std::string name,
                       const SourceOptions& options, const std::stop_token& stop)
    : kind_(kind), name_(std::move(name)) {
    quiet_ffmpeg();
    patience_.stop = stop;
    expect_within(options.connect_timeout);
    open(url, options);
    choose_track();
    check_track();
}

void VideoInput::open(const std::string& url, const SourceOptions& options) {
    AVFormatContext* context = avformat_alloc_context();
    if (!context) throw std::bad_alloc();
    context->interrupt_callback = {
        [](void* patience) { return static_cast<Patience*>(patience)->over() ? 1 : 0; },
        &patience_};
    context->max_streams = kMaxTracks;
    context->probesize = kProbeBytes;
    AvOptions settings;
    settings.set("protocol_whitelist", protocols_of(url));
    if (url.starts_with("rtsp:")) {
        context->flags |= AVFMT_FLAG_NOBUFFER;
        settings.set("rtsp_flags", "prefer_tcp");
    }
    if (kind_ == SourceKind::stream) {
        // Looking for tracks must leave time for the first picture.
        context->max_analyze_duration =
            std::chrono::microseconds(options.connect_timeout).count() / 2;
    }
    // Frees the context when it fails.
    int code = avformat_open_input(&context, url.c_str(), nullptr, settings.out());
    if (code < 0) fail_to_open(code);
    input_.reset(context);
    // Live pictures without stamps, as phones send them, are timed as they arrive.
    if (kind_ == SourceKind::stream && is_untimed(*context->iformat)) {
        context->use_wallclock_as_timestamps = 1;
    }
    code = avformat_find_stream_info(context, nullptr);
    if (code < 0 || patience_.over()) fail_to_open(code < 0 ? code : AVERROR_EXIT);
}

// The largest video track; the one that is marked as default wins a tie.
void VideoInput::choose_track() {
    const auto rank = [](const AVStream& stream) {
        const auto* codec = stream.codecpar;
        const bool chosen = (stream.disposition & AV_DISPOSITION_DEFAULT) != 0;
        return std::pair{std::int64_t{codec->width} * codec->height, chosen};
    };
    for (unsigned i = 0; i < input_->nb_streams; ++i) {
        AVStream* stream = input_->streams[i];
        const bool video = stream->codecpar->codec_type == AVMEDIA_TYPE_VIDEO;
        if (!video || is_cover(*stream) || is_text(stream->codecpar->codec_id)) continue;
        if (!track_ || rank(*stream) > rank(*track_)) track_ = stream;
    }
    for (unsigned i = 0; i < input_->nb_streams; ++i) {
        if (input_->streams[i] != track_) input_->streams[i]->discard = AVDISCARD_ALL;
    }
}

void VideoInput::check_track() const {
    const std::string_view format = input_->iformat->name;
    if (is_picture(format)) {
        throw Error(step("open"), name_, "is a picture, not a video", "choose a video");
    }
    if (kind_ == SourceKind::file && is_playlist(format)) {
        throw Error(step("open"), name_, "is a playlist, not a video",
                    "open the recording or the address that it names");
    }
    if (!track_) {
        throw Error(step("open"), name_, "has no video track",
                    "choose a file with pictures, or re-export it as MP4 (H.264)");
    }
    const auto* codec = track_->codecpar;
    if (codec->width > kMaxVideoSide || codec->height > kMaxVideoSide ||
        std::int64_t{codec->width} * codec->height > kMaxVideoPixels) {
        throw Error(
            step("open"), name_,
            std::to_string(codec->width) + "x" + std::to_string(codec->height) + " is too large",
            "re-export it at 1920x1080 or less");
    }
}

std::string VideoInput::step(const char* verb) const {
    return std::string(verb) + (kind_ == SourceKind::file ? " video" : " stream");
}

void VideoInput::fail_to_open(int code) const {
    if (patience_.stop.stop_requested()) throw Error(step("open"), name_, "was cancelled");
    if (kind_ == SourceKind::file) {
        // A damaged header may ask for any amount of memory.
        const bool unreadable =
            code == AVERROR_INVALIDDATA || code == AVERROR_EOF || code == AVERROR(ENOMEM);
        throw Error(step("open"), name_,
                    unreadable ? "is cut off, damaged or not a video" : av_error_text(code),
                    "copy it again from where it was recorded, or re-export it as MP4 (H.264)");
    }
    if (patience_.over()) {
        throw Error(step("open"), name_, "did not send a video in time",
                    "check the address and the network, then try again");
    }
    const bool garbage = code == AVERROR_INVALIDDATA || code == AVERROR_EOF;
    throw Error(step("open"), name_,
                garbage                  ? "sends something that is not a video"
                : code == AVERROR(EIO)   ? "cannot be reached, or sends no video"
                : is_network_error(code) ? "cannot be reached (" + av_error_text(code) + ")"
                                         : av_error_text(code),
                "check the address and that the sender runs");
}

void VideoInput::fail_to_read(int code) const {
    if (kind_ == SourceKind::file) {
        throw Error(step("read"), name_, av_error_text(code), "check the disk or copy the file");
    }
    if (code == AVERROR_EXIT) {
        throw Error(step("read"), name_, "sent nothing for too long",
                    "check the sender and the network");
    }
    throw Error(step("read"), name_, "connection was lost (" + av_error_text(code) + ")",
                "check the sender and the network");
}

bool VideoInput::live() const {
    return kind_ == SourceKind::stream && duration() == MediaTime::zero();
}

MediaTime VideoInput::duration() const {
    double seconds = 0;
    if (track_->duration > 0) {
        seconds = static_cast<double>(track_->duration) * av_q2d(track_->time_base);
    } else if (input_->duration > 0) {
        seconds = static_cast<double>(input_->duration) / AV_TIME_BASE;
    }
    return seconds < std::chrono::seconds(kLongest).count() ? from_seconds(seconds) : MediaTime{};
}

// Containers that know the length of the whole alone say nothing of this track beside others.
MediaTime VideoInput::promised() const {
    if (kind_ != SourceKind::file || counts_time() ||
        input_->duration_estimation_method == AVFMT_DURATION_FROM_BITRATE) {
        return {};
    }
    // In Matroska what FFmpeg calls the track's length may be that of the whole.
    const bool matroska = contains(input_->iformat->name, "matroska");
    if (track_->duration > 0 && !matroska) return duration();
    double end_s = input_->nb_streams == 1 ? to_seconds(duration()) : 0;
    // It counts from the start of the file, and may say where each track ends.
    std::int64_t end_us = 0;
    const auto* tag = av_dict_get(track_->metadata, "DURATION", nullptr, 0);
    if (tag && av_parse_time(&end_us, tag->value, 1) >= 0) {
        end_s = static_cast<double>(end_us) / AV_TIME_BASE;
    }
    if (track_->start_time > 0) {
        end_s -= static_cast<double>(track_->start_time) * av_q2d(track_->time_base);
    }
    const bool sane = end_s > 0 && end_s < std::chrono::seconds(kLongest).count();
    return sane ? from_seconds(end_s) : MediaTime{};
}

double VideoInput::frame_rate() const {
    for (const AVRational rate : {track_->avg_frame_rate, track_->r_frame_rate}) {
        if (rate.num <= 0 || rate.den <= 0) continue;
        if (const double fps = av_q2d(rate); fps <= 1000) return fps;
    }
    return 0;
}

std::optional<Orientation> VideoInput::orientation() const {
    std::size_t size = 0;
    const auto* matrix = av_stream_get_side_data(track_, AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (!matrix || size < kDisplayMatrixBytes) return std::nullopt;
    return orientation_of(display_matrix(matrix));
}

std::optional<MediaTime> VideoInput::time_of(std::int64_t stamp) const {
    if (stamp == AV_NOPTS_VALUE || counts_time()) return std::nullopt;
    const std::int64_t start =
        track_->start_time == AV_NOPTS_VALUE
            ? 0
            : std::clamp<std::int64_t>(track_->start_time, INT64_MIN / 4, INT64_MAX / 4);
    const std::int64_t since = std::clamp<std::int64_t>(stamp, INT64_MIN / 4, INT64_MAX / 4);
    const std::int64_t time =
        av_rescale_q(since - start, track_->time_base, AVRational{1, 1'000'000'000});
    if (time == INT64_MIN) return std::nullopt;  // overflow
    return MediaTime(time);
}

void VideoInput::expect_within(std::chrono::milliseconds patience) {
    if (kind_ == SourceKind::stream) {
        patience_.deadline = std::chrono::steady_clock::now() + patience;
    }
}

bool VideoInput::read(AVPacket& packet, const std::stop_token& stop) {
    patience_.stop = stop;
    if (given_up_ && !stop.stop_requested()) fail_to_read(AVERROR_EXIT);
    for (int failures = 0; failures < kMaxBadPacketsInRow && !stop.stop_requested();) {
        av_packet_unref(&packet);
        const int code = av_read_frame(input_.get(), &packet);
        if (code >= 0) {
            if (packet.stream_index != track_->index) continue;
            if ((packet.flags & AV_PKT_FLAG_CORRUPT) != 0) ++damaged_;
            given_up_ = patience_.deadline && patience_.over() && !stop.stop_requested();
            return true;
        }
        if (stop.stop_requested()) return false;
        const int broken = input_->pb ? input_->pb->error : 0;
        if (code == AVERROR_EOF && (broken == 0 || broken == AVERROR_EOF)) return false;
        if (code == AVERROR_EOF) fail_to_read(broken);
        const bool recoverable = code == AVERROR_INVALIDDATA || code == AVERROR(EAGAIN);
        if (!recoverable || patience_.over()) fail_to_read(patience_.over() ? AVERROR_EXIT : code);
        ++damaged_;
        ++failures;
    }
    return false;
}

bool VideoInput::counts_time() const {
    return kind_ == SourceKind::file && is_untimed(*input_->iformat);
}

bool VideoInput::seekable() const {
    if (!input_->pb || (input_->pb->seekable & AVIO_SEEKABLE_NORMAL) == 0) return false;
    return kind_ == SourceKind::file || !live();
}

bool VideoInput::seek(MediaTime time) {
    if (counts_time()) return av_seek_frame(input_.get(), -1, 0, AVSEEK_FLAG_BYTE) >= 0;
    const std::int64_t start = track_->start_time == AV_NOPTS_VALUE ? 0 : track_->start_time;
    const std::int64_t stamp = start + av_rescale_q(std::max(time, MediaTime::zero()).count(),
                                                    {1, 1'000'000'000}, track_->time_base);
    // Some containers refuse a place before their first key picture: then the first one after.
    return av_seek_frame(input_.get(), track_->index, stamp, AVSEEK_FLAG_BACKWARD) >= 0 ||
           av_seek_frame(input_.get(), track_->index, stamp, 0) >= 0;
}

}  // namespace spotter
