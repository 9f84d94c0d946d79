#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

constexpr std::array kSquatArms = {Rest::ahead,      Rest::chest, Rest::hips,     Rest::neck_bar,
                                   Rest::front_rack, Rest::head,  Rest::overhead, Rest::hang};

Motion squat(Random& random, const BodyShape&) {
    BodyPose base = standing(random);
    SquatStyle style = draw_squat_style(random);
    if (random.chance(0.15)) {  // sumo
        style.spread = random.uniform(14, 26);
        style.turnout = random.uniform(25, 50);
        style.lean *= 0.7;
    }
    const double low = random.chance(0.15) ? random.uniform(42, 65) : random.uniform(62, 122);
    const double high = random.uniform(0, 12);
    const bool swinging = random.chance(0.22);  // arms go up to the front as the body goes down
    const double lift = random.uniform(70, 105);
    const double arm_low = random.uniform(5, 40);
    const Rest arms = kSquatArms[pick(random, {2, 2.2, 0.7, 3, 0.9, 0.7, 0.6, 1.4})];
    const bool hanging = !swinging && arms == Rest::hang;
    if (!swinging) rest_arms(random, base, arms);
    const double heel = random.chance(0.08) ? random.uniform(5, 20) : 0;
    for (LegPose& leg : base.leg) leg.heel = heel;
    const double uneven = normal(random, 0, 1.5);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double depth = lerp(high, low, at.left);
        squat_down(pose, style, depth);
        pose.roll += uneven * at.left;
        for (ArmPose& arm : pose.arm) {
            if (swinging) {
                arm.raise = lerp(arm_low, lift, at.left) + style.lean * depth * 0.8;
                arm.plane = 8;
            } else if (hanging) {
                arm.raise += style.lean * depth;
            } else if (arms == Rest::ahead || arms == Rest::overhead) {
                arm.raise = std::min(178.0, arm.raise + style.lean * depth * 0.6);
            }
        }
    };
    motion.shortest = 1.1;
    motion.longest = 4.6;
    return motion;
}

// Feet apart in front and behind; the pelvis sinks between them.
Motion split_squat(Random& random, const BodyShape& body) {
    BodyPose base = standing(random);
    base.support = Support::pelvis;
    const double stride = random.uniform(0.5, 0.95);
    const double raised = random.chance(0.25) ? random.uniform(0.25, 0.45) : 0;  // Bulgarian
    const double leg = body.thigh + body.shank;
    const double stand = std::sqrt(std::max(leg * leg - stride * stride * 0.25, 0.2)) + 0.06;
    const double low = random.uniform(0.4, 0.62);
    const double ahead = random.uniform(-0.05, 0.12);
    const double lean = random.uniform(-4, 28);
    const double width = random.uniform(0.03, 0.16);
    base.leg[0].foot = {width, 0.08, stride * 0.5};
    base.leg[1].foot = {width, 0.14 + raised, -stride * 0.5};
    for (LegPose& one : base.leg) one.foot_share = 1;
    base.leg[0].turnout = base.leg[1].turnout = random.uniform(0, 8);
    rest_arms(random, base, kSquatArms[pick(random, {0.6, 1.2, 2, 1.6, 0.6, 0.4, 0.3, 3})]);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.height = lerp(stand, low, at.left);
        pose.shift.z += ahead * at.left;
        pose.pitch += lean * at.left;
    };
    motion.shortest = 1.2;
    motion.longest = 3.8;
    return motion;
}

// A step forward, back or to the side and back again; sides in turn or always one.
Motion stepping_lunge(Random& random, const BodyShape& body) {
    BodyPose base = standing(random);
    base.support = Support::pelvis;
    const double stride = random.uniform(0.55, 1.0);
    const double way = random.chance(0.3) ? -1 : 1;
    const double leg = body.thigh + body.shank + 0.07;
    const double low = random.uniform(0.4, 0.66);
    const double lean = random.uniform(-4, 25);
    const double width = random.uniform(0.06, 0.14);
    const bool walks = way > 0 && random.chance(0.3);
    rest_arms(random, base, kSquatArms[pick(random, {0.5, 1.2, 2, 1.4, 0.4, 0.4, 0.4, 3})]);
    Motion motion;
    motion.base = base;
    motion.alternating = random.chance(0.6);
    const bool alternating = motion.alternating;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const std::size_t s = alternating && at.right > at.left ? 1 : 0;
        const double p = at.side(s);
        const double out = std::min(1.0, p * 1.5);
        pose.height = lerp(leg - 0.01, low, p);
        pose.shift.z += way * stride * 0.5 * out + (walks ? 0.35 * at.seconds : 0);
        pose.pitch += lean * p;
        for (std::size_t side = 0; side < 2; ++side) {
            LegPose& one = pose.leg[side];
            one.foot_share = 1;
            one.turnout = 4;
            const bool steps = side == s;
            const double z = steps ? way * stride * out : 0;
            const bool rear = steps == (way < 0);
            one.foot = {width, 0.08 + (rear ? 0.08 * out : 0) + (steps ? 0.1 * out * (1 - out) : 0),
                        z + (walks ? 0.35 * at.seconds : 0)};
        }
    };
    motion.shortest = 1.3;
    motion.longest = 3.6;
    return motion;
}

Motion side_lunge(Random& random, const BodyShape& body) {
    BodyPose base = standing(random);
    base.support = Support::pelvis;
    const double stride = random.uniform(0.35, 0.6);
    const double leg = body.thigh + body.shank;
    const double stand = std::sqrt(leg * leg - stride * stride) + 0.05;
    const double low = random.uniform(0.42, 0.65);
    const double lean = random.uniform(8, 40);
    for (LegPose& one : base.leg) {
        one.foot = {stride, 0.08, 0};
        one.foot_share = 1;
        one.turnout = random.uniform(5, 25);
    }
    rest_arms(random, base, kSquatArms[pick(random, {1, 2.5, 1.5, 1, 0.3, 0.2, 0.2, 1.5})]);
    Motion motion;
    motion.base = base;
    motion.alternating = random.chance(0.6);
    const bool alternating = motion.alternating;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double right = alternating ? at.right : 0;
        const double p = std::max(at.left, right);
        pose.height = lerp(stand, low, p);
        pose.shift.x += stride * 0.75 * (at.left - right);
        pose.shift.z -= 0.12 * p;
        pose.pitch += lean * p;
    };
    motion.shortest = 1.3;
    motion.longest = 3.6;
    return motion;
}

// Arms that hang with a weight, whatever the trunk does.
void hang_now(BodyPose& pose, double off, double elbow) {
    const double angle = pose.pitch + pose.lumbar + pose.thoracic + off;
    for (ArmPose& arm : pose.arm)
        arm = {std::abs(angle), angle >= 0 ? 6.0 : 174.0, 0, elbow, 0, {}};
}

Motion deadlift(Random& random, const BodyShape&) {
    BodyPose base = standing(random);
    const std::size_t kind = pick(random, {4, 3, 1.2});  // conventional, straight legs, sumo
    const double lean = kind == 2 ? random.uniform(35, 62) : random.uniform(48, 92);
    const double hip = kind == 1 ? random.uniform(4, 22) : random.uniform(28, 72);
    const double knee = random.uniform(1.0, 1.25);
    const double spread = kind == 2 ? random.uniform(14, 26) : random.uniform(1, 9);
    const double turnout = kind == 2 ? random.uniform(20, 45) : random.uniform(0, 18);
    const double off = random.uniform(-6, 5);
    const double round = random.uniform(-6, 14);
    const double back = random.uniform(-5, 3);  // at the lockout
    // The floor or the standing position, whichever the repetition begins with.
    const bool from_floor = kind != 1 && random.chance(0.6);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = from_floor ? 1 - at.left : at.left;
        pose.pitch += lerp(back, lean, p);
        pose.lumbar += round * p;
        pose.nod -= lean * 0.45 * p;
        for (LegPose& leg : pose.leg) {
            leg.hip = lerp(2, hip, p);
            leg.knee = lerp(3, hip * knee, p);
            leg.spread = spread;
            leg.turnout = turnout;
        }
        hang_now(pose, off, 5);
    };
    motion.shortest = 1.3;
    motion.longest = 4.6;
    return motion;
}

Motion single_leg_deadlift(Random& random, const BodyShape&) {
    BodyPose base = standing(random);
    base.flat_feet = false;
    const double lean = random.uniform(50, 90);
    const double knee = random.uniform(5, 25);
    const double lift = random.uniform(0.6, 1);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.pitch += lean * at.left;
        pose.nod -= lean * 0.4 * at.left;
        pose.leg[0].hip = 0.5 * knee * at.left;
        pose.leg[0].knee = knee * at.left;
        pose.leg[1].hip = -lean * lift * at.left;
        pose.leg[1].knee = 12;
        hang_now(pose, 0, 5);
    };
    motion.shortest = 1.4;
    motion.longest = 4;
    return motion;
}

Motion good_morning(Random& random, const BodyShape&) {
    BodyPose base = standing(random);
    rest_arms(random, base, random.chance(0.75) ? Rest::neck_bar : Rest::head);
    const double lean = random.uniform(45, 88);
    const double hip = random.uniform(3, 22);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.pitch += lean * at.left;
        pose.nod -= lean * 0.4 * at.left;
        for (LegPose& leg : pose.leg) {
            leg.hip = hip * at.left;
            leg.knee = hip * 1.3 * at.left;
        }
    };
    motion.shortest = 1.4;
    motion.longest = 4;
    return motion;
}

Motion kettlebell_swing(Random& random, const BodyShape&) {
    BodyPose base = standing(random);
    const double lean = random.uniform(40, 75);
    const double hip = random.uniform(12, 42);
    const double high = random.uniform(65, 125);
    const double low = random.uniform(5, 30);
    const double spread = random.uniform(8, 20);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double down = 1 - at.left;
        pose.pitch += lean * down;
        pose.nod -= lean * 0.3 * down;
        for (LegPose& leg : pose.leg) {
            leg.hip = hip * down;
            leg.knee = hip * 1.3 * down;
            leg.spread = spread;
        }
        for (ArmPose& arm : pose.arm) arm = {lerp(lean - low, high, at.left), -12, 0, 6, 0, {}};
    };
    motion.shortest = 1;
    motion.longest = 2.1;
    return motion;
}

Motion calf_raise(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    rest_arms(random, motion.base, random.chance(0.5) ? Rest::hang : Rest::hips);
    const double high = random.uniform(15, 38);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (LegPose& leg : pose.leg) leg.heel = high * at.left;
    };
    motion.shortest = 0.8;
    motion.longest = 2.6;
    return motion;
}

// Back to a wall or at the bottom of a squat, held.
Motion held_squat(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    SquatStyle style = draw_squat_style(random);
    if (random.chance(0.6)) style.lean = random.uniform(-0.04, 0.06);
    squat_down(motion.base, style, random.uniform(50, 98));
    constexpr std::array kArms = {Rest::ahead, Rest::chest, Rest::hips, Rest::folded, Rest::hang};
    rest_arms(random, motion.base, kArms[pick(random, {1, 1, 1, 1, 1.5})]);
    return motion;
}

Motion step_up(Random& random, const BodyShape& body) {
    BodyPose base = standing(random);
    base.support = Support::pelvis;
    const double box = random.uniform(0.2, 0.5);
    const double leg = body.thigh + body.shank + 0.06;
    rest_arms(random, base, kSquatArms[pick(random, {0.2, 1, 1.5, 0.4, 0.2, 0.2, 0.2, 4})]);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = at.left;
        const double up = std::clamp(p * 1.6 - 0.6, 0.0, 1.0);
        pose.height = leg + box * up;
        pose.shift.z += 0.35 * p;
        pose.pitch += 60 * p * (1 - p);
        const double first = std::min(1.0, p * 2.5);
        pose.leg[0].foot = {0.1, 0.08 + box * first, 0.35 * first};
        pose.leg[1].foot = {0.1, 0.08 + box * up, 0.35 * up};
        for (LegPose& one : pose.leg) one.foot_share = 1;
    };
    motion.shortest = 1.4;
    motion.longest = 3.4;
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"squat", "squat", 1, squat},
    MotionKind{"lunge", "split squat", 2, split_squat},
    MotionKind{"lunge", "stepping lunge", 2.4, stepping_lunge},
    MotionKind{"lunge", "side lunge", 0.8, side_lunge},
    MotionKind{"deadlift", "deadlift", 5, deadlift},
    MotionKind{"deadlift", "single-leg deadlift", 0.6, single_leg_deadlift},
    MotionKind{"other", "good morning", 1, good_morning},
    MotionKind{"other", "kettlebell swing", 1.6, kettlebell_swing},
    MotionKind{"other", "calf raise", 1, calf_raise},
    MotionKind{"other", "held squat", 1, held_squat},
    MotionKind{"other", "step-up", 1.2, step_up},
};

}  // namespace

std::span<const MotionKind> leg_motions() {
    return kMotions;
}

}  // namespace spotter
