#include "app/bench_live.h"

#include <chrono>
#include <memory>
#include <stdexcept>
#include <utility>
#include <vector>

#include "app/live_source.h"
#include "engine/core/job.h"

namespace spotter {

LiveAges measure_live_ages(const SourceSpec& source, const SourceOptions& options,
                           Recognizer recognizer, const std::stop_token& stop) {
    constexpr std::chrono::seconds kDuration{6};
    LivePipeline pipeline;
    auto control = std::make_shared<PlaybackControl>();
    control->set_loop(true);
    pipeline.set_recognizer(std::move(recognizer));
    pipeline.set_source(make_live_source(source, options, control));

    std::vector<double> picture;
    std::vector<double> pose;
    std::vector<double> label;
    std::stop_source over;
    const std::stop_callback interrupted(stop, [&over] { over.request_stop(); });
    const SteadyTime started = std::chrono::steady_clock::now();
    while (const auto frame = pipeline.frames().wait_take(over.get_token())) {
        const SteadyTime now = std::chrono::steady_clock::now();
        picture.push_back(
            std::chrono::duration<double, std::milli>(now - (*frame)->captured).count());
        const Snapshot snapshot = pipeline.snapshot();
        if (snapshot.posed) pose.push_back(snapshot.pose_latency_ms);
        if (!snapshot.scores.empty()) label.push_back(snapshot.label_latency_ms);
        if (now - started > kDuration) break;
    }
    if (stop.stop_requested()) throw Cancelled();
    return {quantiles(std::move(picture)), quantiles(std::move(pose)), quantiles(std::move(label))};
}

}  // namespace spotter
