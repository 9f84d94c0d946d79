#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/core/clock.h"
#include "engine/live/label_gate.h"
#include "engine/live/workout.h"
#include "engine/live/workout_plan.h"
#include "ui/live/coach_view.h"
#include "ui/live/flash.h"

namespace spotter {

// What a coach makes of the workout: whether a set or a rest runs, how far it is from what is
// meant, and the moments that are told large. Main thread.
class Coach {
  public:
    void set_plan(WorkoutPlan plan) { plan_ = std::move(plan); }
    const WorkoutPlan& plan() const { return plan_; }

    // At every redraw, with the label that stands.
    void update(const WorkoutView& workout, const Decision& decision, SteadyTime now);
    // Its `load` is left empty.
    const CoachView& view() const { return view_; }
    // The moment that is told now, as far as `choice` wants it.
    std::optional<FlashView> flash(FlashChoice choice, SteadyTime now) const;
    // What began to be told with the last update().
    std::optional<FlashKind> begun() const { return begun_; }

  private:
    bool resting(const WorkoutView& workout, const SetRecord& set, const Decision& decision) const;
    void show(const std::vector<SetRecord>& sets);
    void notice(const WorkoutView& workout, const CoachView& before, SteadyTime now);
    void tell(FlashKind kind, std::string large, std::string caption, SteadyTime now);

    WorkoutPlan plan_;
    CoachView view_;
    int set_number_ = 0;    // in the workout; 0: none yet
    std::size_t reps_ = 0;  // that were counted in it
    bool set_reached_ = false;
    // The set after which the rest goes on, and its end when that began.
    std::optional<std::pair<int, MediaTime>> rested_;
    int told_done_ = 0;  // the set whose end was told
    std::optional<FlashKind> begun_;
    std::optional<FlashView> told_;
    SteadyTime told_at_{};
};

}  // namespace spotter
