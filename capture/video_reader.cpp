#include "capture/video_reader.h"

#include <algorithm>
#include <fstream>
#include <iomanip>
#include <optional>
#include <sstream>
#include <string>
#include <system_error>
#include <utility>

#include "capture/rgb_converter.h"
#include "capture/source_spec.h"
#include "capture/video_decoder.h"
#include "engine/core/error.h"
#include "engine/core/log.h"

namespace spotter {
namespace {

// As the picture itself says, where the track says nothing.
Orientation orientation_in(const VideoInput& input, const AVFrame& first) {
    if (const auto orientation = input.orientation()) return *orientation;
    const auto* data = av_frame_get_side_data(&first, AV_FRAME_DATA_DISPLAYMATRIX);
    if (!data || data->size < kDisplayMatrixBytes) return {};
    return orientation_of(display_matrix(data->data));
}

std::string tenths(MediaTime time) {
    std::ostringstream text;
    text << std::fixed << std::setprecision(1) << to_seconds(time);
    return text.str();
}

}  // namespace

// FFmpeg opens folders, devices and pipes in ways of its own: look first.
void check_video_file(const std::filesystem::path& path) {
    const auto fail = [&](const std::string& cause, const std::string& remedy) {
        throw Error("open video", path.string(), cause, remedy);
    };
    std::error_code error;
    const auto status = std::filesystem::status(path, error);
    if (status.type() == std::filesystem::file_type::not_found) {
        fail("no such file", "check the path");
    }
    if (error) fail(error.message(), "check the path and its permissions");
    if (std::filesystem::is_directory(status)) fail("is a folder", "name a video file in it");
    if (!std::filesystem::is_regular_file(status)) fail("is not a file", "name a video file");
    if (!std::ifstream(path)) fail("may not be read", "check its permissions");
    if (std::filesystem::file_size(path, error) == 0) fail("is empty", "copy or record it again");
}

// What stands between FFmpeg's pictures and frames.
class VideoReader::State {
  public:
    State(SourceKind kind, const std::string& url, const std::string& name,
          const SourceOptions& options, const std::stop_token& stop)
        : options_(options),
          decoder_(kind, url, name, options, stop),
          first_(first_picture(stop)),
          converter_(orientation_in(decoder_.input(), *first_->picture), options.max_short_side),
          size_(converter_.size_of(*first_->picture)) {}

    SourceInfo info() const {
        const VideoInput& input = decoder_.input();
        return {input.kind(),
                input.kind() == SourceKind::file
                    ? std::filesystem::path(input.name()).filename().string()
                    : input.name(),
                size_.width,
                size_.height,
                input.frame_rate(),
                is_cut_off() ? decoder_.end() : input.duration(),
                false,
                note()};
    }

    std::optional<Frame> read(const std::stop_token& stop) {
        stop_ = stop;
        if (stop.stop_requested()) return std::nullopt;
        decoder_.expect_within(options_.read_timeout);
        const auto decoded = first_ ? std::exchange(first_, std::nullopt) : decoder_.next(stop);
        if (!decoded) {
            if (stop.stop_requested()) return std::nullopt;
            ended_ = true;
            if (options_.warn && note() != warned_) {
                warned_ = note();
                log_warning(decoder_.input().name() + ": " + warned_);
            }
            return std::nullopt;
        }
        Frame frame;
        frame.image = converter_.convert(*decoded->picture);
        frame.time = decoded->time;
        frame.captured = std::chrono::steady_clock::now();
        frame.number = number_++;
        frame.epoch = epoch_;
        return frame;
    }

    bool seek(MediaTime time) {
        decoder_.expect_within(options_.read_timeout);
        if (!decoder_.seek(time, stop_)) return false;
        first_.reset();
        ++epoch_;
        return true;
    }

    std::uint64_t damaged() const { return decoder_.damaged(); }

  private:
    std::optional<DecodedPicture> first_picture(const std::stop_token& stop) {
        auto first = decoder_.next(stop);
        if (first) return first;
        const VideoInput& input = decoder_.input();
        const std::string step = input.kind() == SourceKind::file ? "open video" : "open stream";
        if (stop.stop_requested()) throw Error(step, input.name(), "was cancelled");
        throw Error(step, input.name(), "no picture in it can be decoded",
                    "copy or record it again, or re-export it as MP4 (H.264)");
    }

    // Where a container says a little more than its pictures last, nothing is missing.
    bool is_cut_off() const {
        const MediaTime promised = decoder_.promised();
        const MediaTime slack = std::max<MediaTime>(std::chrono::milliseconds(500), promised / 50);
        return ended_ && promised - decoder_.end() > slack;
    }

    std::string note() const {
        if (is_cut_off()) {
            return "cut off: " + tenths(decoder_.end()) + " s of " + tenths(decoder_.promised()) +
                   " s could be read";
        }
        if (!ended_ || decoder_.damaged() == 0) return {};
        return std::to_string(decoder_.damaged()) +
               " pictures or packets are damaged; the rest was used";
    }

    const SourceOptions options_;
    std::stop_token stop_;  // of the last read(): seek() obeys it, as it is given none
    VideoDecoder decoder_;
    std::optional<DecodedPicture> first_;
    RgbConverter converter_;
    const PictureSize size_;
    std::uint64_t number_ = 0;
    std::uint32_t epoch_ = 0;
    bool ended_ = false;  // at least once
    std::string warned_;
};

VideoReader::VideoReader(std::unique_ptr<State> state) : state_(std::move(state)) {}

VideoReader::~VideoReader() = default;

std::unique_ptr<VideoReader> VideoReader::open_file(const std::filesystem::path& path,
                                                    const SourceOptions& options,
                                                    std::stop_token stop) {
    check_video_file(path);
    auto state = std::make_unique<State>(SourceKind::file, "file:" + path.string(), path.string(),
                                         options, stop);
    return std::unique_ptr<VideoReader>(new VideoReader(std::move(state)));
}

std::unique_ptr<VideoReader> VideoReader::open_stream(const std::string& url,
                                                      const SourceOptions& options,
                                                      std::stop_token stop) {
    const std::string name = SourceSpec{SourceKind::stream, url}.description();
    auto state = std::make_unique<State>(SourceKind::stream, url, name, options, stop);
    return std::unique_ptr<VideoReader>(new VideoReader(std::move(state)));
}

SourceInfo VideoReader::info() const {
    return state_->info();
}

std::optional<Frame> VideoReader::read(std::stop_token stop) {
    return state_->read(stop);
}

bool VideoReader::seek(MediaTime time) {
    return state_->seek(time);
}

std::uint64_t VideoReader::damaged_frames() const {
    return state_->damaged();
}

}  // namespace spotter
