#pragma once

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/live/workout_plan.h"
#include "ui/live/coach_view.h"

namespace spotter {

// What `plan` says of `label`. `unit`: where it says no weight.
TargetForm form_of(const WorkoutPlan& plan, const std::string& label, WeightUnit unit);
// Takes over what was typed. Throws Error (one line) on nonsense: "reps: 'many' is no whole number
// from 1 to 1000"; then nothing has changed.
void put_form(WorkoutPlan& plan, const std::string& label, const TargetForm& form);

// What is typed for one exercise after the other, until all of it is saved. What is asked of all
// alike, any other rest and the end of a set, is the same in each form.
class TargetForms {
  public:
    TargetForms() = default;
    // `unit`: where `plan` says no weight.
    TargetForms(WorkoutPlan plan, WeightUnit unit);

    // Shows this exercise; call it before the others.
    void choose(const std::string& label);
    const std::string& label() const { return label_; }
    const TargetForm& form() const { return form_; }
    void edit(TargetForm form) { form_ = std::move(form); }
    // Something else than the plan says was typed for it.
    bool changed(const std::string& label) const;
    // The plan with all that was typed. Throws Error as put_form(); the exercise that was refused
    // is chosen then.
    WorkoutPlan plan();

  private:
    TargetForm typed(const std::string& label) const;

    WorkoutPlan plan_;
    WeightUnit unit_ = WeightUnit::kg;
    std::string label_;
    TargetForm form_;                                         // of that one
    std::vector<std::pair<std::string, TargetForm>> others_;  // that were shown before
};

// "" is no weight. Throws Error on nonsense.
std::optional<Weight> weight_from(const std::string& text, WeightUnit unit);
// "22.5".
std::string amount_text(const Weight& weight);

}  // namespace spotter
