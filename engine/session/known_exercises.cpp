#include "engine/session/known_exercises.h"

#include <algorithm>
#include <array>

namespace spotter {
namespace {

// A name that both apps have.
constexpr ExerciseNames both(std::string_view name, std::uint32_t fit) {
    return {name, name, fit};
}

// Called the same with and without a weight.
constexpr KnownExercise always(std::string_view label, std::string_view muscles,
                               std::uint32_t category, ExerciseNames names) {
    return {label, muscles, category, names, names};
}

// Where a name says what is lifted, it is what the exercise is mostly done with: labels do not
// tell. Numbers are those of the FIT profile (Garmin's SDK 21.218).
constexpr std::array<KnownExercise, 18> kKnown = {{
    always("bench_press", "Chest", 0, both("Bench Press (Barbell)", 1)),
    always("bicep_curl", "Biceps", 7, both("Bicep Curl (Dumbbell)", 46)),
    {"calf_raise",
     "Legs",
     1,
     {"Standing Calf Raise (Bodyweight)", "Standing Calf Raise", 18},
     both("Standing Calf Raise (Dumbbell)", 20)},
    {"crunch", "Abs", 6, both("Crunch", 83), {"Crunch", "Crunch (Weighted)", 79}},
    always("deadlift", "Back", 8, both("Deadlift (Barbell)", 0)),
    always("front_raise", "Shoulders", 14, both("Front Raise (Dumbbell)", 10)),
    {"jumping_jack", "Cardio", 2, both("Jumping Jack", 12), both("Jumping Jack", 13)},
    always("lateral_raise", "Shoulders", 14, both("Lateral Raise (Dumbbell)", 34)),
    {"lunge", "Legs", 17, {"Lunge (Bodyweight)", "Lunge", 32}, both("Lunge (Dumbbell)", 33)},
    {"plank", "Abs", 19, both("Plank", 43), both("Plank", 117)},
    {"pull_up", "Back", 21, both("Pull Up", 38), {"Pull Up", "Pull Up (Weighted)", 24}},
    {"push_up", "Chest", 22, both("Push Up", 77), {"Push Up", "Push Up (Weighted)", 40}},
    {"row", "Back", 23, both("Bent Over Row (Barbell)", 36), both("Bent Over Row (Barbell)", 37)},
    always("shoulder_press", "Shoulders", 24, both("Overhead Press (Dumbbell)", 24)),
    always("shrug", "Shoulders", 26, both("Shrug (Dumbbell)", 5)),
    {"sit_up", "Abs", 27, both("Sit Up", 37), {"Sit Up", "Sit Up (Weighted)", 34}},
    {"squat", "Legs", 28, both("Squat (Bodyweight)", 100), both("Squat (Barbell)", 62)},
    always("tricep_extension", "Triceps", 30, both("Triceps Extension (Dumbbell)", 15)),
}};

// The exercise's title under `name`, or its display name.
std::string title(const RecordedSet& set, std::string_view ExerciseNames::*name) {
    const KnownExercise* exercise = known_exercise(set.label);
    if (exercise == nullptr) return display_name(set.label);
    return std::string((has_weight(set) ? exercise->weighted : exercise->bare).*name);
}

}  // namespace

const KnownExercise* known_exercise(std::string_view label) {
    const auto* found = std::ranges::find(kKnown, label, &KnownExercise::label);
    return found == kKnown.end() ? nullptr : found;
}

bool has_weight(const RecordedSet& set) {
    return set.weight.value_or(0) > 0;
}

std::string exercise_title(const RecordedSet& set) {
    return title(set, &ExerciseNames::strong);
}

std::string hevy_title(const RecordedSet& set) {
    return title(set, &ExerciseNames::hevy);
}

std::string exercise_category(const std::string& label) {
    const KnownExercise* exercise = known_exercise(label);
    return exercise != nullptr ? std::string(exercise->muscles) : "Other";
}

}  // namespace spotter
