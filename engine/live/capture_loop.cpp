#include "engine/live/capture_loop.h"

#include <memory>
#include <utility>

#include "engine/core/error.h"
#include "engine/core/log.h"

namespace spotter {

void CaptureLoop::run(std::stop_token stop) {
    std::uint64_t seen = 0;
    while (const auto next = sources_.wait_newer(seen, stop)) {
        const std::shared_ptr<WatchedSource>& watched = *next;
        const SteadyTime now = hooks_.now();
        if (watched && watched->goes_on) board_.held(watched->held, now);
        epoch_ = board_.begin_epoch(now);
        if (!watched) board_.closed(now);
        if (watched && !watched->goes_on) board_.opening(watched->source.name, now);
        tell();
        if (!watched || !watched->source.open) continue;
        const std::stop_callback end(stop, [&] { watched->retired.request_stop(); });
        watch(watched->source, watched->retired.get_token());
    }
}

void CaptureLoop::watch(const LiveSource& source, const std::stop_token& stop) {
    ReconnectDelay delay;
    std::string logged;
    while (!stop.stop_requested()) {
        std::string notice;
        try {
            const bool again = read_all(source, delay, stop);
            if (stop.stop_requested()) return;
            if (!again) {
                board_.ended(hooks_.now());
                tell();
                return;
            }
            notice = Error("watch", source.name, "the stream ended").what();
        } catch (...) {
            if (stop.stop_requested()) return;
            notice = describe_current_exception();
            if (!source.reconnects) {
                board_.failed(notice, hooks_.now());
                tell();
                return;
            }
        }
        if (notice != logged) log_warning(notice);
        logged = notice;
        const auto pause = delay.next();
        const SteadyTime now = hooks_.now();
        board_.lost(notice, now + pause, now);
        epoch_ = board_.begin_epoch(now);
        tell();
        wait(pause, stop);
    }
}

bool CaptureLoop::read_all(const LiveSource& source, ReconnectDelay& delay,
                           const std::stop_token& stop) {
    const std::unique_ptr<FrameSource> open = source.open(stop);
    if (stop.stop_requested()) return false;
    const SourceInfo info = open->info();
    board_.opened(info, hooks_.now());
    tell();
    last_.reset();
    while (std::optional<Frame> frame = open->read(stop)) {
        if (stop.stop_requested()) break;
        delay.reset();
        deliver(std::move(*frame));
    }
    const bool endless = info.duration == MediaTime::zero();
    return source.reconnects && endless;
}

void CaptureLoop::deliver(Frame frame) {
    const bool jumped = last_ && (frame.epoch != last_->epoch || frame.time < last_->time);
    last_ = {frame.epoch, frame.time};
    if (jumped) epoch_ = board_.begin_epoch(hooks_.now());
    frame.epoch = epoch_;
    frame.number = frames_++;
    board_.captured(frame);
    const auto shared = std::make_shared<const Frame>(std::move(frame));
    if (hooks_.on_frame) hooks_.on_frame(shared);
    for_display_.publish(shared);
    for_pose_.publish(shared);
    tell();
}

void CaptureLoop::wait(std::chrono::nanoseconds duration, const std::stop_token& stop) {
    if (hooks_.wait) {
        hooks_.wait(duration, stop);
        return;
    }
    std::unique_lock lock(waiting_);
    never_.wait_for(lock, stop, duration, [] { return false; });
}

void CaptureLoop::tell() const {
    if (hooks_.on_update) hooks_.on_update();
}

}  // namespace spotter
