#include "app/clip_recorder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "capture/video_writer.h"
#include "engine/core/error.h"

namespace spotter {

namespace {

constexpr std::size_t kMostWaiting = 48;
constexpr int kQuality = 15;  // it is encoded once more when it is cut into clips

struct Size {
    int width = 0;
    int height = 0;
};

Size recorded_size(const Image& image) {
    const int side = std::min(image.width(), image.height());
    if (side <= ClipRecorder::kShortSide) return {image.width(), image.height()};
    const double by = static_cast<double>(ClipRecorder::kShortSide) / side;
    return {static_cast<int>(std::lround(image.width() * by)),
            static_cast<int>(std::lround(image.height() * by))};
}

}  // namespace

ClipRecorder::ClipRecorder(std::filesystem::path file)
    : file_(std::move(file)),
      frames_(kMostWaiting),
      writer_("record", [this](const std::stop_token& stop) { write_all(stop); }) {}

ClipRecorder::~ClipRecorder() {
    frames_.close();
    writer_.request_stop();
    writer_.join();
    std::error_code ignored;
    if (!done_) std::filesystem::remove(file_, ignored);
}

bool ClipRecorder::belongs(const Frame& frame) const {
    return !first_ || (frame.epoch == first_->epoch && frame.time > last_ &&
                       frame.image.width() == first_->image.width() &&
                       frame.image.height() == first_->image.height());
}

void ClipRecorder::add_frame(const FramePtr& frame) {
    {
        const std::scoped_lock lock(mutex_);
        if (done_ || !belongs(*frame)) return;
    }
    if (!frames_.try_push(frame)) return;
    const std::scoped_lock lock(mutex_);
    if (!first_) {
        first_ = frame;
        track_.width = frame->image.width();
        track_.height = frame->image.height();
    }
    last_ = frame->time;
}

void ClipRecorder::add_pose(const Frame& frame, const std::optional<Pose>& pose) {
    const std::scoped_lock lock(mutex_);
    if (done_ || !first_ || frame.epoch != first_->epoch || frame.time < first_->time) return;
    const MediaTime time = frame.time - first_->time;
    if (!track_.empty() && time <= track_.times.back()) return;
    track_.times.push_back(time);
    track_.poses.push_back(pose);
}

MediaTime ClipRecorder::length() const {
    const std::scoped_lock lock(mutex_);
    return first_ ? last_ - first_->time : MediaTime{};
}

void ClipRecorder::write_all(const std::stop_token& stop) {
    std::optional<VideoWriter> writer;
    Size size;
    MediaTime begin{};
    while (const std::optional<FramePtr> frame = frames_.pop(stop)) {
        const Image& image = (*frame)->image;
        if (!writer) {
            size = recorded_size(image);
            begin = (*frame)->time;
            VideoWriterOptions options;
            options.width = size.width;
            options.height = size.height;
            options.quality = kQuality;
            writer.emplace(file_, options);
        }
        const bool same = size.width == image.width();
        writer->write(same ? ImageView(image) : ImageView(resized(image, size.width, size.height)),
                      (*frame)->time - begin);
    }
    if (writer && !stop.stop_requested()) writer->finish();
}

PoseTrack ClipRecorder::finish() {
    frames_.close();
    writer_.join();
    if (const auto failure = writer_.failure()) throw Error(*failure, "", "");
    const std::scoped_lock lock(mutex_);
    if (!first_) {
        throw Error("record", "", "no picture came", "look at the Live screen for the camera");
    }
    done_ = true;
    return std::exchange(track_, {});
}

}  // namespace spotter
