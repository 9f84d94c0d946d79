#include "engine/live/workout_plan.h"

#include <algorithm>

namespace spotter {

const ExerciseTarget* WorkoutPlan::target_of(std::string_view label) const {
    const auto found = std::find_if(exercises.begin(), exercises.end(),
                                    [&](const ExerciseTarget& t) { return t.label == label; });
    return found == exercises.end() ? nullptr : &*found;
}

std::optional<MediaTime> WorkoutPlan::rest_after(std::string_view label) const {
    const ExerciseTarget* target = target_of(label);
    return target != nullptr && target->rest ? target->rest : rest;
}

ExerciseProgress progress_of(const WorkoutPlan& plan, const std::vector<SetRecord>& sets,
                             std::string_view label) {
    ExerciseProgress out;
    const ExerciseTarget* target = plan.target_of(label);
    for (const SetRecord& set : sets) {
        if (set.label != label) continue;
        ++out.set;
        if (target == nullptr) continue;
        out.set_done = set.held ? target->hold && set.end - set.start >= *target->hold
                                : target->reps && set.count() >= *target->reps;
    }
    if (target == nullptr || !target->sets) return out;
    const bool measured = target->reps || target->hold;
    out.sets_done =
        out.set > *target->sets || (out.set == *target->sets && (out.set_done || !measured));
    return out;
}

}  // namespace spotter
