#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "app/paths.h"
#include "app/settings.h"
#include "engine/core/job.h"
#include "engine/model/model_folder.h"
#include "training/evaluation/report.h"

namespace spotter {

// Computed motion: the first `count` clips, or workouts, of a seed.
struct ComputedMotion {
    std::uint64_t seed = 1;
    std::size_t count = 2000;
};

// The seed in "synth:" (1) and "synth:SEED"; nothing for what does not begin so. Throws Error when
// SEED is no number.
std::optional<std::uint64_t> computed_seed(const std::string& dataset);

// A model that can be measured on computed motion. Throws Error when there is none of that name, it
// looks at pixels.
ModelInfo model_for_computed(const Paths& paths, const std::string& name);

// What a model of skeletons says of computed clips; their groups are the kinds of motion. Throws
// Error as model_for_computed() and when no motion is known for a label, Cancelled once the job was
// cancelled.
EvaluationReport evaluate_on_computed(const Paths& paths, const Settings& settings,
                                      const ComputedMotion& clips, JobToken& job);

}  // namespace spotter
