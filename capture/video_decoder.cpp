#include "capture/video_decoder.h"

#include <algorithm>
#include <cerrno>
#include <thread>
#include <utility>

#include "engine/core/error.h"

namespace spotter {
namespace {

// Each decoder thread holds pictures of its own: above 4K they would take gigabytes.
constexpr std::int64_t kManyPixels = std::int64_t{4096} * 2304;
constexpr int kMaxThreads = 8;
constexpr int kMaxFailuresInRow = 500;
constexpr double kAssumedRate = 30;

int threads_for(const VideoInput& input, int wished) {
    if (input.live()) return 1;
    if (wished > 0) return std::min(wished, kMaxThreads);
    const auto* codec = input.track().codecpar;
    const bool large = std::int64_t{codec->width} * codec->height > kManyPixels;
    const int cores = static_cast<int>(std::thread::hardware_concurrency());
    return std::clamp(cores, 1, large ? 2 : kMaxThreads);
}

AvCodec open_codec(const VideoInput& input, int threads) {
    const auto fail = [&](const std::string& cause) {
        throw Error("open video", input.name(), cause, "re-export it as MP4 (H.264)");
    };
    const AVCodecParameters* coded = input.track().codecpar;
    const AVCodec* decoder = avcodec_find_decoder(coded->codec_id);
    if (!decoder) fail(std::string("no decoder for ") + avcodec_get_name(coded->codec_id));
    AvCodec codec = make_av_codec(decoder);
    int code = avcodec_parameters_to_context(codec.get(), coded);
    if (code < 0) fail(av_error_text(code));
    codec->pkt_timebase = input.track().time_base;
    codec->thread_count = threads_for(input, threads);
    codec->max_pixels = kMaxVideoPixels;
    if (input.live()) codec->flags |= AV_CODEC_FLAG_LOW_DELAY;
    code = avcodec_open2(codec.get(), decoder, nullptr);
    if (code < 0) fail(av_error_text(code));
    return codec;
}

MediaTime nominal_step(const VideoInput& input) {
    const double rate = input.frame_rate();
    return from_seconds(1 / (rate > 0 ? rate : kAssumedRate));
}

bool is_damaged(const AVFrame& picture) {
    return (picture.flags & AV_FRAME_FLAG_CORRUPT) != 0 || picture.decode_error_flags != 0;
}

}  // namespace

VideoDecoder::VideoDecoder(SourceKind kind, const std::string& url, const std::string& name,
                           const SourceOptions& options, const std::stop_token& stop)
    : input_(kind, url, name, options, stop),
      codec_(open_codec(input_, options.threads)),
      packet_(make_av_packet()),
      clock_(nominal_step(input_)),
      promised_(input_.promised()) {}

std::optional<DecodedPicture> VideoDecoder::next(const std::stop_token& stop) {
    if (waiting_.empty()) return decode(stop);
    DecodedPicture picture = std::move(waiting_.front());
    waiting_.pop_front();
    return picture;
}

std::optional<DecodedPicture> VideoDecoder::decode(const std::stop_token& stop) {
    AvFrame picture = make_av_frame();
    for (int failures = 0; failures < kMaxFailuresInRow && !stop.stop_requested();) {
        const std::uint64_t damaged_before = damaged_;
        const int code = avcodec_receive_frame(codec_.get(), picture.get());
        if (code == AVERROR_EOF) return std::nullopt;
        if (code == AVERROR(EAGAIN)) {
            feed(stop);
        } else if (code < 0) {
            ++damaged_;
        } else {
            if (is_damaged(*picture)) ++damaged_;
            const MediaTime time = clock_.next(input_.time_of(picture->best_effort_timestamp));
            end_ = std::max(end_, end_of(*picture, time));
            return DecodedPicture{std::move(picture), time};
        }
        if (damaged_ != damaged_before) ++failures;
    }
    return std::nullopt;
}

// The clock may have bent its time; the last picture of a screen recording may stand for seconds.
MediaTime VideoDecoder::end_of(const AVFrame& picture, MediaTime time) const {
    const auto stamp = input_.time_of(picture.best_effort_timestamp);
    const MediaTime begin = std::min(std::max(time, stamp.value_or(time)), promised_);
    const double length_s =
        static_cast<double>(picture.pkt_duration) * av_q2d(input_.track().time_base);
    return begin + from_seconds(std::clamp(length_s, 0.0, to_seconds(promised_ - begin)));
}

// Gives the codec one packet, or the news that there is none left.
void VideoDecoder::feed(const std::stop_token& stop) {
    const bool more = input_.read(*packet_, stop);
    if (stop.stop_requested()) return;
    const int code = avcodec_send_packet(codec_.get(), more ? packet_.get() : nullptr);
    if (code < 0 && code != AVERROR_EOF) ++damaged_;
}

std::optional<DecodedPicture> VideoDecoder::restart_at(MediaTime time,
                                                       const std::stop_token& stop) {
    if (!input_.seek(time)) return std::nullopt;
    avcodec_flush_buffers(codec_.get());
    waiting_.clear();
    clock_.restart(input_.counts_time() ? MediaTime::zero() : time);
    return decode(stop);
}

bool VideoDecoder::seek(MediaTime time, const std::stop_token& stop) {
    if (!input_.seekable()) return false;
    // Indices are not always right: start further back until the first picture is early enough.
    std::optional<DecodedPicture> before;
    using std::chrono::seconds;
    for (const MediaTime lead : {seconds(0), seconds(2), seconds(20), seconds(3'600'000)}) {
        before = restart_at(std::max(time - lead, MediaTime::zero()), stop);
        if (before && before->time <= time) break;
    }
    if (!before) return false;
    std::optional<DecodedPicture> after;
    while (before->time <= time) {
        after = decode(stop);
        if (!after || after->time > time) break;
        before = std::exchange(after, std::nullopt);
    }
    const bool after_is_nearer = after && after->time - time < time - before->time;
    if (!after_is_nearer) waiting_.push_back(std::move(*before));
    if (after) waiting_.push_back(std::move(*after));
    return true;
}

}  // namespace spotter
