#pragma once

#include <filesystem>
#include <memory>

#include "engine/core/pose.h"

namespace spotter {

// The two files of BlazePose "full" (MediaPipe 0.10.14, Apache-2.0).
struct PoseModelFiles {
    std::filesystem::path detector;
    std::filesystem::path landmarks;
};

// The model files of `folder`. Throws Error when one is missing or is not, byte for byte, the
// file that Spotter was made with (SHA-256; about 10 ms).
PoseModelFiles pose_model_files(const std::filesystem::path& folder);

struct PoseOptions {
    bool smooth = true;               // one-euro filter, as MediaPipe does it
    bool detect_every_frame = false;  // do not follow; for measuring
    int threads = 0;                  // 0: all cores
    std::filesystem::path cache{};    // folder for compiled models; a start is then 0.3 s shorter
};

// BlazePose through OpenVINO: finds a person, then follows them from frame to frame; the detector
// runs only when nobody is followed. Of several people it follows the one it began with; when
// they were lost for long, whoever is largest and most central. Throws Error when a model cannot
// be loaded; estimate() takes any picture and throws Error only when inference fails.
std::unique_ptr<PoseEstimator> make_blazepose(const PoseModelFiles& files,
                                              const PoseOptions& options = {});

}  // namespace spotter
