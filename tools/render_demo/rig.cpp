#include "tools/render_demo/rig.h"

#include <limits>

namespace spotter {

namespace {

constexpr double kSole = 0.014;          // thickness of the shoe under the foot
constexpr double kStraightest = 0.9985;  // of the leg's length
constexpr double kRestLift = 45;         // degrees: the arms of the body at rest
constexpr Vec3 kDown{0, -1, 0};
constexpr double kUnset = std::numeric_limits<double>::quiet_NaN();

const std::array<std::string, 2> kSuffix{".L", ".R"};

// Angles are meant for the left side; the right side is its mirror image.
Mat3 for_side(Side side, const Mat3& turn) {
    return side == left ? turn : mirrored(turn);
}
Vec3 for_side(Side side, Vec3 v) {
    return side == left ? v : mirrored(v);
}

}  // namespace

Rig::Rig(const Human& human) : human_(human) {
    for (const Side side : {left, right}) {
        const auto& s = kSuffix[side];
        arms_[side] = {human.head("upperarm01" + s), human.head("lowerarm01" + s),
                       human.head("wrist" + s)};
        legs_[side] = {human.head("upperleg01" + s), human.head("lowerleg01" + s),
                       human.head("foot" + s)};
        balls_[side] = (human.head("toe1-1" + s) + human.head("toe4-1" + s)) * 0.5;
        const Vec3 toe = balls_[side] - legs_[side].end;
        foot_yaw_[side] = std::atan2(toe.x, toe.z) * 180 / std::numbers::pi;
    }
    pelvis_ = (legs_[left].root + legs_[right].root) * 0.5;
    const Limb& leg = legs_[left];
    leg_length_ = length(leg.middle - leg.root) + length(leg.end - leg.middle);
    hip_height_ = leg_length_ + leg.end.y + kSole;
}

void Rig::set(const std::string& name, const Mat3& turn, Turns& turns) const {
    turns[static_cast<std::size_t>(human_.bone(name))] = turn;
}

void Rig::turn_spine(const BodyPose& pose, Turns& turns) const {
    const Mat3 pelvis = rotation_y(pose.yaw) * rotation_x(pose.lean) * rotation_z(-pose.roll);
    set("root", pelvis, turns);
    Mat3 trunk = pelvis;
    for (const char* name : {"spine05", "spine04", "spine03", "spine02", "spine01"}) {
        trunk = trunk * rotation({pose.bend / 5, pose.twist / 5, -pose.side_bend / 5});
        set(name, trunk, turns);
    }
    for (const char* name : {"neck01", "neck02", "neck03", "head"}) {
        trunk = trunk * rotation({pose.nod / 4, pose.look / 4, 0});
        set(name, trunk, turns);
    }
}

void Rig::turn_arm(Side side, const ArmPose& arm, const Mat3& trunk, Turns& turns) const {
    const auto& s = kSuffix[side];
    const Limb& rest = arms_[side];
    const Mat3 upper_rest = alignment(for_side(side, rest.middle - rest.root), kDown);
    const Mat3 lower_rest = alignment(for_side(side, rest.end - rest.middle), kDown);
    const double lift = std::hypot(arm.flexion, arm.abduction);
    // Beyond 30 degrees the shoulder blade takes part in lifting the arm.
    const double blade = 0.28 * std::max(0.0, lift - 30) * arm.abduction / std::max(lift, 1.0);
    const Mat3 swing = rotation({-arm.flexion, 0, arm.abduction});
    const Mat3 bent = swing * rotation_y(arm.twist) * rotation_x(-arm.elbow);
    const auto put = [&](const char* name, const Mat3& turn) {
        set(name + s, trunk * for_side(side, turn), turns);
    };
    put("clavicle", rotation_z(arm.shrug + blade));
    put("shoulder01", rotation_z(arm.shrug + blade + 0.22 * (arm.abduction - kRestLift)));
    put("upperarm01", swing * rotation_y(arm.twist * 0.4) * upper_rest);
    put("upperarm02", swing * rotation_y(arm.twist * 0.8) * upper_rest);
    put("lowerarm01", bent * rotation_y(arm.supination * 0.25) * lower_rest);
    put("lowerarm02", bent * rotation_y(arm.supination * 0.7) * lower_rest);
    put("wrist", bent * rotation_y(arm.supination) * lower_rest);
    turn_fingers(side, arm.grip, turns);
}

void Rig::turn_fingers(Side side, double grip, Turns& turns) const {
    const auto& s = kSuffix[side];
    const Mat3 hand = turns[static_cast<std::size_t>(human_.bone("wrist" + s))];
    const Vec3 palm = for_side(side, normalized(Vec3{-0.45, -1, 0.1}));
    for (int finger = 1; finger <= 5; ++finger) {
        const std::string name = "finger" + std::to_string(finger);
        const Vec3 along = human_.head(name + "-2" + s) - human_.head(name + "-1" + s);
        const Vec3 axis = normalized(cross(along, palm));
        // The thumb closes less, and last.
        const double bend = finger == 1 ? std::max(0.0, grip - 30) * 0.5 : grip;
        Mat3 turn = hand;
        for (const char* part : {"-1", "-2", "-3"}) {
            turn = turn * rotation(axis * bend);
            set(name + part + s, turn, turns);
        }
    }
}

void Rig::turn_leg(Side side, const FootPose& foot, Vec3 hip, double body_yaw, Turns& turns) const {
    const auto& s = kSuffix[side];
    const Limb& rest = legs_[side];
    const Mat3 flat = rotation_y(foot.yaw - foot_yaw_[side]);
    const Mat3 sole = rotation_y(foot.yaw) * rotation_x(foot.pitch) * rotation_y(-foot_yaw_[side]);
    Vec3 pivot = balls_[side] - rest.end;
    if (foot.pitch < 0) {
        pivot = rotation_y(foot_yaw_[side]) * Vec3{0, 0, -0.05};
    }
    pivot.y = -rest.end.y - kSole;
    Vec3 ankle = foot.place + Vec3{0, rest.end.y + kSole, 0} + flat * pivot - sole * pivot;

    const double upper = length(rest.middle - rest.root), lower = length(rest.end - rest.middle);
    const double reach = std::min(length(ankle - hip), (upper + lower) * kStraightest);
    const Vec3 down = normalized(ankle - hip);
    const double along = (upper * upper - lower * lower + reach * reach) / (2 * reach);
    const double out = std::sqrt(std::max(0.0, upper * upper - along * along));
    const double knee_yaw = mix(body_yaw, foot.yaw, 0.8);
    const Vec3 forward = rotation_y(knee_yaw) * Vec3{0, 0, 1};
    const Vec3 pole = normalized(forward - down * dot(forward, down));
    const Vec3 knee = hip + down * along + pole * out;
    ankle = hip + down * reach;

    const Vec3 hinge = cross(pole, down);
    const Vec3 rest_pole = rotation_y(foot_yaw_[side]) * Vec3{0, 0, 1};
    const auto turn = [&](Vec3 from, Vec3 to) {
        return frame_of(to, hinge) * transposed(frame_of(from, cross(rest_pole, from)));
    };
    const Mat3 thigh = turn(rest.middle - rest.root, knee - hip);
    const Mat3 shin = turn(rest.end - rest.middle, ankle - knee);
    set("upperleg01" + s, thigh, turns);
    set("upperleg02" + s, thigh, turns);
    set("lowerleg01" + s, shin, turns);
    set("lowerleg02" + s, shin, turns);
    set("foot" + s, sole, turns);
    for (const char* toe : {"toe1-1", "toe2-1", "toe3-1", "toe4-1", "toe5-1"}) {
        set(toe + s, foot.pitch > 0 ? flat : sole, turns);
    }
}

std::vector<Rigid> Rig::place_bones(const BodyPose& pose, const Turns& turns) const {
    std::vector<Rigid> placed;
    placed.reserve(human_.bones.size());
    for (std::size_t i = 0; i < human_.bones.size(); ++i) {
        const Bone& bone = human_.bones[i];
        if (bone.parent < 0) {
            placed.push_back({turns[i], pose.pelvis - turns[i] * pelvis_});
            continue;
        }
        const Rigid& above = placed[static_cast<std::size_t>(bone.parent)];
        const Mat3 turn = std::isnan(turns[i].x.x) ? above.rotation : turns[i];
        placed.push_back({turn, above(bone.head) - turn * bone.head});
    }
    return placed;
}

std::vector<Rigid> Rig::place(const BodyPose& pose) const {
    Turns turns(human_.bones.size(), Mat3{{kUnset, 0, 0}, {0, 0, 0}, {0, 0, 0}});
    turn_spine(pose, turns);
    const Mat3 pelvis = turns[static_cast<std::size_t>(human_.bone("root"))];
    const Mat3 trunk = turns[static_cast<std::size_t>(human_.bone("spine01"))];
    for (const Side side : {left, right}) {
        turn_arm(side, pose.arms[side], trunk, turns);
        const Vec3 hip = pose.pelvis + pelvis * (legs_[side].root - pelvis_);
        turn_leg(side, pose.feet[side], hip, pose.yaw, turns);
    }
    return place_bones(pose, turns);
}

}  // namespace spotter
