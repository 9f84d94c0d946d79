#pragma once

#include "app/settings.h"
#include "engine/core/job.h"
#include "engine/model/model_folder.h"

namespace spotter {

struct TrainingSpeed {
    double clips_per_s = 0;  // forward, backward, optimiser and the drawing of varied examples
    int batch = 0;
    std::int64_t clips = 0;  // that were learnt from
};

// How fast all weights of a model are trained here: from computed poses that are at hand
// (skeleton), or from prepared pictures in memory (rgb). Takes about ten seconds on two cores; the
// weights are thrown away. Throws Error without LibTorch, Cancelled.
TrainingSpeed measure_training(const ModelInfo& model, const Settings& settings, JobToken& token);

}  // namespace spotter
