#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>

#include "app/paths.h"
#include "app/settings.h"
#include "engine/core/job.h"
#include "training/evaluation/report.h"

namespace spotter {

// Clips of computed motion: the first `count` of a seed.
struct ComputedClips {
    std::uint64_t seed = 1;
    std::size_t count = 2000;
};

// The seed in "synth:" (1) and "synth:SEED"; nothing for what does not begin so. Throws Error when
// SEED is no number.
std::optional<std::uint64_t> computed_seed(const std::string& dataset);

// What a model of skeletons says of computed clips; their groups are the kinds of motion. Throws
// Error when the model looks at pixels or has labels that no motion is known for, Cancelled once
// the job was cancelled.
EvaluationReport evaluate_on_computed(const Paths& paths, const Settings& settings,
                                      const ComputedClips& clips, JobToken& job);

}  // namespace spotter
