#include "engine/pose/pose_smoother.h"

#include <algorithm>
#include <cmath>

namespace spotter {
namespace {

using Coordinates = std::array<float, kJointCount * 3>;

template <class Points>
void smooth_points(Points& points, OneEuroFilter& filter, double elapsed_s, double speed_scale) {
    Coordinates values{};
    for (std::size_t i = 0; i < kJointCount; ++i) {
        values[i * 3] = points[i].x;
        values[i * 3 + 1] = points[i].y;
        values[i * 3 + 2] = points[i].z;
    }
    filter.smooth(values, elapsed_s, speed_scale);
    for (std::size_t i = 0; i < kJointCount; ++i) {
        points[i].x = values[i * 3];
        points[i].y = values[i * 3 + 1];
        points[i].z = values[i * 3 + 2];
    }
}

}  // namespace

void PoseSmoother::smooth(Pose& pose, double elapsed_s, float body_size) {
    smooth_visibility(pose, elapsed_s);
    smooth_points(pose.image, image_, elapsed_s, 1 / std::max(body_size, 1.0F));
    smooth_points(pose.world, world_, elapsed_s, 1);
    started_ = true;
}

void PoseSmoother::smooth_visibility(Pose& pose, double elapsed_s) {
    // MediaPipe's 0.1 a frame, at 30 frames a second; so it is as quick at any other rate.
    const auto weight =
        started_ ? static_cast<float>(1 - std::pow(0.9, 30 * std::max(elapsed_s, 0.0))) : 1.0F;
    for (std::size_t i = 0; i < kJointCount; ++i) {
        float& visibility = pose.image[i].visibility;
        visibility_[i] += weight * (visibility - visibility_[i]);
        visibility = visibility_[i];
    }
}

void PoseSmoother::reset() {
    image_.reset();
    world_.reset();
    started_ = false;
}

}  // namespace spotter
