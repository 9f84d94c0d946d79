#pragma once

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/core/pose.h"

namespace spotter {

// How far poses are from expected ones, over the landmarks that are expected to be visible.
class Agreement {
  public:
    void add(const std::optional<Pose>& expected, const std::optional<Pose>& found) {
        if (expected.has_value() != found.has_value()) ++presence_differs_;
        if (!expected || !found) return;
        const float size = person_size(*expected);
        for (std::size_t i = 0; i < kJointCount; ++i) {
            const Landmark& a = expected->image[i];
            const Landmark& b = found->image[i];
            visibility_ += std::abs(a.visibility - b.visibility);
            ++landmarks_;
            if (!visible(a)) continue;
            distance_ += std::hypot(a.x - b.x, a.y - b.y) / size;
            depth_ += std::abs(a.z - b.z) / size;
            const WorldPoint& p = expected->world[i];
            const WorldPoint& q = found->world[i];
            metres_ += std::hypot(p.x - q.x, p.y - q.y, p.z - q.z);
            ++visible_;
        }
    }

    int presence_differs() const { return presence_differs_; }
    int visible() const { return visible_; }
    // Means: of the distance and of the depth's error relative to the person's size, of the
    // distance in metres, of the visibility's error.
    double distance() const { return distance_ / visible_; }
    double depth() const { return depth_ / visible_; }
    double metres() const { return metres_ / visible_; }
    double visibility() const { return visibility_ / landmarks_; }

  private:
    static bool visible(const Landmark& landmark) { return landmark.visibility > 0.5F; }

    // The longer side of the box around the visible landmarks.
    static float person_size(const Pose& pose) {
        float left = 1e9F, top = 1e9F, right = -1e9F, bottom = -1e9F;
        for (const Landmark& landmark : pose.image) {
            if (!visible(landmark)) continue;
            left = std::min(left, landmark.x);
            right = std::max(right, landmark.x);
            top = std::min(top, landmark.y);
            bottom = std::max(bottom, landmark.y);
        }
        return std::max({right - left, bottom - top, 1.0F});
    }

    int presence_differs_ = 0;
    int visible_ = 0;
    int landmarks_ = 0;
    double distance_ = 0;
    double depth_ = 0;
    double metres_ = 0;
    double visibility_ = 0;
};

}  // namespace spotter
