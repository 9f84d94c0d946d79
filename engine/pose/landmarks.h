#pragma once

#include <array>
#include <cstddef>
#include <span>

#include "engine/pose/network.h"
#include "engine/pose/region.h"

namespace spotter {

// What the landmark model says of one region.
struct RegionLandmarks {
    // Of the body, and two that place the region in the next frame: middle of the hips, and the
    // top of a circle around the body.
    static constexpr std::size_t kHips = 33;
    static constexpr std::size_t kTop = 34;
    static constexpr std::size_t kPointCount = 35;

    float presence = 0;                           // 0 … 1: that a person is there
    std::array<Landmark, kPointCount> points{};   // in units of the region, z too
    std::array<WorldPoint, kJointCount> world{};  // turned with the region
};

// From the model's outputs: 39 × (x, y, z, visibility, presence), a score, 64 × 64 heat maps of
// 39 channels, and 39 × (x, y, z) in metres.
RegionLandmarks decode_landmarks(std::span<const float> points, float presence,
                                 std::span<const float> heatmaps, std::span<const float> world);

// The pose in the frame; `view` is left as it is by default.
Pose pose_from_landmarks(const RegionLandmarks& landmarks, const Region& region);

// BlazePose's landmark model, "full". One thread at a time.
class LandmarkModel {
  public:
    // Fills in `spec`'s outputs and normalisation. Throws Error as Network does.
    explicit LandmarkModel(NetworkSpec spec);

    // Precondition: the picture is not empty and the region is usable.
    RegionLandmarks find(const ImageView& rgb, const Region& region);

  private:
    Network network_;
};

}  // namespace spotter
