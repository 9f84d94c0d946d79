#include "app/predict_files.h"

#include <algorithm>
#include <atomic>
#include <list>
#include <thread>

#include "engine/core/error.h"
#include "engine/core/job.h"
#include "engine/core/worker.h"

namespace spotter {
namespace {

// Takes files until there are none left.
void predict_next_files(const std::vector<InputFile>& files, std::atomic<std::size_t>& next,
                        Recognizer& recognizer, MediaTime stride, const PredictCallbacks& callbacks,
                        const std::stop_token& stop) {
    for (std::size_t i = next++; i < files.size(); i = next++) {
        FileOutcome outcome{{}, files[i].error};
        try {
            if (outcome.error.empty()) {
                outcome.found = predict_file(
                    files[i].path, recognizer, stride,
                    [&](double fraction) { callbacks.on_progress(i, fraction); }, stop);
            }
        } catch (const Cancelled&) {
            return;
        } catch (...) {
            outcome.error = describe_current_exception();
        }
        if (stop.stop_requested()) return;
        callbacks.on_done(i, std::move(outcome));
    }
}

}  // namespace

int side_by_side(const Settings& settings, std::size_t files) {
    const std::size_t cores = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t wanted =
        settings.threads > 0 ? static_cast<std::size_t>(settings.threads) : cores;
    return static_cast<int>(std::max<std::size_t>(1, std::min(wanted, files)));
}

void predict_files(const std::vector<InputFile>& files, LoadedModel& model, MediaTime stride,
                   const PredictCallbacks& callbacks, const std::stop_token& stop) {
    std::atomic<std::size_t> next{0};
    std::list<Worker> workers;
    for (Recognizer& recognizer : model.recognizers) {
        workers.emplace_back("predict", [&](const std::stop_token&) {
            predict_next_files(files, next, recognizer, stride, callbacks, stop);
        });
    }
    for (Worker& worker : workers) worker.join();
}

}  // namespace spotter
