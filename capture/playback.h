#pragma once

#include <condition_variable>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>

#include "engine/core/source.h"

namespace spotter {

struct PlaybackState {
    bool paused = false;
    bool waiting = false;  // for something that is to see it whole; see set_waiting()
    bool ended = false;    // at the end, waiting for a seek (hold_at_end)
    bool loop = false;
    bool hold_at_end = false;
    double speed = 1;
    MediaTime position{};  // of the picture that was delivered last
    bool seeking = false;  // another one was asked for, and is not there yet
    // Of the picture that waits until it is due; nothing: none was read ahead.
    std::optional<MediaTime> next;
};

// How a recording is played in live mode: the window's controls on one side, the capture thread
// on the other. Any thread may call any method; none of them waits.
class PlaybackControl {
  public:
    static constexpr double kSlowest = 0.25;
    static constexpr double kFastest = 4;

    PlaybackState state() const;
    void pause();
    // At the held end: plays again from the start.
    void resume();
    void seek(MediaTime time);
    // While waiting it stands still as if paused, whatever pause() and resume() say.
    void set_waiting(bool waiting);
    // Pauses and goes `frames` pictures on (negative: back).
    void step(int frames);
    // Clamped to kSlowest … kFastest.
    void set_speed(double speed);
    // At the end, go on from the start.
    void set_loop(bool loop);
    // At the end, wait for a seek instead of ending (the window); read() then ends only by `stop`.
    void set_hold_at_end(bool hold);

  private:
    friend class PlaybackSource;
    mutable std::mutex mutex_;
    std::condition_variable_any changed_;
    // Guarded by mutex_:
    PlaybackState state_;
    std::optional<MediaTime> seek_to_;
    int steps_ = 0;
    bool retimed_ = false;  // the pace starts anew with the next picture
};

// Time for pacing; a simulated one in tests.
class PlaybackClock {
  public:
    virtual ~PlaybackClock() = default;
    virtual SteadyTime now() const;
    // Waits on `changed` until `when`, until `woken` holds, or until `stop` is requested.
    virtual void wait_until(std::unique_lock<std::mutex>& lock,
                            std::condition_variable_any& changed, const std::stop_token& stop,
                            SteadyTime when, const std::function<bool()>& woken);
};

// Delivers the pictures of a recording when they are due, as the control says; their times stay
// presentation times. A picture that is late is delivered at once, so a slow reader catches up;
// after more than a second it goes on from where it is. While paused or waiting, read() waits for
// the control or for `stop`. One thread at a time.
class PlaybackSource : public FrameSource {
  public:
    PlaybackSource(std::unique_ptr<FrameSource> source, std::shared_ptr<PlaybackControl> control,
                   std::shared_ptr<PlaybackClock> clock = std::make_shared<PlaybackClock>());

    SourceInfo info() const override { return source_->info(); }
    std::optional<Frame> read(std::stop_token stop) override;
    bool seek(MediaTime time) override;

  private:
    enum class Move { stop, seek, back, fetch, deliver };

    Move await_move(const std::stop_token& stop);
    bool fetch(const std::stop_token& stop);
    bool go_to(MediaTime time);
    void refuse_seek();
    void go_back(const std::stop_token& stop);
    Frame deliver();
    void anchor(MediaTime time, SteadyTime at);

    const std::unique_ptr<FrameSource> source_;
    const std::shared_ptr<PlaybackControl> control_;
    const std::shared_ptr<PlaybackClock> clock_;
    std::optional<Frame> next_;      // read ahead, not yet due
    std::optional<MediaTime> last_;  // of the picture before, unless the place changed
    MediaTime target_{};             // of the seek in progress
    bool show_next_ = true;          // first and after a seek: at once, even while paused
    MediaTime anchor_time_{};        // this presentation time …
    SteadyTime anchor_at_{};         // … is due at this moment
};

}  // namespace spotter
