#pragma once

#include <string>
#include <utility>

#include "app/window/latest_job.h"
#include "ui/shell/shell_view.h"

namespace spotter {

// What the bar of long work shows of `job`, which began at `started`.
template <class Result>
JobView job_view(std::string name, const LatestJob<Result>& job, SteadyTime started,
                 SteadyTime now) {
    const Progress progress = job.progress();
    JobView out = {std::move(name), progress.step, progress.fraction, {}, job.stopping()};
    if (const auto left = time_left(started, now, progress.fraction)) {
        out.left_s = static_cast<double>(left->count());
    }
    return out;
}

}  // namespace spotter
