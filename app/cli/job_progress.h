#pragma once

#include <chrono>
#include <condition_variable>
#include <mutex>
#include <utility>

#include "app/cli/progress_line.h"
#include "engine/core/job.h"
#include "engine/core/worker.h"

namespace spotter {

// Does `work` in the caller's thread while a progress line shows what it publishes; it is cancelled
// by `stop`. Throws what the work throws.
template <class Work>
auto with_progress_line(std::stop_token stop, const Work& work) {
    constexpr std::chrono::milliseconds kStep{200};
    JobToken job(std::move(stop));
    ProgressLine line;
    // Ends with this function, before what it uses.
    const Worker shower("progress", [&](const std::stop_token& ending) {
        std::mutex mutex;
        std::condition_variable_any ended;
        std::unique_lock lock(mutex);
        while (!ended.wait_for(lock, ending, kStep, [&] { return ending.stop_requested(); })) {
            const Progress progress = job.progress();
            if (!progress.step.empty()) line.show(progress.step, progress.fraction);
        }
    });
    return work(job);
}

}  // namespace spotter
