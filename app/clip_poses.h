#pragma once

#include <cstddef>
#include <vector>

#include "app/paths.h"
#include "app/settings.h"
#include "engine/core/job.h"
#include "training/data/pose_cache.h"

namespace spotter {

// The poses of clips of a dataset (indices into it), from the cache that training and evaluation
// share, or found side by side and put there. Throws Error when the pose models are not there,
// Cancelled.
DatasetPoses poses_of_clips(const Paths& paths, const Settings& settings, const Dataset& dataset,
                            const std::vector<std::size_t>& clips, JobToken& job);

}  // namespace spotter
