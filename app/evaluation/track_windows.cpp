#include "app/evaluation/track_windows.h"

#include <memory>

#include "engine/live/window_cutter.h"

namespace spotter {
namespace {

// A pose as it would lie in a picture of another size; world coordinates are in metres and stay.
Pose scaled(Pose pose, float factor) {
    for (Landmark& joint : pose.image) {
        joint.x *= factor;
        joint.y *= factor;
        joint.z *= factor;
    }
    return pose;
}

}  // namespace

void scan_track(const PoseTrack& track, ClipInput& input, ClipClassifier& classifier,
                MediaTime stride, const ScanCallbacks& callbacks) {
    const ClipWindow window = classifier.window();
    WindowCutter cutter(window, stride > MediaTime::zero() ? stride : default_stride(window));
    bool is_short = true;
    const auto use = [&](const WindowCutter::Window& cut) {
        is_short = false;
        callbacks.on_window({cut.end, classifier.classify(input.assemble(cut.items))});
    };
    input.reset();
    for (std::size_t i = 0; i < track.size(); ++i) {
        auto seen = std::make_shared<Observation>();
        seen->time = track.times[i];
        seen->width = track.width;
        seen->height = track.height;
        seen->pose = track.poses[i];
        if (callbacks.on_observation) callbacks.on_observation(seen);
        cutter.add(std::move(seen), use);
    }
    if (is_short) {
        if (const auto padded = cutter.padded()) use(*padded);
    }
}

std::vector<ScannedWindow> windows_from_track(const PoseTrack& track, ClipInput& input,
                                              ClipClassifier& classifier, MediaTime stride) {
    std::vector<ScannedWindow> out;
    ScanCallbacks callbacks;
    callbacks.on_window = [&](const ScannedWindow& window) { out.push_back(window); };
    scan_track(track, input, classifier, stride, callbacks);
    return out;
}

PoseTrack joined_tracks(std::span<const PoseTrack> tracks, MediaTime gap) {
    PoseTrack out;
    for (const PoseTrack& track : tracks) {
        if (track.empty()) continue;
        if (out.empty()) {
            out.width = track.width;
            out.height = track.height;
        }
        const MediaTime begin = out.empty() ? MediaTime::zero() : out.times.back() + gap;
        const float factor = static_cast<float>(out.height) / static_cast<float>(track.height);
        for (std::size_t i = 0; i < track.size(); ++i) {
            out.times.push_back(begin + track.times[i] - track.times.front());
            out.poses.push_back(track.poses[i]);
            if (out.poses.back()) out.poses.back() = scaled(*out.poses.back(), factor);
        }
    }
    return out;
}

}  // namespace spotter
