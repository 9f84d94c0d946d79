#pragma once

#include <cstdint>
#include <exception>
#include <functional>
#include <mutex>
#include <optional>
#include <stop_token>

#include "engine/core/bounded_queue.h"
#include "engine/core/clip.h"
#include "engine/core/source.h"
#include "engine/core/worker.h"

namespace spotter {

// How recordings are looked at, to be predicted and to be learned from: pictures per second, two
// for each of a clip's (all of them, up to 30 a second, took twice as long and recognised real
// people no better), and the shorter side in pixels that larger ones are made smaller to (they show
// the pose estimator nothing more).
inline constexpr double kRecordingPoseRate = 15;
inline constexpr int kRecordingShortSide = 720;

// Every picture of a recording as an observation, in order: decoding and pose run side by side
// in threads of their own, a few pictures ahead of the reader. The destructor stops both. One
// reader thread.
class ObservationStream {
  public:
    // `max_rate`: pictures looked at per second of the recording, 0: all; the last one always.
    // `pose` may be nothing.
    ObservationStream(FrameSource& source, PoseEstimator* pose, ClipInput& input, double max_rate,
                      std::stop_token stop);
    ~ObservationStream();

    // Waits for the next one; nothing at the end. Throws what a stage threw once all before it
    // was read, Cancelled once `stop` is requested.
    ObservationPtr next();

    // Pictures decoded; after the end.
    std::uint64_t frames() const { return decoded_; }

  private:
    template <class Queue>
    Worker::Body stage(void (ObservationStream::*body)(), Queue& out);
    void decode_all();
    bool send(std::optional<Frame>& frame);
    void observe_all();

    FrameSource& source_;
    PoseEstimator* const pose_;
    ClipInput& input_;
    const MediaTime least_step_;
    std::uint64_t decoded_ = 0;  // of the decode thread until the end
    std::stop_source stop_;
    std::stop_callback<std::function<void()>> outer_stop_;
    BoundedQueue<FramePtr> frames_;
    BoundedQueue<ObservationPtr> observations_;
    std::mutex mutex_;
    // Guarded by mutex_:
    std::exception_ptr failure_;
    // Last, so that they end before what they use.
    Worker pose_thread_;
    Worker decode_thread_;
};

}  // namespace spotter
