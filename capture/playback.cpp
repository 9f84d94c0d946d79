#include "capture/playback.h"

#include <algorithm>
#include <utility>

#include "engine/core/log.h"

namespace spotter {
namespace {

// A picture that is later than this (a slept machine, a slow disk) sets the pace anew.
constexpr std::chrono::seconds kGiveUpCatchingUp{1};
constexpr double kAssumedRate = 30;

}  // namespace

PlaybackState PlaybackControl::state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
}

void PlaybackControl::pause() {
    const std::scoped_lock lock(mutex_);
    state_.paused = true;
    changed_.notify_all();
}

void PlaybackControl::resume() {
    const std::scoped_lock lock(mutex_);
    if (state_.ended) seek_to_ = MediaTime::zero();
    state_.seeking |= seek_to_.has_value();
    state_.paused = false;
    retimed_ = true;
    changed_.notify_all();
}

void PlaybackControl::seek(MediaTime time) {
    const std::scoped_lock lock(mutex_);
    seek_to_ = std::max(time, MediaTime::zero());
    state_.seeking = true;
    steps_ = 0;
    changed_.notify_all();
}

void PlaybackControl::set_waiting(bool waiting) {
    const std::scoped_lock lock(mutex_);
    if (state_.waiting == waiting) return;
    state_.waiting = waiting;
    retimed_ = true;
    changed_.notify_all();
}

void PlaybackControl::step(int frames) {
    const std::scoped_lock lock(mutex_);
    state_.paused = true;
    steps_ += frames;
    changed_.notify_all();
}

void PlaybackControl::set_speed(double speed) {
    const std::scoped_lock lock(mutex_);
    state_.speed = std::clamp(speed, kSlowest, kFastest);
    retimed_ = true;
    changed_.notify_all();
}

void PlaybackControl::set_loop(bool loop) {
    const std::scoped_lock lock(mutex_);
    state_.loop = loop;
}

void PlaybackControl::set_hold_at_end(bool hold) {
    const std::scoped_lock lock(mutex_);
    state_.hold_at_end = hold;
}

SteadyTime PlaybackClock::now() const {
    return std::chrono::steady_clock::now();
}

void PlaybackClock::wait_until(std::unique_lock<std::mutex>& lock,
                               std::condition_variable_any& changed, const std::stop_token& stop,
                               SteadyTime when, const std::function<bool()>& woken) {
    changed.wait_until(lock, stop, when, woken);
}

PlaybackSource::PlaybackSource(std::unique_ptr<FrameSource> source,
                               std::shared_ptr<PlaybackControl> control,
                               std::shared_ptr<PlaybackClock> clock)
    : source_(std::move(source)), control_(std::move(control)), clock_(std::move(clock)) {}

std::optional<Frame> PlaybackSource::read(std::stop_token stop) {
    while (true) {
        switch (await_move(stop)) {
            case Move::stop:
                return std::nullopt;
            case Move::seek:
                if (!go_to(target_)) refuse_seek();
                break;
            case Move::back:
                go_back(stop);
                break;
            case Move::fetch:
                if (!fetch(stop)) return std::nullopt;
                break;
            case Move::deliver:
                return deliver();
        }
    }
}

// What is to be done next; waits while that is nothing.
PlaybackSource::Move PlaybackSource::await_move(const std::stop_token& stop) {
    PlaybackControl& control = *control_;
    PlaybackState& state = control.state_;
    std::unique_lock lock(control.mutex_);
    const auto asked = [&] { return control.seek_to_ || control.steps_ != 0; };
    const auto stands = [&] { return state.paused || state.waiting; };
    while (!stop.stop_requested()) {
        if (control.seek_to_) {
            target_ = *std::exchange(control.seek_to_, std::nullopt);
            return Move::seek;
        }
        if (control.steps_ < 0) {
            ++control.steps_;
            return Move::back;
        }
        if (state.ended) {
            control.steps_ = 0;  // there is nothing to step on to
            control.changed_.wait(lock, stop, asked);
            continue;
        }
        if (control.steps_ > 0 || show_next_) {
            if (!next_) return Move::fetch;
            if (!show_next_) --control.steps_;
            return Move::deliver;
        }
        if (stands()) {
            control.changed_.wait(lock, stop, [&] { return asked() || !stands(); });
            continue;
        }
        if (!next_) return Move::fetch;
        const SteadyTime now = clock_->now();
        if (std::exchange(control.retimed_, false)) {
            anchor(last_.value_or(next_->time), now);
        }
        const auto wait = std::chrono::duration<double, std::nano>(next_->time - anchor_time_);
        const SteadyTime due =
            anchor_at_ + std::chrono::round<SteadyTime::duration>(wait / state.speed);
        if (now >= due) {
            if (now - due > kGiveUpCatchingUp) anchor(next_->time, now);
            return Move::deliver;
        }
        state.next = next_->time;
        clock_->wait_until(lock, control.changed_, stop, due,
                           [&] { return asked() || stands() || control.retimed_; });
    }
    return Move::stop;
}

// Reads the next picture ahead. False: read() is to end.
bool PlaybackSource::fetch(const std::stop_token& stop) {
    next_ = source_->read(stop);
    if (next_) return true;
    if (stop.stop_requested()) return false;
    const PlaybackState state = control_->state();
    if (state.loop && last_ && go_to(MediaTime::zero())) return true;
    if (!state.hold_at_end) return false;
    const std::scoped_lock lock(control_->mutex_);
    control_->state_.ended = true;
    show_next_ = false;
    return true;
}

bool PlaybackSource::go_to(MediaTime time) {
    if (!source_->seek(time)) return false;
    next_.reset();
    last_.reset();
    show_next_ = true;
    const std::scoped_lock lock(control_->mutex_);
    control_->retimed_ = true;
    control_->state_.ended = false;
    control_->state_.next.reset();
    return true;
}

void PlaybackSource::refuse_seek() {
    log_warning(info().name + ": cannot seek");
    const std::scoped_lock lock(control_->mutex_);
    control_->state_.seeking = control_->seek_to_.has_value();
}

// To the picture before the last delivered one. How far back it is depends on the video: try
// ever further.
void PlaybackSource::go_back(const std::stop_token& stop) {
    const MediaTime position = control_->state().position;
    const double rate = source_->info().frame_rate;
    MediaTime lead = from_seconds(1 / (rate > 0 ? rate : kAssumedRate));
    for (bool found = false; !found && !stop.stop_requested(); lead *= 2) {
        const MediaTime target = std::max(position - lead, MediaTime::zero());
        if (!go_to(target)) return;
        next_ = source_->read(stop);
        found = !next_ || next_->time < position || target == MediaTime::zero();
    }
}

Frame PlaybackSource::deliver() {
    Frame frame = std::move(*std::exchange(next_, std::nullopt));
    frame.captured = clock_->now();
    last_ = frame.time;
    const std::scoped_lock lock(control_->mutex_);
    if (std::exchange(show_next_, false)) {
        anchor(frame.time, frame.captured);
        control_->retimed_ = false;
    }
    control_->state_.position = frame.time;
    control_->state_.seeking = control_->seek_to_.has_value();
    control_->state_.next.reset();
    return frame;
}

void PlaybackSource::anchor(MediaTime time, SteadyTime at) {
    anchor_time_ = time;
    anchor_at_ = at;
}

bool PlaybackSource::seek(MediaTime time) {
    return go_to(time);
}

}  // namespace spotter
