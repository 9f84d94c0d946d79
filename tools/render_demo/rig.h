#pragma once

#include <array>
#include <string>
#include <vector>

#include "tools/render_demo/geometry.h"
#include "tools/render_demo/human.h"

namespace spotter {

enum Side : std::size_t { left = 0, right = 1 };  // the person's own

// Degrees. All zero: the arm hangs straight down, the thumb forward.
struct ArmPose {
    double flexion = 0;     // lifted forward
    double abduction = 0;   // lifted to the side
    double twist = 0;       // of the upper arm; negative turns the elbow's bend inwards
    double elbow = 0;       // bend
    double supination = 0;  // of the forearm: turns the palm forward
    double shrug = 0;       // shoulder raised
    double grip = 20;       // bend of each finger joint
};

struct FootPose {
    Vec3 place;        // the floor under the ankle when the foot is flat; y lifts the foot
    double yaw = 0;    // degrees; 0: towards the viewer, positive to the viewer's right
    double pitch = 0;  // degrees; positive: on the ball, heel up; negative: on the heel
};

// Where a body is and how it is bent; angles in degrees.
struct BodyPose {
    Vec3 pelvis;  // the point between the hip joints
    double yaw = 0;
    double lean = 0;  // of the pelvis, forward
    double roll = 0;  // of the pelvis, to its left
    double bend = 0;  // of the spine, forward
    double side_bend = 0;
    double twist = 0;  // of the spine, to its left
    double nod = 0;    // of the head, forward
    double look = 0;   // of the head, to its left
    std::array<ArmPose, 2> arms;
    std::array<FootPose, 2> feet;
};

// Turns a BodyPose into the placement of every bone. Legs reach from the hips to the given feet.
class Rig {
  public:
    explicit Rig(const Human& human);

    // Per bone: from its place at rest to its place now.
    std::vector<Rigid> place(const BodyPose& pose) const;
    // Height of the hip joints above the floor when the legs are straight.
    double hip_height() const { return hip_height_; }
    // From hip joint to ankle.
    double leg_length() const { return leg_length_; }
    // Between the hip joints.
    double hip_width() const { return length(legs_[left].root - legs_[right].root); }

  private:
    struct Limb {
        Vec3 root, middle, end;  // shoulder, elbow, wrist, or hip, knee, ankle, at rest
    };
    using Turns = std::vector<Mat3>;

    void turn_spine(const BodyPose& pose, Turns& turns) const;
    void turn_arm(Side side, const ArmPose& arm, const Mat3& trunk, Turns& turns) const;
    void turn_fingers(Side side, double grip, Turns& turns) const;
    void turn_leg(Side side, const FootPose& foot, Vec3 hip, double body_yaw, Turns& turns) const;
    std::vector<Rigid> place_bones(const BodyPose& pose, const Turns& turns) const;
    void set(const std::string& name, const Mat3& turn, Turns& turns) const;

    const Human& human_;
    Vec3 pelvis_;
    double leg_length_ = 0;
    double hip_height_ = 0;
    std::array<Limb, 2> arms_;
    std::array<Limb, 2> legs_;
    std::array<Vec3, 2> balls_;       // of the feet
    std::array<double, 2> foot_yaw_;  // at rest
};

}  // namespace spotter
