#include "engine/live/observation_stream.h"

#include <chrono>
#include <cstddef>
#include <memory>
#include <utility>

#include "engine/core/job.h"
#include "engine/live/observation.h"

namespace spotter {
namespace {

// Frames are large, observations are not.
constexpr std::size_t kWaitingFrames = 4;
constexpr std::size_t kWaitingObservations = 32;

MediaTime least_step(double max_rate) {
    if (max_rate <= 0) return MediaTime::zero();
    // Less what times are rounded by, so that 15 of 30 a second is every other picture.
    return from_seconds(1 / max_rate) - std::chrono::milliseconds(1);
}

}  // namespace

ObservationStream::ObservationStream(FrameSource& source, PoseEstimator* pose, ClipInput& input,
                                     double max_rate, std::stop_token stop)
    : source_(source),
      pose_(pose),
      input_(input),
      least_step_(least_step(max_rate)),
      outer_stop_(std::move(stop), [this] { stop_.request_stop(); }),
      frames_(kWaitingFrames),
      observations_(kWaitingObservations),
      pose_thread_("scan pose", stage(&ObservationStream::observe_all, observations_)),
      decode_thread_("scan decode", stage(&ObservationStream::decode_all, frames_)) {}

ObservationStream::~ObservationStream() {
    stop_.request_stop();
}

ObservationPtr ObservationStream::next() {
    std::optional<ObservationPtr> observation;
    if (!stop_.stop_requested()) observation = observations_.pop(stop_.get_token());
    if (stop_.stop_requested()) throw Cancelled();
    if (observation) return *observation;
    const std::scoped_lock lock(mutex_);
    if (failure_) std::rethrow_exception(failure_);
    return nullptr;
}

template <class Queue>
Worker::Body ObservationStream::stage(void (ObservationStream::*body)(), Queue& out) {
    return [this, body, &out](const std::stop_token&) {
        try {
            (this->*body)();
        } catch (...) {
            const std::scoped_lock lock(mutex_);
            if (!failure_) failure_ = std::current_exception();
        }
        out.close();
    };
}

void ObservationStream::decode_all() {
    std::optional<Frame> skipped;
    std::optional<MediaTime> last;
    std::uint32_t epoch = 0;
    while (std::optional<Frame> frame = source_.read(stop_.get_token())) {
        ++decoded_;
        const bool jumped = last && (frame->epoch != epoch || frame->time < *last);
        if (last && !jumped && frame->time - *last < least_step_) {
            skipped = std::move(frame);
            continue;
        }
        if (jumped && !send(skipped)) return;
        skipped.reset();
        epoch = frame->epoch;
        last = frame->time;
        if (!send(frame)) return;
    }
    // Windows reach up to the last picture, whatever the rate.
    send(skipped);
}

bool ObservationStream::send(std::optional<Frame>& frame) {
    if (!frame) return true;
    return frames_.push(std::make_shared<const Frame>(std::move(*frame)), stop_.get_token());
}

void ObservationStream::observe_all() {
    std::optional<std::uint32_t> epoch;
    while (const std::optional<FramePtr> next = frames_.pop(stop_.get_token())) {
        const Frame& frame = **next;
        if (epoch != frame.epoch) {
            if (pose_ != nullptr) pose_->reset();
            input_.reset();
            epoch = frame.epoch;
        }
        std::optional<Pose> pose;
        if (pose_ != nullptr) pose = pose_->estimate(frame.image, to_seconds(frame.time));
        ObservationPtr seen = observation_from_frame(frame, std::move(pose), &input_);
        if (!observations_.push(std::move(seen), stop_.get_token())) return;
    }
}

}  // namespace spotter
