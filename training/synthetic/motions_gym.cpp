#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

Motion leg_press(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = seated(random, random.uniform(-65, -25));
    motion.base.legs_with_pelvis = true;
    motion.base.flat_feet = false;
    const double low = random.uniform(55, 75);
    const double high = random.uniform(95, 125);
    for (ArmPose& arm : motion.base.arm) arm.elbow = random.uniform(10, 50);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (LegPose& leg : pose.leg) {
            leg.hip = lerp(low, high, at.left);
            leg.knee = lerp(8, 105, at.left);
        }
    };
    motion.shortest = 1.3;
    motion.longest = 3.8;
    return motion;
}

Motion leg_extension(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = seated(random, random.uniform(-25, 0));
    motion.base.height = 0.65;
    motion.base.flat_feet = false;
    const double low = random.uniform(82, 108);
    const double high = random.uniform(5, 35);
    const bool turns = random.chance(0.15);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s)
            pose.leg[s].knee = lerp(low, high, turns ? at.side(s) : at.left);
    };
    motion.shortest = 1.1;
    motion.longest = 3.4;
    motion.alternating = turns;
    return motion;
}

Motion leg_curl(Random& random, const BodyShape&) {
    Motion motion;
    const std::size_t kind = pick(random, {1, 1, 1});  // lying, seated, standing
    if (kind == 0) {
        motion.base = standing(random);
        motion.base.support = Support::back;
        motion.base.height = 0.5;
        motion.base.pitch = random.uniform(75, 95);
        motion.base.legs_with_pelvis = true;
        rest_arms(random, motion.base, Rest::head);
    } else {
        motion.base = kind == 1 ? seated(random, random.uniform(-25, 0)) : standing(random);
    }
    motion.base.flat_feet = false;
    const double low = random.uniform(3, 20);
    const double high = random.uniform(85, 125);
    motion.alternating = kind == 2 && random.chance(0.6);  // butt kicks, when fast
    const bool single = kind == 2 && !motion.alternating;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.leg[0].knee = lerp(low, high, at.left);
        pose.leg[1].knee = single ? 5 : lerp(low, high, at.right);
    };
    motion.shortest = 0.5;
    motion.longest = 3.2;
    return motion;
}

// One leg to the side, back or front, standing or on the side.
Motion leg_swing(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    rest_arms(random, motion.base, random.chance(0.5) ? Rest::hips : Rest::ahead);
    motion.base.flat_feet = false;
    if (random.chance(0.25)) {
        motion.base.roll = 85;
        motion.base.support = Support::back;
        motion.base.legs_with_pelvis = true;
    }
    const double side = random.chance(0.5) ? random.uniform(18, 50) : 0;
    const double front = side > 0 ? random.uniform(-5, 8) : random.uniform(-45, 75);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.leg[0].spread += side * at.left;
        pose.leg[0].hip += front * at.left;
        pose.roll += side * 0.15 * at.left;
    };
    motion.shortest = 0.8;
    motion.longest = 2.6;
    return motion;
}

Motion dip(Random& random, const BodyShape&) {
    Motion motion;
    const bool bench = random.chance(0.5);
    BodyPose& base = motion.base;
    base = bench ? seated(random, random.uniform(-12, 12)) : standing(random);
    base.support = Support::hands;
    base.height = bench ? 0.45 : 1.2;
    base.flat_feet = false;
    const double back = random.uniform(42, 72);
    const double bent = random.uniform(65, 105);
    const double knee = bench ? random.uniform(5, 80) : random.uniform(10, 100);
    for (LegPose& leg : base.leg) {
        leg.knee = knee;
        if (!bench) leg.hip = random.uniform(-10, 20);
    }
    const double lean = random.uniform(0, 25);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.pitch += bench ? 0 : lean * at.left;
        for (ArmPose& arm : pose.arm)
            arm = {
                lerp(10, back, at.left), lerp(120, 165, at.left), 0, lerp(6, bent, at.left), 0, {}};
    };
    motion.shortest = 1.1;
    motion.longest = 3.2;
    return motion;
}

// Both hands on one weight or cable, from one side to the other.
Motion wood_chop(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double turn = random.uniform(15, 50);
    const double from = random.uniform(60, 150);
    const double to = random.uniform(15, 100);
    const double dip = random.uniform(0, 25);
    const double elbow = random.uniform(5, 35);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.twist += lerp(-turn, turn, at.left);
        pose.pitch += dip * at.left;
        for (LegPose& leg : pose.leg) {
            leg.hip += dip * at.left;
            leg.knee += dip * 1.3 * at.left;
        }
        for (ArmPose& arm : pose.arm) arm = {lerp(from, to, at.left), -10, 0, elbow, 0, {}};
    };
    motion.shortest = 1;
    motion.longest = 2.8;
    return motion;
}

Motion battle_ropes(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    squat_down(motion.base, draw_squat_style(random), random.uniform(15, 60));
    const double low = random.uniform(15, 40);
    const double high = random.uniform(50, 105);
    const double elbow = random.uniform(20, 75);
    const double lean = motion.base.pitch;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            const double p = at.side(s);
            pose.arm[s] = {lerp(low, high, p) + lean, 10, 0, lerp(elbow, elbow * 0.5, p), 0, {}};
        }
        pose.shift.y += 0.02 * at.left;
    };
    motion.shortest = 0.35;
    motion.longest = 0.9;
    motion.alternating = random.chance(0.6);
    return motion;
}

Motion arm_circles(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double turn = either_way(random, random.uniform(0.4, 1.3)) * 6.283;
    const double wide = random.uniform(8, 75);
    const double middle_raise = random.uniform(70, 105);
    const double middle_plane = random.uniform(55, 95);
    const double elbow = random.chance(0.2) ? random.uniform(60, 140) : random.uniform(0, 20);
    const double lag = random.chance(0.25) ? 3.1416 : 0;
    const bool single = random.chance(0.15);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s) {
            const double angle = turn * at.seconds + (s == 1 ? lag : 0);
            pose.arm[s] = {std::clamp(middle_raise + wide * std::sin(angle), 2.0, 178.0),
                           middle_plane + 0.7 * wide * std::cos(angle),
                           0,
                           elbow,
                           0,
                           {}};
        }
    };
    return motion;
}

// Bands pulled apart, external rotations, halos and the like: elbows stay, forearms go about.
Motion forearm_rotation(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double elbow = random.uniform(75, 105);
    const double raise = random.chance(0.6) ? random.uniform(2, 15) : random.uniform(70, 95);
    const double in = random.uniform(-70, -20);
    const double out = random.uniform(20, 85);
    const bool single = random.chance(0.4);
    if (single) idle_arm(random, motion.base, 1);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s)
            pose.arm[s] = {raise, 80, lerp(in, out, at.left), elbow, 0, {}};
    };
    motion.shortest = 1;
    motion.longest = 3;
    return motion;
}

// Some arm movement over and over that is none of the others.
Motion any_arm_motion(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double from = random.uniform(20, 150);
    const double to = from + random.uniform(-80, 60);
    const double plane = random.uniform(-10, 100);
    const double bent = random.uniform(5, 120);
    const double more = random.uniform(-30, 30);
    const double twist = random.uniform(-60, 60);
    const bool single = random.chance(0.5);
    if (single) idle_arm(random, motion.base, 1);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s)
            pose.arm[s] = {std::clamp(lerp(from, to, at.side(s)), 0.0, 176.0), plane, twist,
                           std::clamp(bent + more * at.side(s), 2.0, 145.0),   0,     {}};
    };
    motion.shortest = 0.6;
    motion.longest = 3;
    motion.alternating = !single && random.chance(0.3);
    return motion;
}

Motion side_bend(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = upright(random, 0.15);
    constexpr std::array kArms = {Rest::hang, Rest::head, Rest::overhead, Rest::hips};
    rest_arms(random, motion.base, kArms[pick(random, {2, 1, 1, 1})]);
    const double left = random.uniform(8, 40);
    const double right = random.chance(0.6) ? random.uniform(8, 40) : 0;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.bend += lerp(-left, right, at.left);
    };
    motion.shortest = 1.2;
    motion.longest = 3.4;
    return motion;
}

Motion trunk_twist(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = upright(random, 0.25);
    constexpr std::array kArms = {Rest::ahead, Rest::chest, Rest::head, Rest::hips, Rest::neck_bar};
    rest_arms(random, motion.base, kArms[pick(random, {1, 1.5, 1, 1, 0.7})]);
    const double turn = random.uniform(12, 50);
    const double hips = random.uniform(0, 20);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.twist += lerp(-turn, turn, at.left);
        pose.yaw += lerp(-hips, hips, at.left);
    };
    motion.shortest = 0.9;
    motion.longest = 3.4;
    return motion;
}

// Clean, snatch or thruster: a squat or a hinge that ends overhead or at the shoulders.
Motion clean_and_press(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const SquatStyle style = draw_squat_style(random);
    const double depth = random.uniform(45, 105);
    const double top = random.chance(0.6) ? random.uniform(150, 175) : random.uniform(20, 45);
    const bool thruster = random.chance(0.4);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = at.left;
        const double up = std::clamp(p * 2 - 0.9, 0.0, 1.0);
        squat_down(pose, style, depth * std::max(0.0, 1 - p * 1.8));
        for (ArmPose& arm : pose.arm) {
            if (thruster)
                arm = {lerp(35, top, up),
                       lerp(20, 60, up),
                       lerp(0, 70, up),
                       lerp(135, 10, top > 90 ? up : 0),
                       0,
                       {}};
            else
                arm = {lerp(pose.pitch + 5, top, up),
                       lerp(5, 40, up),
                       0,
                       lerp(6, 130, std::min(1.0, 4 * up * (1 - up) + (top < 90 ? up : 0))),
                       0,
                       {}};
        }
    };
    motion.shortest = 1.4;
    motion.longest = 3.6;
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"other", "leg press", 1.2, leg_press},
    MotionKind{"other", "leg extension", 1.2, leg_extension},
    MotionKind{"other", "leg curl", 1.2, leg_curl},
    MotionKind{"other", "leg swing", 1, leg_swing},
    MotionKind{"other", "dip", 1.3, dip},
    MotionKind{"other", "wood chop", 1, wood_chop},
    MotionKind{"other", "battle ropes", 1.1, battle_ropes},
    MotionKind{"other", "arm circles", 1.2, arm_circles},
    MotionKind{"other", "forearm rotation", 0.9, forearm_rotation},
    MotionKind{"other", "any arm motion", 1, any_arm_motion},
    MotionKind{"other", "side bend", 1, side_bend},
    MotionKind{"other", "trunk twist", 1, trunk_twist},
    MotionKind{"other", "clean and press", 1.4, clean_and_press},
};

}  // namespace

std::span<const MotionKind> gym_motions() {
    return kMotions;
}

}  // namespace spotter
