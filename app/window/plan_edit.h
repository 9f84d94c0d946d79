#pragma once

#include <optional>
#include <string>

#include "engine/live/workout_plan.h"
#include "ui/live/coach_view.h"

namespace spotter {

// What `plan` says of `label`. `unit`: where it says no weight.
TargetForm form_of(const WorkoutPlan& plan, const std::string& label, WeightUnit unit);
// Takes over what was typed. Throws Error (one line) on nonsense: "reps: 'many' is no whole number
// from 1 to 1000"; then nothing has changed.
void put_form(WorkoutPlan& plan, const std::string& label, const TargetForm& form);

// "" is no weight. Throws Error on nonsense.
std::optional<Weight> weight_from(const std::string& text, WeightUnit unit);
// "22.5 kg", and "22.5".
std::string weight_text(const Weight& weight);
std::string amount_text(const Weight& weight);

}  // namespace spotter
