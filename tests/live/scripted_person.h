#pragma once

#include <cmath>
#include <numbers>

#include "engine/core/pose.h"

namespace spotter {

// How a scripted person stands: angles in radians, 0 for somebody who stands upright with the
// arms down.
struct Posture {
    float left_elbow = 0;  // bent by
    float right_elbow = 0;
    float arms = 0;   // both upper arms, raised to the side
    float knees = 0;  // bent by, with the hips over the feet
    float x = 0;      // where in the picture, metres
};

// That person in a picture of 200 pixels a metre, seen from the front and a little from the side.
inline Pose pose_of(const Posture& posture) {
    Pose pose;
    pose.presence = 1;
    pose.view = PersonView::whole;
    const auto put = [&](Joint joint, float x, float y, float z) {
        constexpr float kTurn = 0.4F;
        const float seen_x = x * std::cos(kTurn) - z * std::sin(kTurn);
        const float seen_z = x * std::sin(kTurn) + z * std::cos(kTurn);
        pose.world[joint] = {seen_x, y, seen_z};
        pose.image[joint] = {300 + 200 * (seen_x + posture.x), 300 + 200 * y, 200 * seen_z, 0.95F};
    };
    // Hips are the middle of the world; y points down.
    const float thigh = 0.45F * std::cos(posture.knees / 2);
    for (const float side : {-1.0F, 1.0F}) {
        const bool left = side > 0;
        put(left ? kLeftHip : kRightHip, side * 0.12F, 0, 0);
        put(left ? kLeftKnee : kRightKnee, side * 0.14F, thigh,
            -0.45F * std::sin(posture.knees / 2));
        put(left ? kLeftAnkle : kRightAnkle, side * 0.14F, 2 * thigh, 0);
        const float shoulder_y = -0.5F;
        put(left ? kLeftShoulder : kRightShoulder, side * 0.2F, shoulder_y, 0);
        const float elbow_x = side * (0.2F + 0.3F * std::sin(posture.arms));
        const float elbow_y = shoulder_y + 0.3F * std::cos(posture.arms);
        put(left ? kLeftElbow : kRightElbow, elbow_x, elbow_y, 0);
        const float bend = left ? posture.left_elbow : posture.right_elbow;
        put(left ? kLeftWrist : kRightWrist, elbow_x + side * 0.25F * std::sin(posture.arms),
            elbow_y + 0.25F * std::cos(bend) * std::cos(posture.arms), -0.25F * std::sin(bend));
    }
    put(kNose, 0, -0.7F, -0.1F);
    return pose;
}

// 0 at the start and end of each rep, 1 half-way.
inline float out_and_back(double seconds, double rep_s) {
    const double phase = 2 * std::numbers::pi * seconds / rep_s;
    return static_cast<float>((1 - std::cos(phase)) / 2);
}

inline Posture curled(float part) {
    Posture posture;
    posture.left_elbow = posture.right_elbow = 2.2F * part;
    return posture;
}

inline Posture squatted(float part) {
    Posture posture;
    posture.knees = 2 * part;
    return posture;
}

}  // namespace spotter
