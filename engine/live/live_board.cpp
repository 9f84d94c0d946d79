#include "engine/live/live_board.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace spotter {
namespace {

constexpr std::size_t kMostEvents = 1024;

double milliseconds(SteadyTime::duration duration) {
    return std::chrono::duration<double, std::milli>(duration).count();
}

}  // namespace

void LiveBoard::opening(const std::string& name, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    snapshot_.source = {};
    snapshot_.source.name = name;
    history_.clear();
    workout_.begin_anew();
    tell_workout(at);
    set_state(SourceState::opening, {}, at);
}

void LiveBoard::opened(const SourceInfo& info, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    snapshot_.source = info;
    set_state(SourceState::running, {}, at);
}

void LiveBoard::lost(const std::string& notice, SteadyTime retry_at, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    snapshot_.retry_at = retry_at;
    set_state(SourceState::reconnecting, notice, at);
}

void LiveBoard::held(const std::string& notice, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    snapshot_.retry_at = at;
    workout_.interrupt();
    tell_workout(at);
    set_state(SourceState::reconnecting, notice, at);
}

void LiveBoard::failed(const std::string& notice, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    set_state(SourceState::failed, notice, at);
}

void LiveBoard::ended(SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    set_state(SourceState::ended, {}, at);
    end_workout_with_recording(at);
}

void LiveBoard::closed(SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    snapshot_.source = {};
    history_.clear();
    workout_.begin_anew();
    tell_workout(at);
    set_state(SourceState::none, {}, at);
}

std::uint32_t LiveBoard::begin_epoch(SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    ++snapshot_.epoch;
    snapshot_.posed.reset();
    snapshot_.person = PersonView::away;
    at_end_ = false;
    workout_.begin_epoch();
    forget_label(at);
    return snapshot_.epoch;
}

void LiveBoard::captured(const Frame& frame) {
    const std::scoped_lock lock(mutex_);
    ++snapshot_.counters.captured;
    newest_captured_ = frame.captured;
    capture_rate_.add(frame.captured);
    snapshot_.capture_rate = capture_rate_.rate();
}

void LiveBoard::recognizer_changed(std::uint64_t id, const Labels& labels,
                                   const Labels& idle_labels, const Thresholds& thresholds,
                                   SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    recognizer_ = id;
    snapshot_.labels = labels;
    snapshot_.recognizer_failure.clear();
    gate_ = LabelGate(labels, idle_labels, thresholds);
    activity_ = ActivityGate(labels, idle_labels, thresholds);
    forget_label(at);
}

void LiveBoard::recognizer_failed(std::uint64_t id, const std::string& failure, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    if (id != recognizer_) return;
    recognizer_ = 0;
    snapshot_.recognizer_failure = failure;
    forget_label(at);
    end_workout_with_recording(at);
}

void LiveBoard::posed(const PosedFrame& posed, const PictureSignals& picture, std::uint32_t epoch,
                      double pose_ms, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    ++snapshot_.counters.posed;
    snapshot_.pose_ms = pose_ms;
    snapshot_.pose_latency_ms = milliseconds(at - posed.captured);
    if (epoch != snapshot_.epoch) return;
    snapshot_.posed = posed;
    snapshot_.person = posed.pose ? posed.pose->view : PersonView::away;
    workout_.add(posed.time, posed.captured, posed.pose, picture);
    tell_workout(at);
    end_workout_with_recording(at);
}

void LiveBoard::watching(const ResultOrigin& origin, MediaTime time, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    if (!current(origin)) return;
    forget_label(at);
    snapshot_.judged = time;
    history_.add(time, origin.epoch, snapshot_.decision);
}

std::optional<Judgement> LiveBoard::classified(const ResultOrigin& origin, MediaTime time,
                                               SteadyTime captured, const Scores& scores,
                                               double inference_ms, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    if (!current(origin)) {
        ++snapshot_.counters.stale;
        return std::nullopt;
    }
    const Scores& smoothed = smoother_.update(time, scores);
    gate_.update(time, smoothed);
    ++snapshot_.counters.classified;
    snapshot_.scores = scores;
    snapshot_.smoothed = smoothed;
    snapshot_.inference_ms = inference_ms;
    snapshot_.label_latency_ms = milliseconds(at - captured);
    snapshot_.judged = time;
    label_captured_ = captured;
    show_decision(at);
    history_.add(time, origin.epoch, snapshot_.decision);
    workout_.judge(activity_.update(time, origin.window, scores));
    tell_workout(at);
    return Judgement{captured, smoothed, snapshot_.decision};
}

void LiveBoard::correct_reps(int by, SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    workout_.correct(by);
    tell_workout(at);
}

void LiveBoard::count_in(MediaTime duration) {
    const std::scoped_lock lock(mutex_);
    workout_.count_in(duration);
}

void LiveBoard::set_rules(const SetRules& rules) {
    const std::scoped_lock lock(mutex_);
    workout_.set_rules(rules);
}

void LiveBoard::end_workout(SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    workout_.begin_anew();
    tell_workout_over(at);
}

void LiveBoard::finish_workout(SteadyTime at) {
    const std::scoped_lock lock(mutex_);
    at_end_ = true;
    end_workout_with_recording(at);
}

Snapshot LiveBoard::snapshot() const {
    const std::scoped_lock lock(mutex_);
    Snapshot out = snapshot_;
    out.history = history_.strip();
    out.workout = workout_.view();
    if (label_captured_) {
        out.label_age_ms = std::max(0.0, milliseconds(newest_captured_ - *label_captured_));
    }
    return out;
}

std::optional<LiveEvent> LiveBoard::wait_event(std::stop_token stop) {
    std::unique_lock lock(mutex_);
    if (!changed_.wait(lock, stop, [&] { return !events_.empty(); })) return std::nullopt;
    LiveEvent event = std::move(events_.front());
    events_.pop_front();
    return event;
}

bool LiveBoard::current(const ResultOrigin& origin) const {
    return origin.recognizer == recognizer_ && origin.epoch == snapshot_.epoch;
}

void LiveBoard::set_state(SourceState state, const std::string& notice, SteadyTime at) {
    const bool changed = state != snapshot_.state || notice != snapshot_.notice;
    snapshot_.state = state;
    snapshot_.notice = notice;
    if (state != SourceState::running) {
        capture_rate_.reset();
        snapshot_.capture_rate = 0;
    }
    if (!changed) return;
    LiveEvent change = event(at);
    change.state_changed = true;
    add_event(std::move(change));
}

void LiveBoard::forget_label(SteadyTime at) {
    gate_.reset();
    activity_.reset();
    smoother_.reset();
    snapshot_.scores.clear();
    snapshot_.smoothed.clear();
    snapshot_.judged.reset();
    label_captured_.reset();
    show_decision(at);
}

void LiveBoard::show_decision(SteadyTime at) {
    const Decision& decision = gate_.decision();
    const bool changed = !snapshot_.decision.same_as(decision);
    snapshot_.decision = decision;
    snapshot_.confidence = 0;
    for (std::size_t i = 0; i < snapshot_.smoothed.size(); ++i) {
        const double score = snapshot_.smoothed[i];
        const bool counts = decision.certainty == Certainty::sure
                                ? snapshot_.labels[i] == decision.label
                                : score > snapshot_.confidence;
        if (counts) snapshot_.confidence = score;
    }
    if (!changed) return;
    LiveEvent change = event(at);
    change.decision_changed = true;
    add_event(std::move(change));
}

// After the last picture; until then the last reps may still come. Without a recognizer nobody
// looks at it.
void LiveBoard::end_workout_with_recording(SteadyTime at) {
    const bool all_seen =
        snapshot_.posed && snapshot_.posed->number + 1 == snapshot_.counters.captured;
    if (snapshot_.state == SourceState::ended && all_seen) {
        workout_.finish();
        tell_workout(at);
    }
    if (!at_end_ || (!all_seen && recognizer_ != 0)) return;
    at_end_ = false;
    workout_.finish();
    tell_workout_over(at);
}

void LiveBoard::tell_workout(SteadyTime at) {
    for (WorkoutEvent& happened : workout_.take_events()) {
        LiveEvent told = event(at);
        told.workout = std::move(happened);
        add_event(std::move(told));
    }
}

void LiveBoard::tell_workout_over(SteadyTime at) {
    tell_workout(at);
    LiveEvent over = event(at);
    over.workout_over = true;
    add_event(std::move(over));
}

// What stands now.
LiveEvent LiveBoard::event(SteadyTime at) const {
    LiveEvent event;
    event.at = at;
    event.state = snapshot_.state;
    event.notice = snapshot_.notice;
    event.source = snapshot_.source.name;
    event.decision = snapshot_.decision;
    event.confidence = snapshot_.confidence;
    return event;
}

void LiveBoard::add_event(LiveEvent event) {
    if (events_.size() == kMostEvents) events_.pop_front();
    events_.push_back(std::move(event));
    changed_.notify_all();
}

}  // namespace spotter
