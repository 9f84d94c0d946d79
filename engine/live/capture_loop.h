#pragma once

#include <condition_variable>
#include <cstdint>
#include <exception>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>

#include "engine/core/latest.h"
#include "engine/core/source.h"
#include "engine/live/hand_over.h"
#include "engine/live/live_board.h"
#include "engine/live/pipeline.h"
#include "engine/live/reconnect_delay.h"

namespace spotter {

// A source while it is the one to be watched.
struct WatchedSource {
    LiveSource source;     // cannot be opened: none for a while, `held` says why
    bool goes_on = false;  // with the workout of the one before
    std::string held;
    std::stop_source retired;
};

// The body of the capture thread: opens the source in use, reads it to its end, opens it again
// with growing delay when it is lost and worth it, and goes over to another one when told. It
// never waits for whoever takes the frames.
class CaptureLoop {
  public:
    CaptureLoop(HandOver<WatchedSource>& sources, LiveBoard& board, const LiveHooks& hooks)
        : sources_(sources), board_(board), hooks_(hooks) {}

    void run(std::stop_token stop);

    // The newest frame: one channel for the window, one for the pose thread.
    Latest<FramePtr>& for_display() { return for_display_; }
    Latest<FramePtr>& for_pose() { return for_pose_; }
    const Latest<FramePtr>& for_pose() const { return for_pose_; }

  private:
    void watch(const LiveSource& source, const std::stop_token& stop);
    // False: the source is over and not to be opened again. Throws what the source throws.
    bool read_all(const LiveSource& source, ReconnectDelay& delay, const std::stop_token& stop);
    void deliver(Frame frame);
    void wait(std::chrono::nanoseconds duration, const std::stop_token& stop);
    void tell() const;

    HandOver<WatchedSource>& sources_;
    LiveBoard& board_;
    const LiveHooks& hooks_;
    Latest<FramePtr> for_display_;
    Latest<FramePtr> for_pose_;

    // Of the capture thread alone:
    std::uint64_t frames_ = 0;
    std::uint32_t epoch_ = 0;
    struct Stamp {
        std::uint32_t epoch = 0;  // the source's own
        MediaTime time{};
    };
    std::optional<Stamp> last_;  // of the source that is open

    std::mutex waiting_;
    std::condition_variable_any never_;
};

}  // namespace spotter
