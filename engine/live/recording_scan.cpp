#include "engine/live/recording_scan.h"

#include <algorithm>
#include <cassert>

#include "engine/core/error.h"
#include "engine/live/observation_stream.h"
#include "engine/live/window_cutter.h"

namespace spotter {
namespace {

ScannedWindow classified(const WindowCutter::Window& window, ClipInput& input,
                         ClipClassifier& classifier) {
    return {window.end, classifier.classify(input.assemble(window.items))};
}

}  // namespace

ScanSummary scan_recording(FrameSource& source, PoseEstimator* pose, ClipInput& input,
                           ClipClassifier& classifier, const ScanOptions& options,
                           const ScanCallbacks& callbacks, std::stop_token stop) {
    const SourceInfo info = source.info();
    const ClipWindow window = classifier.window();
    const bool half = options.stride <= MediaTime::zero();
    WindowCutter cutter(window, half ? default_stride(window) : options.stride);
    ScanSummary summary;
    const auto use = [&](const WindowCutter::Window& cut) {
        const ScannedWindow scanned = classified(cut, input, classifier);
        ++summary.windows;
        if (callbacks.on_window) callbacks.on_window(scanned);
    };

    ObservationStream stream(source, pose, input, options.max_pose_rate, std::move(stop));
    while (const ObservationPtr observation = stream.next()) {
        if (summary.observed++ == 0) summary.first = observation->time;
        summary.last = observation->time;
        if (callbacks.on_observation) callbacks.on_observation(observation);
        cutter.add(observation, use);
        if (callbacks.on_progress) {
            const MediaTime done = summary.last - summary.first;
            callbacks.on_progress(info.duration > MediaTime::zero()
                                      ? std::min(1.0, to_seconds(done) / to_seconds(info.duration))
                                      : -1.0);
        }
    }
    if (summary.observed == 0) {
        throw Error("scan recording", info.name, "there is no picture in it",
                    "use a video that plays elsewhere");
    }
    if (summary.windows == 0 && options.pad_short) {
        if (const auto padded = cutter.padded()) {
            use(*padded);
            summary.padded = true;
        }
    }
    summary.frames = stream.frames();
    summary.skipped = cutter.skipped();
    return summary;
}

MediaTime default_stride(const ClipWindow& window) {
    return std::max(window.length() / 2, window.interval);
}

Prediction prediction_from_windows(const Labels& labels, std::span<const ScannedWindow> windows) {
    assert(!windows.empty());
    Prediction out;
    out.windows = windows.size();
    std::vector<double> sums(labels.size());
    for (const ScannedWindow& window : windows) {
        for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += window.scores.at(i);
    }
    for (const double sum : sums) {
        out.scores.push_back(static_cast<float>(sum / static_cast<double>(windows.size())));
    }
    const auto highest = std::max_element(out.scores.begin(), out.scores.end());
    out.label = labels.at(static_cast<std::size_t>(highest - out.scores.begin()));
    out.confidence = *highest;
    return out;
}

}  // namespace spotter
