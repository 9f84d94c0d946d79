#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/paths.h"
#include "engine/live/workout_plan.h"

namespace spotter {

// A plan file (TOML; docs/configuration.md).
struct PlanFile {
    WorkoutPlan plan;
    std::vector<std::string> notes;  // one line for each key that is not known, with its place
};

// What a plan may say: sets and reps up to 1000, times from a second to an hour, weights up to
// 1000. A set that ended sooner than its slowest reps come would be one of each rep.
inline constexpr int kMostOfPlan = 1000;
inline constexpr double kShortestOfPlan_s = 1;
inline constexpr double kSoonestSetEnd_s = 5;
inline constexpr double kLongestOfPlan_s = 3600;
inline constexpr double kHeaviestOfPlan = 1000;

// The plan that is made in the window; it holds where no other is named.
std::filesystem::path own_plan_file(const Paths& paths);

// Throws Error with file and line when it cannot be read, is no TOML, or says nonsense.
PlanFile read_plan(const std::filesystem::path& file);
// The one that holds: `named`, else the user's own, else an empty one. What is wrong with the
// user's own is only noted.
PlanFile find_plan(const std::optional<std::filesystem::path>& named, const Paths& paths);
// Writes it anew, as read_plan() reads it. A file that is not as Spotter wrote it is kept as
// FILE.old. Throws Error when it cannot be written.
void write_plan(const std::filesystem::path& file, const WorkoutPlan& plan);

}  // namespace spotter
