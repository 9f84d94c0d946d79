#pragma once

#include <cstddef>
#include <optional>
#include <vector>

#include "engine/core/clock.h"
#include "engine/core/pose.h"

namespace spotter {

// The followed person of one recording, or of one clip, over time: what skeleton models learn
// from and what reps are counted in. `times` ascend; poses[i] was found at times[i], nothing:
// nobody was there.
struct PoseTrack {
    int width = 0;  // of the frames, pixels
    int height = 0;
    std::vector<MediaTime> times;
    std::vector<std::optional<Pose>> poses;

    std::size_t size() const { return times.size(); }
    bool empty() const { return times.empty(); }
};

}  // namespace spotter
