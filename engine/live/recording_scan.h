#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <span>
#include <stop_token>
#include <string>

#include "engine/core/clip.h"
#include "engine/core/source.h"

namespace spotter {

// Scores of the window of a recording that ends at `end`.
struct ScannedWindow {
    MediaTime end{};
    Scores scores;
};

// Half a window, but at least one interval.
MediaTime default_stride(const ClipWindow& window);

struct ScanOptions {
    MediaTime stride{};        // between two windows; zero: the default stride
    double max_pose_rate = 0;  // pictures looked at per second of the recording, at most; 0: all
    // When no window is covered (the recording is shorter than one, or full of holes): give one
    // that ends with the recording, its first and last pictures repeated.
    bool pad_short = true;
};

// All are called in the caller's thread, in order of time; any may be empty, any may throw.
struct ScanCallbacks {
    std::function<void(const ScannedWindow&)> on_window;
    std::function<void(const ObservationPtr&)> on_observation;
    std::function<void(double fraction)> on_progress;  // 0 … 1; negative: length unknown
};

struct ScanSummary {
    std::uint64_t frames = 0;    // decoded
    std::uint64_t observed = 0;  // of those, looked at
    std::size_t windows = 0;
    std::size_t skipped = 0;  // windows that would have spanned a hole
    bool padded = false;      // the only window was filled up
    MediaTime first{};        // of the first and last frame
    MediaTime last{};
};

// Classifies every window of a recording: ends at first + length + n * stride, up to the last
// frame, sampled as live does. Decoding, pose and classification (in the caller's thread) run
// side by side with bounded queues between them. `pose` may be nothing when the input needs
// none. A window across a hole or a change of epoch is skipped; each epoch starts windows anew.
// Throws what a stage threw, Cancelled once `stop` is requested, Error when there is no frame.
ScanSummary scan_recording(FrameSource& source, PoseEstimator* pose, ClipInput& input,
                           ClipClassifier& classifier, const ScanOptions& options,
                           const ScanCallbacks& callbacks, std::stop_token stop);

// One answer for a whole recording.
struct Prediction {
    std::string label;
    double confidence = 0;
    Scores scores;  // mean over the windows
    std::size_t windows = 0;
};

// The highest of the mean scores. Precondition: there is at least one window.
Prediction prediction_from_windows(const Labels& labels, std::span<const ScannedWindow> windows);

}  // namespace spotter
