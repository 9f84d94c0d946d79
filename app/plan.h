#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "engine/live/workout_plan.h"

namespace spotter {

// A plan file (TOML; docs/configuration.md).
struct PlanFile {
    WorkoutPlan plan;
    std::vector<std::string> notes;  // one line for each key that is not known, with its place
};

// Throws Error with file and line when it cannot be read, is no TOML, or says nonsense.
PlanFile read_plan(const std::filesystem::path& file);

}  // namespace spotter
