#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "engine/core/image.h"
#include "engine/core/pose.h"
#include "engine/pose/blazepose.h"

namespace spotter {

// A clip of tests/golden/pose, and what MediaPipe finds in its frames, by mode.
struct GoldenClip {
    std::vector<Image> frames;
    std::map<std::string, std::vector<std::optional<Pose>>> poses;
};

GoldenClip read_golden_clip(const std::string& name);

// A window of tests/golden/skeleton, and its pictures side by side.
struct GoldenWindow {
    std::vector<std::optional<Pose>> poses;
    Image strip;
};

GoldenWindow read_golden_window(const std::string& name);

// The joints that skeleton clips are drawn of, in the order of the golden files.
inline constexpr std::size_t kDrawnJoints[] = {
    kNose,    kLeftShoulder, kRightShoulder, kLeftElbow, kRightElbow, kLeftWrist, kRightWrist,
    kLeftHip, kRightHip,     kLeftKnee,      kRightKnee, kLeftAnkle,  kRightAnkle};

// Time of a frame as MediaPipe was told when it made the golden poses.
inline double golden_seconds(std::size_t frame) {
    return 0.033333 * static_cast<double>(frame + 1);
}

// The set-up's pose models.
PoseModelFiles pose_models();

}  // namespace spotter
