#pragma once

#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>

#include "engine/core/bounded_queue.h"
#include "engine/core/frame.h"
#include "engine/core/pose_track.h"
#include "engine/core/worker.h"

namespace spotter {

// Records what a camera shows to a video, together with the poses that are found meanwhile. It
// takes frames of one epoch and size: when the camera was lost in between, the recording ends
// there. Frames are written on a thread of its own.
class ClipRecorder {
  public:
    // Shorter side of the recorded video, pixels: clips are not kept larger.
    static constexpr int kShortSide = 480;

    explicit ClipRecorder(std::filesystem::path file);
    // Without finish() nothing is left behind.
    ~ClipRecorder();
    ClipRecorder(const ClipRecorder&) = delete;
    ClipRecorder& operator=(const ClipRecorder&) = delete;

    // Any thread; they return at once. A frame that finds the writer far behind is left out.
    void add_frame(const FramePtr& frame);
    void add_pose(const Frame& frame, const std::optional<Pose>& pose);

    // From the first frame to the last; any thread.
    MediaTime length() const;
    // Completes the file and returns the poses, their times those of the video. Waits for what
    // is still to be written; takes no more frames. Throws Error when it could not be written or
    // there was no frame.
    PoseTrack finish();

  private:
    bool belongs(const Frame& frame) const;
    void write_all(const std::stop_token& stop);

    const std::filesystem::path file_;
    mutable std::mutex mutex_;
    // Guarded by mutex_:
    FramePtr first_;
    MediaTime last_{};
    PoseTrack track_;
    bool done_ = false;

    BoundedQueue<FramePtr> frames_;
    // Last, so that it ends before what it uses.
    Worker writer_;
};

}  // namespace spotter
