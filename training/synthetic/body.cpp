#include "training/synthetic/body.h"

// Note [proportions]
// Segment lengths are parts of the stature after Drillis and Contini (1966), as given in Winter,
// "Biomechanics and Motor Control of Human Movement"; statures and their spread are those of
// ANSUR II (2012): men 1.756 ± 0.069 m, women 1.629 ± 0.064 m. BlazePose places joints inside the
// body and reports arms, shoulders and hips shorter than callipers do; the second factor of each
// length below is the ratio of medians that was measured over the permissive clips (torso 0.476,
// shoulders 0.332, hips 0.221, upper arm 0.242, forearm 0.224, thigh 0.40, shank 0.37 m).

namespace spotter {
namespace {

constexpr Vec3 kDown{0, -1, 0};

// Of a part of the stature; segments of one person vary by some percent around it.
double segment(Random& random, double stature, double share, double as_estimated) {
    return stature * share * as_estimated * (1 + normal(random, 0, 0.04));
}

struct Spine {
    Turn pelvis;
    Turn chest;
    Turn head;
    Vec3 chest_base;  // where the ribs begin to turn
    Vec3 shoulders;   // their middle
    Vec3 neck_top;
};

Spine spine_of(const BodyShape& shape, const BodyPose& pose) {
    Spine spine;
    spine.pelvis = turn_y(pose.yaw) * turn_x(pose.pitch) * turn_z(pose.roll);
    const Turn waist =
        spine.pelvis * turn_x(pose.lumbar) * turn_z(-pose.bend * 0.5) * turn_y(pose.twist * 0.4);
    spine.chest =
        waist * turn_x(pose.thoracic) * turn_z(-pose.bend * 0.5) * turn_y(pose.twist * 0.6);
    const Turn neck = spine.chest * turn_x(pose.nod * 0.4) * turn_y(pose.look * 0.4);
    spine.head = neck * turn_x(pose.nod * 0.6) * turn_y(pose.look * 0.6);
    const Vec3 up{0, 1, 0};
    spine.chest_base =
        spine.pelvis * (up * (shape.torso * 0.22)) + waist * (up * (shape.torso * 0.28));
    spine.shoulders = spine.chest_base + spine.chest * (up * (shape.torso * 0.5));
    spine.neck_top = spine.shoulders + neck * (up * shape.neck);
    return spine;
}

// The joint between two bones that reach from `from` to `to`, bent towards `hint`; `to` is moved
// into reach.
Vec3 middle_joint(Vec3 from, Vec3& to, double upper, double lower, Vec3 hint) {
    const double longest = (upper + lower) * 0.999;
    const double shortest = std::abs(upper - lower) * 1.001 + 0.02;
    const Vec3 way = to - from;
    const double distance = std::clamp(length(way), shortest, longest);
    const Vec3 along = length(way) > 1e-6 ? unit(way) : kDown;
    to = from + along * distance;
    const double a = (upper * upper - lower * lower + distance * distance) / (2 * distance);
    const double h = std::sqrt(std::max(upper * upper - a * a, 0.0));
    const Vec3 out = hint - along * dot(hint, along);
    return from + along * a + unit(out) * h;
}

struct Limb {
    Vec3 root;
    Vec3 mid;
    Vec3 end;
    Turn lower;  // of the second bone, for what hangs at its end
};

Limb arm_of(const BodyShape& shape, const ArmPose& arm, const Spine& spine, bool left) {
    const auto side = [left](const Turn& t) { return left ? t : t.mirrored(); };
    const double plane = radians(arm.plane);
    // The shoulder blade goes along when the arm is lifted to the side.
    const double blade =
        arm.shrug + 0.28 * std::clamp(arm.raise - 30, 0.0, 150.0) * std::abs(std::sin(plane));
    Vec3 across = turn_z(blade) * Vec3{shape.shoulder, 0, 0};
    if (!left) across = mirrored(across);
    const Turn upper =
        turn_about({-std::cos(plane), 0, std::sin(plane)}, arm.raise) * turn_y(arm.twist);
    const Turn lower = upper * turn_x(-arm.elbow);
    Limb limb;
    limb.root = spine.shoulders + spine.chest * across;
    limb.mid = limb.root + spine.chest * side(upper) * (kDown * shape.upper_arm);
    limb.lower = spine.chest * side(lower);
    limb.end = limb.mid + limb.lower * (kDown * shape.forearm);
    return limb;
}

Limb leg_of(const BodyShape& shape, const LegPose& leg, const Turn& frame, Vec3 root, bool left) {
    const auto side = [left](const Turn& t) { return left ? t : t.mirrored(); };
    const Turn upper = turn_y(leg.turnout) * turn_z(leg.spread) * turn_x(-leg.hip);
    Limb limb;
    limb.root = root;
    limb.mid = root + frame * side(upper) * (kDown * shape.thigh);
    limb.lower = frame * side(upper * turn_x(leg.knee));
    limb.end = limb.mid + limb.lower * (kDown * shape.shank);
    return limb;
}

// Where everything is moved to so that the body rests on what it should.
Vec3 support_offset(const BodyShape& shape, const BodyPose& pose, const Spine& spine,
                    const std::array<Limb, 2>& arms, const std::array<Limb, 2>& legs) {
    constexpr double kSole = 0.08;  // of the ankle over the floor
    constexpr double kFlesh = 0.1;  // of the back over what it lies on
    Vec3 off;
    switch (pose.support) {
        case Support::feet: {
            const double lift =
                shape.foot * 0.7 * std::sin(radians(std::min(pose.leg[0].heel, pose.leg[1].heel)));
            const double lowest = std::min(
                {legs[0].end.y, legs[1].end.y, legs[0].mid.y + 0.03, legs[1].mid.y + 0.03});
            const Vec3 between = middle(legs[0].end, legs[1].end);
            off = {-between.x, kSole + lift - lowest, -between.z};
            break;
        }
        case Support::pelvis:
            off = {0, pose.height, 0};
            break;
        case Support::back: {
            double lowest = std::min({0.0, spine.shoulders.y});
            if (pose.height <= 0) {
                for (const Limb& leg : legs) lowest = std::min({lowest, leg.mid.y, leg.end.y});
            }
            off = {0, pose.height + kFlesh - lowest, 0};
            break;
        }
        case Support::hands: {
            const Vec3 between = middle(arms[0].end, arms[1].end);
            off = {-between.x, pose.height - between.y, -between.z};
            break;
        }
    }
    return off + pose.shift;
}

void reach_hand(const BodyShape& shape, const Reach& reach, const Spine& spine, const Vec3& head,
                const Vec3& knee, const Vec3& hips, Limb& arm, bool left) {
    if (reach.share <= 0) return;
    const auto sided = [left](Vec3 v) { return left ? v : mirrored(v); };
    Vec3 target = sided(reach.point);
    switch (reach.to) {
        case HoldTo::floor:
            break;
        case HoldTo::chest:
            target = hips + spine.shoulders + spine.chest * target;
            break;
        case HoldTo::hips:
            target = hips + spine.pelvis * target;
            break;
        case HoldTo::head:
            target = head + spine.head * target;
            break;
        case HoldTo::knee:
            target = knee + target;
            break;
    }
    const Vec3 elbow = middle_joint(arm.root, target, shape.upper_arm, shape.forearm,
                                    spine.chest * sided(reach.elbow));
    arm.mid = lerp(arm.mid, elbow, reach.share);
    arm.end = lerp(arm.end, target, reach.share);
}

void add_hand(Skeleton& body, const BodyShape& shape, const Limb& arm, bool left) {
    const Vec3 tip = arm.end + unit(arm.end - arm.mid) * shape.hand * 0.6;
    const std::size_t s = left ? 0 : 1;
    body[kLeftShoulder + s] = arm.root;
    body[kLeftElbow + s] = arm.mid;
    body[kLeftWrist + s] = arm.end;
    for (const std::size_t finger : {17U, 19U, 21U}) body[finger + s] = tip;
}

void add_foot(Skeleton& body, const BodyShape& shape, const BodyPose& pose, const Limb& leg,
              bool left) {
    const std::size_t s = left ? 0 : 1;
    const double turn = (left ? 1 : -1) * (pose.leg[s].turnout + 6);
    const Turn foot =
        pose.flat_feet ? turn_y(pose.yaw + turn) * turn_x(pose.leg[s].heel) : leg.lower;
    body[kLeftHip + s] = leg.root;
    body[kLeftKnee + s] = leg.mid;
    body[kLeftAnkle + s] = leg.end;
    body[29 + s] = leg.end + foot * Vec3{0, -0.05, -shape.foot * 0.25};
    body[31 + s] = leg.end + foot * Vec3{0, -0.06, shape.foot * 0.75};
}

}  // namespace

BodyShape draw_body(Random& random) {
    const bool man = random.chance(0.5);
    const double stature = man ? normal(random, 1.756, 0.069) : normal(random, 1.629, 0.064);
    BodyShape shape;
    shape.torso = segment(random, stature, 0.288, 0.98);
    shape.shoulder = segment(random, stature, 0.1295, man ? 0.78 : 0.73);
    shape.hip = segment(random, stature, 0.0955, man ? 0.66 : 0.70);
    shape.upper_arm = segment(random, stature, 0.186, 0.80);
    shape.forearm = segment(random, stature, 0.146, 0.92);
    shape.hand = segment(random, stature, 0.108, 1);
    shape.thigh = segment(random, stature, 0.245, 0.97);
    shape.shank = segment(random, stature, 0.246, 0.91);
    shape.foot = segment(random, stature, 0.152, 1);
    shape.neck = segment(random, stature, 0.052, 1);
    shape.head = segment(random, stature, 0.075, 1);
    return shape;
}

Skeleton skeleton_of(const BodyShape& shape, const BodyPose& pose) {
    const Spine spine = spine_of(shape, pose);
    std::array<Limb, 2> arms;
    std::array<Limb, 2> legs;
    const Turn leg_frame = pose.legs_with_pelvis ? spine.pelvis : turn_y(pose.yaw);
    for (const std::size_t s : {0U, 1U}) {
        arms[s] = arm_of(shape, pose.arm[s], spine, s == 0);
        const Vec3 root = spine.pelvis * Vec3{s == 0 ? shape.hip : -shape.hip, 0, 0};
        legs[s] = leg_of(shape, pose.leg[s], leg_frame, root, s == 0);
    }
    const Vec3 hips = support_offset(shape, pose, spine, arms, legs);
    const Vec3 head = hips + spine.neck_top;
    for (std::size_t s = 0; s < 2; ++s) {
        for (Limb* limb : {&arms[s], &legs[s]}) {
            for (Vec3* joint : {&limb->root, &limb->mid, &limb->end}) *joint = *joint + hips;
        }
        const LegPose& leg = pose.leg[s];
        if (leg.foot_share > 0) {
            Vec3 ankle = turn_y(pose.yaw) * (s == 0 ? leg.foot : mirrored(leg.foot));
            const Vec3 ahead{(s == 0 ? 1 : -1) * std::sin(radians(leg.turnout)), 0.1, 1};
            const Vec3 knee = middle_joint(legs[s].root, ankle, shape.thigh, shape.shank,
                                           turn_y(pose.yaw) * ahead);
            legs[s].mid = lerp(legs[s].mid, knee, leg.foot_share);
            legs[s].end = lerp(legs[s].end, ankle, leg.foot_share);
        }
        reach_hand(shape, pose.arm[s].reach, spine, head, legs[s].mid, hips, arms[s], s == 0);
    }
    Skeleton body{};
    const auto face = [&](Vec3 at) { return head + spine.head * (at * shape.head); };
    body[kNose] = face({0, 0.75, 0.95});
    for (std::size_t i = 0; i < 3; ++i) {
        const double out = 0.2 + 0.1 * static_cast<double>(i);
        body[1 + i] = face({out, 1.0, 0.8});
        body[4 + i] = face({-out, 1.0, 0.8});
    }
    body[7] = face({0.6, 0.85, 0.1});
    body[8] = face({-0.6, 0.85, 0.1});
    body[9] = face({0.2, 0.45, 0.85});
    body[10] = face({-0.2, 0.45, 0.85});
    for (const bool left : {true, false}) {
        add_hand(body, shape, arms[left ? 0 : 1], left);
        add_foot(body, shape, pose, legs[left ? 0 : 1], left);
    }
    return body;
}

BodyPose blended(const BodyPose& from, const BodyPose& to, double share) {
    BodyPose out = from;
    const auto mix = [share](auto& value, const auto& other) { value = lerp(value, other, share); };
    for (double BodyPose::*angle :
         {&BodyPose::height, &BodyPose::yaw, &BodyPose::pitch, &BodyPose::roll, &BodyPose::lumbar,
          &BodyPose::thoracic, &BodyPose::bend, &BodyPose::twist, &BodyPose::nod, &BodyPose::look})
        mix(out.*angle, to.*angle);
    mix(out.shift, to.shift);
    for (std::size_t s = 0; s < 2; ++s) {
        for (double ArmPose::*angle :
             {&ArmPose::raise, &ArmPose::plane, &ArmPose::twist, &ArmPose::elbow, &ArmPose::shrug})
            mix(out.arm[s].*angle, to.arm[s].*angle);
        const Reach& other = to.arm[s].reach;
        Reach& reach = out.arm[s].reach;
        if (reach.share <= 0) {
            reach = other;
            reach.share = other.share * share;
        } else if (other.share > 0 && other.to == reach.to) {
            mix(reach.point, other.point);
            mix(reach.elbow, other.elbow);
        } else if (other.share <= 0) {
            reach.share *= 1 - share;
        } else if (share < 0.5) {  // lets go of the one place, then gets hold of the other
            reach.share *= 1 - 2 * share;
        } else {
            reach = other;
            reach.share = other.share * (2 * share - 1);
        }
        for (double LegPose::*angle :
             {&LegPose::hip, &LegPose::knee, &LegPose::spread, &LegPose::turnout, &LegPose::heel})
            mix(out.leg[s].*angle, to.leg[s].*angle);
        if (out.leg[s].foot_share <= 0) out.leg[s].foot = to.leg[s].foot;
        mix(out.leg[s].foot_share, to.leg[s].foot_share);
    }
    return out;
}

}  // namespace spotter
