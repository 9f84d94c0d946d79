#include "app/window/coach.h"

#include <chrono>
#include <string>
#include <utility>

#include "engine/core/labels.h"
#include "ui/format.h"

namespace spotter {

namespace {

using namespace std::chrono_literals;

// A rest begins, for the eye, when no rep came for so long: reached is what was meant; the person
// is seen to do something else; nothing else is known. The slowest reps take six seconds.
constexpr MediaTime kRestAfterTarget = 3s;
constexpr MediaTime kRestWhenIdle = 5s;
constexpr MediaTime kRestOtherwise = 10s;

SteadyTime::duration length_of(FlashKind kind) {
    switch (kind) {
        case FlashKind::rep:
            return 700ms;
        case FlashKind::go:
            return 900ms;
        case FlashKind::set_done:
            return 2000ms;
        case FlashKind::rest_over:
            break;
    }
    return 2500ms;
}

bool held_as_meant(const CoachView& view) {
    return view.held && view.held_meant_s && view.held_s >= *view.held_meant_s;
}

}  // namespace

void Coach::update(const WorkoutView& workout, const Decision& decision, SteadyTime now) {
    begun_.reset();
    const CoachView before = std::exchange(view_, {});
    const SetRecord* set = workout.set();
    if (set != nullptr) {
        show(*workout.sets);
        // What is seen meanwhile, or not seen any more, ends no rest; another rep does.
        const std::pair end = {set->number, set->end};
        if (rested_ != end) rested_.reset();
        if (resting(workout, *set, decision)) rested_ = end;
        view_.phase = rested_ ? CoachPhase::rest : CoachPhase::set;
        view_.rest_s = to_seconds(workout.now - set->end);
    }
    if (set == nullptr) rested_.reset();
    if (workout.count_in) {
        view_.phase = CoachPhase::count_in;
        view_.count_in_s = to_seconds(*workout.count_in);
    }
    notice(workout, before, now);
    set_number_ = set != nullptr ? set->number : 0;
    reps_ = set != nullptr ? set->reps.size() : 0;
}

bool Coach::resting(const WorkoutView& workout, const SetRecord& set,
                    const Decision& decision) const {
    if (!workout.set_runs) return true;
    const bool idle = decision.certainty == Certainty::sure && decision.idle;
    const MediaTime since = workout.now - set.end;
    return since >= (set_reached_ ? kRestAfterTarget : idle ? kRestWhenIdle : kRestOtherwise);
}

void Coach::show(const std::vector<SetRecord>& sets) {
    const SetRecord& set = sets.back();
    const ExerciseProgress progress = progress_of(plan_, sets, set.label);
    set_reached_ = progress.set_done;
    view_.exercise = display_name(set.label);
    view_.set = progress.set;
    view_.sets_done = progress.sets_done;
    view_.held = set.held;
    view_.reps = set.count();
    view_.held_s = set.duration_s();
    if (const ExerciseTarget* target = plan_.target_of(set.label)) {
        view_.sets_meant = target->sets;
        if (!set.held) view_.reps_meant = target->reps;
        if (set.held && target->hold) view_.held_meant_s = to_seconds(*target->hold);
    }
    if (const auto rest = plan_.rest_after(set.label)) view_.rest_meant_s = to_seconds(*rest);
}

void Coach::notice(const WorkoutView& workout, const CoachView& before, SteadyTime now) {
    const SetRecord* set = workout.set();
    if (before.phase == CoachPhase::count_in && view_.phase != CoachPhase::count_in) {
        tell(FlashKind::go, "Go", "", now);
    }
    // Another workout begins without a word.
    if (set == nullptr || set->number < set_number_) {
        told_done_ = 0;
        return;
    }
    const bool another = set->number != set_number_;
    if (set->reps.size() > (another ? 0 : reps_)) {
        tell(FlashKind::rep, std::to_string(view_.reps), view_.exercise, now);
    }
    if (!another && held_as_meant(view_) && !held_as_meant(before)) {
        tell(FlashKind::rep, clock_time(*view_.held_meant_s), view_.exercise, now);
    }
    if (view_.phase != CoachPhase::rest) return;
    if (before.phase == CoachPhase::set && told_done_ != set->number) {
        told_done_ = set->number;
        tell(FlashKind::set_done,
             view_.held ? clock_time(view_.held_s) : std::to_string(view_.reps),
             "Set " + std::to_string(view_.set) + " done", now);
    }
    const bool over = view_.rest_meant_s && view_.rest_s >= *view_.rest_meant_s;
    const bool was_running = before.phase == CoachPhase::rest && !another &&
                             before.rest_meant_s == view_.rest_meant_s &&
                             before.rest_s < before.rest_meant_s.value_or(0);
    if (over && was_running) tell(FlashKind::rest_over, "Go", "The rest is over", now);
}

void Coach::tell(FlashKind kind, std::string large, std::string caption, SteadyTime now) {
    begun_ = kind;
    told_ = FlashView{kind, std::move(large), std::move(caption), 1};
    told_at_ = now;
}

std::optional<FlashView> Coach::flash(FlashChoice choice, SteadyTime now) const {
    if (!told_ || choice == FlashChoice::nothing) return std::nullopt;
    if (choice == FlashChoice::sets && told_->kind == FlashKind::rep) return std::nullopt;
    const double part = std::chrono::duration<double>(now - told_at_) /
                        std::chrono::duration<double>(length_of(told_->kind));
    if (part >= 1) return std::nullopt;
    FlashView shown = *told_;
    shown.strength = static_cast<float>(1 - part);
    return shown;
}

}  // namespace spotter
