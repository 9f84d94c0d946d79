#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "engine/session/session.h"

// What other programs call the exercises that models know by label.
namespace spotter {

// As Strong and Hevy have it in their lists (what is not there becomes an exercise of the user's
// own), and its number in the FIT profile's list of names for the category.
struct ExerciseNames {
    std::string_view strong;
    std::string_view hevy;
    std::uint32_t fit = 0;
};

struct KnownExercise {
    std::string_view label;
    std::string_view muscles;  // the category that FitNotes files it under
    std::uint32_t fit_category = 0;
    ExerciseNames bare;      // without a weight
    ExerciseNames weighted;  // with one
};

// Nothing: `label` is not known.
const KnownExercise* known_exercise(std::string_view label);

// A weight was noted for it, and it is not 0.
bool has_weight(const RecordedSet& set);

// A name that Strong knows: "Squat (Barbell)" for a set with a weight, "Squat (Bodyweight)" for one
// without; else the label's display name.
std::string exercise_title(const RecordedSet& set);
// The same for Hevy, which counts weighted pull-ups apart.
std::string hevy_title(const RecordedSet& set);
// The category that FitNotes files it under; "Other" when it is not known.
std::string exercise_category(const std::string& label);

}  // namespace spotter
