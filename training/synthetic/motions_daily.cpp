#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

constexpr std::array kIdleArms = {Rest::hang, Rest::hips,   Rest::chest,  Rest::folded,
                                  Rest::head, Rest::behind, Rest::pocket, Rest::front_rack};

void idle_arms(Random& random, BodyPose& pose) {
    const std::size_t place = pick(random, {6, 1.6, 1, 1.2, 0.4, 0.6, 0.6, 0.3});
    if (random.chance(0.75)) {
        rest_arms(random, pose, kIdleArms[place]);
    } else {
        idle_arm(random, pose, 0);
        idle_arm(random, pose, 1);
    }
}

// Stands or sits; looks about and shifts the weight.
Motion still(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = random.chance(0.3) ? seated(random, random.uniform(-25, 30)) : standing(random);
    if (random.chance(0.06)) base = bent_over(random, random.uniform(25, 60));  // out of breath
    idle_arms(random, base);
    if (base.pitch > 15 && random.chance(0.7)) {
        for (ArmPose& arm : base.arm) arm.reach = {HoldTo::knee, {0, 0.1, -0.06}, {1, 0, 0}, 1};
    }
    const Wander look(random, 0.3);
    const Wander sway(random, 0.25);
    const double turn = random.chance(0.5) ? random.uniform(0, 45) : random.uniform(0, 8);
    const double weight = random.chance(0.4) ? random.uniform(0, 0.07) : 0.005;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.look += turn * look.at(at.seconds);
        pose.nod += turn * 0.25 * sway.at(at.seconds);
        pose.shift.x += weight * sway.at(at.seconds);
        pose.roll += weight * 40 * sway.at(at.seconds);
        pose.yaw += turn * 0.2 * look.at(at.seconds);
    };
    return motion;
}

Motion lying_still(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = supine(random, random.chance(0.4) ? 0.42 : 0, random.chance(0.2) ? 25 : 0);
    rest_arms(random, motion.base, random.chance(0.6) ? Rest::hang : Rest::chest);
    return motion;
}

// Hands about the face or at something they hold: wipes the forehead, drinks, thinks.
Motion hand_to_face(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = random.chance(0.4) ? seated(random, random.uniform(-15, 20)) : standing(random);
    idle_arms(random, base);
    const bool both = random.chance(0.3);
    const Vec3 mouth{random.uniform(-0.06, 0.1), random.uniform(-0.06, 0.14),
                     random.uniform(0.1, 0.2)};
    const Vec3 elbow{random.uniform(0.1, 1), random.uniform(-1, 0.2), random.uniform(0, 0.6)};
    const Visit visit(random);
    const bool stays = random.chance(0.35);
    const double tilt = random.uniform(0, 20);
    const Wander wander(random, 0.5);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = stays ? 1 : visit.at(at.seconds);
        for (std::size_t s = 0; s < (both ? 2U : 1U); ++s) {
            Reach reach{HoldTo::head, mouth, elbow, p};
            reach.point.y += 0.03 * wander.at(at.seconds);
            if (pose.arm[s].reach.share <= 0 || p > 0.02) pose.arm[s].reach = reach;
        }
        pose.nod -= tilt * p;
    };
    return motion;
}

Motion phone(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = random.chance(0.5) ? seated(random, random.uniform(-15, 25)) : standing(random);
    const bool both = random.chance(0.5);
    idle_arm(random, base, 1);
    base.nod = random.uniform(15, 50);
    const Vec3 at_chest{random.uniform(-0.08, 0.1), random.uniform(-0.25, -0.02),
                        random.uniform(0.2, 0.36)};
    for (std::size_t s = 0; s < (both ? 2U : 1U); ++s)
        base.arm[s].reach = {HoldTo::chest, at_chest, {0.4, -1, -0.1}, 1};
    const Wander thumb(random, 0.8);
    const double size = random.uniform(0, 0.025);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (both ? 2U : 1U); ++s)
            pose.arm[s].reach.point.y += size * thumb.at(at.seconds);
    };
    return motion;
}

// Ties a shoe, or picks something up and puts it down.
Motion bending_down(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = standing(random);
    const Once once(random);
    const double lean = random.uniform(35, 95);
    const double depth = random.uniform(5, 100);
    const bool stays = random.chance(0.3);
    const double one = random.chance(0.4) ? 0 : 1;
    SquatStyle style = draw_squat_style(random);
    style.lean = 0;
    const Wander busy(random, 0.9);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = stays ? 1 : once.at(at.seconds);
        squat_down(pose, style, depth * p);
        pose.pitch += lean * p;
        for (std::size_t s = 0; s < 2; ++s) {
            if (s == 1 && one == 0) continue;
            pose.arm[s] = {lerp(8, lean + 12 * busy.at(at.seconds), p), 5, 0, 10 + 15 * p, 0, {}};
        }
    };
    return motion;
}

// Sits down or stands up, once.
Motion sitting_down(Random& random, const BodyShape&) {
    Motion motion;
    const BodyPose from = standing(random);
    const double seat = random.uniform(82, 98);
    const double knee = seat * random.uniform(0.95, 1.15);
    const Once once(random);
    const double lean = random.uniform(18, 50);
    motion.base = from;
    const bool arms_help = random.chance(0.4);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = once.at(at.seconds);
        for (LegPose& leg : pose.leg) {
            leg.hip = lerp(leg.hip, seat, p);
            leg.knee = lerp(leg.knee, knee, p);
        }
        pose.pitch += lean * 4 * p * (1 - p);
        if (arms_help) {
            for (ArmPose& arm : pose.arm)
                arm.reach = {HoldTo::knee, {0, 0.08, -0.1}, {1, 0, -0.2}, p};
        }
    };
    return motion;
}

// Adjusts clothes, hair, a belt; scratches; claps.
Motion fidgeting(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = random.chance(0.3) ? seated(random, random.uniform(-15, 20)) : standing(random);
    const HoldTo place = random.chance(0.5) ? HoldTo::chest : HoldTo::hips;
    const Vec3 from{random.uniform(-0.05, 0.15), random.uniform(-0.2, 0.1),
                    random.uniform(0.08, 0.25)};
    const Vec3 to{random.uniform(-0.05, 0.15), random.uniform(-0.25, 0.15),
                  random.uniform(0.08, 0.25)};
    const Wander left(random, 0.8);
    const Wander right(random, 0.8);
    const bool single = random.chance(0.35);
    if (single) idle_arm(random, base, 1);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s) {
            const double p = 0.5 + 0.5 * (s == 0 ? left : right).at(at.seconds);
            pose.arm[s].reach = {place, lerp(from, to, p), {0.6, -0.8, -0.2}, 1};
        }
    };
    return motion;
}

// From one way to hold the arms to another, often back again: hands go to the hips, are folded,
// drop.
Motion settling(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = random.chance(0.2) ? seated(random, random.uniform(-15, 20)) : standing(random);
    BodyPose to = motion.base;
    idle_arms(random, motion.base);
    idle_arms(random, to);
    to.look += random.uniform(-30, 30);
    to.shift.x += random.uniform(-0.06, 0.06);
    const Once once(random);
    const Visit visit(random);
    const bool back = random.chance(0.6);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose = blended(pose, to, back ? visit.at(at.seconds) : once.at(at.seconds));
    };
    return motion;
}

// Turns on the spot.
Motion turning(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    idle_arms(random, motion.base);
    const Once once(random);
    const double turn = either_way(random, random.uniform(50, 360));
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = once.at(at.seconds);
        pose.yaw += turn * p;
        const double step = std::sin(p * 12.566);
        pose.leg[0].hip += std::max(0.0, 14 * step);
        pose.leg[0].knee += std::max(0.0, 28 * step);
        pose.leg[1].hip += std::max(0.0, -14 * step);
        pose.leg[1].knee += std::max(0.0, -28 * step);
    };
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"rest", "still", 5, still},
    MotionKind{"rest", "lying still", 0.5, lying_still},
    MotionKind{"rest", "hand to the face", 3, hand_to_face},
    MotionKind{"rest", "phone", 1.5, phone},
    MotionKind{"rest", "bending down", 1.2, bending_down},
    MotionKind{"rest", "sitting down", 1, sitting_down},
    MotionKind{"rest", "fidgeting", 2, fidgeting},
    MotionKind{"rest", "settling", 4, settling},
    MotionKind{"rest", "turning", 0.6, turning},
};

}  // namespace

std::span<const MotionKind> daily_motions() {
    return kMotions;
}

}  // namespace spotter
