#pragma once

#include <array>

#include "engine/core/pose.h"
#include "training/synthetic/draws.h"
#include "training/synthetic/geometry.h"

namespace spotter {

// Lengths of one person, metres: between joints as the pose estimator places them.
struct BodyShape {
    double torso = 0;     // middle of the hips to middle of the shoulders
    double shoulder = 0;  // half of their distance
    double hip = 0;       // half of their distance
    double upper_arm = 0;
    double forearm = 0;
    double hand = 0;
    double thigh = 0;
    double shank = 0;
    double foot = 0;
    double neck = 0;  // shoulders to the joint of the head
    double head = 0;  // that joint to the nose
};

// Somebody: stature and segments vary as people do (Note [proportions] in body.cpp).
BodyShape draw_body(Random& random);

// Where a hand is, in the frame that it keeps to; x is to the outside for either arm.
enum class HoldTo { floor, chest, hips, head, knee };
struct Reach {
    HoldTo to = HoldTo::chest;
    Vec3 point;                   // metres
    Vec3 elbow{0.4, -0.8, -0.3};  // the way the elbow points, in the chest's frame
    double share = 0;             // 0: the angles below hold; 1: the hand is there
};

// 0 everywhere: the arm hangs, palm to the thigh.
struct ArmPose {
    double raise = 0;  // of the upper arm, away from hanging
    double plane = 0;  // of that: 0 to the front, 90 to the side, 180 to the back
    double twist = 0;  // of the upper arm; the forearm of a bent elbow goes outward
    double elbow = 0;  // flexion
    double shrug = 0;
    Reach reach;
};

struct LegPose {
    double hip = 0;  // flexion
    double knee = 0;
    double spread = 0;   // to the side
    double turnout = 0;  // about the vertical
    double heel = 0;     // of a foot on the floor, lifted by so much
    // Where the ankle is, metres from the origin on the floor, x to the outside; 1: there.
    Vec3 foot;
    double foot_share = 0;
};

// What the body rests on, and so what stays in place.
enum class Support {
    feet,    // the lowest of ankles and knees is on the floor, the ankles' middle over the origin
    pelvis,  // the middle of the hips is at `height` over the origin
    back,    // the lowest of hips, shoulders and (on the floor) everything else is at `height`
    hands,   // the middle of the wrists is at `height` over the origin
};

// One moment of a body: angles in degrees. Index 0 is the left side.
struct BodyPose {
    Support support = Support::feet;
    double height = 0;              // metres, as `support` says
    bool legs_with_pelvis = false;  // leg angles are against the pelvis, not the vertical
    bool flat_feet = true;          // else the feet follow the shanks
    double yaw = 0;                 // of everything, about the vertical
    double pitch = 0;               // of the pelvis, to the front
    double roll = 0;
    double lumbar = 0;  // flexion
    double thoracic = 0;
    double bend = 0;  // of the spine, to the right
    double twist = 0;
    double nod = 0;
    double look = 0;  // to the left
    std::array<ArmPose, 2> arm;
    std::array<LegPose, 2> leg;
    Vec3 shift;  // metres, of everything
};

// BlazePose's landmarks of a body, metres.
using Skeleton = std::array<Vec3, kJointCount>;

// Forward kinematics. Hands and feet that are to be somewhere are solved with the law of cosines.
Skeleton skeleton_of(const BodyShape& shape, const BodyPose& pose);

// Between two poses with one support: every angle and place. The support is that of `from`.
BodyPose blended(const BodyPose& from, const BodyPose& to, double share);

}  // namespace spotter
