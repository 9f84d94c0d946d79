#include "engine/live/workout.h"

#include <algorithm>
#include <chrono>
#include <iterator>
#include <utility>

namespace spotter {
namespace {

constexpr MediaTime kPoseLost = std::chrono::seconds(1);

}  // namespace

std::vector<WorkoutEvent> Workout::take_events() {
    return std::exchange(events_, {});
}

void Workout::begin_epoch() {
    placed_ = false;
    if (std::exchange(over_, false)) begin_anew();
    forget_motion();
}

void Workout::add(MediaTime time, SteadyTime captured, const std::optional<Pose>& pose,
                  const PictureSignals& picture) {
    if (over_) return;
    if (!placed_) {
        const auto away = captured_ ? captured - *captured_ : SteadyTime::duration::zero();
        offset_ = captured_ ? now_ + std::max<MediaTime>(away, MediaTime::zero()) - time : -time;
        placed_ = true;
    }
    now_ = std::max(now_, workout_time(time));
    captured_ = captured;
    look(workout_time(time), pose, picture);
    keep(tracker_.pass(now_));
}

void Workout::look(MediaTime time, const std::optional<Pose>& pose, const PictureSignals& picture) {
    count(counter_.add(time, pose));
    if (pose && pose->view != PersonView::away) {
        if (alone_since_) picture_counter_.reset();
        alone_since_.reset();
        return;
    }
    if (!alone_since_) alone_since_ = time;
    // Somebody who is lost for a moment is counted by the pose alone.
    if (time - *alone_since_ >= kPoseLost) count_in_picture(picture_counter_.add(time, picture));
}

void Workout::judge(Activity activity) {
    if (over_) return;
    activity.time = workout_time(activity.time);
    count(counter_.judge(activity));
    if (alone_since_) count_in_picture(picture_counter_.judge(activity));
    if (activity.doing != Doing::hold || activity.doubtful) {
        hold_.reset();
        return;
    }
    // What is known is as late at the beginning of a hold as at its end.
    const MediaTime middle = activity.time - activity.length / 2;
    if (!hold_ || hold_->label != activity.hold) hold_ = {activity.hold, middle};
    const MediaTime start = std::max(hold_->start, scored_from_.value_or(hold_->start));
    keep(tracker_.hold(activity.hold, start, middle, now_));
    show();
}

void Workout::interrupt() {
    if (over_) return;
    count(counter_.finish());
    count_in_picture(picture_counter_.finish());
    forget_motion();
}

void Workout::finish() {
    if (over_) return;
    interrupt();
    keep(tracker_.end(now_));
    over_ = true;
}

void Workout::begin_anew() {
    keep(tracker_.end(now_));
    forget_motion();
    tracker_.clear();
    shown_.reset();
    scored_from_.reset();
}

void Workout::forget_motion() {
    counter_.reset();
    picture_counter_.reset();
    alone_since_.reset();
    hold_.reset();
}

void Workout::correct(int by) {
    keep(tracker_.correct(by, now_));
}

void Workout::count_in(MediaTime duration) {
    scored_from_ = now_ + duration;
}

WorkoutView Workout::view() const {
    WorkoutView view{now_, shown_, tracker_.is_running(), {}, {}};
    const SetRecord* set = view.set();
    if (set != nullptr && !view.set_runs) view.rest = now_ - set->end;
    if (scored_from_ && *scored_from_ > now_) view.count_in = *scored_from_ - now_;
    return view;
}

void Workout::count(const std::vector<Rep>& reps) {
    for (const Rep& rep : reps) {
        if (scores(rep.start)) keep(tracker_.add(rep, now_));
    }
}

// Their bouts are no bouts of the pose's.
void Workout::count_in_picture(std::vector<Rep> reps) {
    for (Rep& rep : reps) rep.bout = -rep.bout;
    count(reps);
}

void Workout::show() {
    shown_ = std::make_shared<const std::vector<SetRecord>>(tracker_.sets());
}

void Workout::keep(std::vector<WorkoutEvent> events) {
    if (events.empty()) return;
    show();
    for (WorkoutEvent& event : events) event.captured = captured_.value_or(SteadyTime());
    std::move(events.begin(), events.end(), std::back_inserter(events_));
}

}  // namespace spotter
