#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

// Dumbbells, a bar, or a machine: from the shoulders to overhead.
Motion shoulder_press(Random& random, const BodyShape&) {
    BodyPose base = upright(random, 0.42);
    const bool bar = random.chance(0.35);
    const bool single = !bar && random.chance(0.12);
    const double plane = bar ? random.uniform(20, 75) : random.uniform(45, 98);
    const double low = random.uniform(28, 92);
    const double bent = random.uniform(92, 145);
    const double top = random.uniform(148, 176);
    const double straight = random.uniform(2, 25);
    const double twist = bar ? random.uniform(20, 70) : lerp(25, 88, (low - 28) / 64);
    const bool arnold = !bar && random.chance(0.2);
    const double dip = random.chance(0.12) ? random.uniform(10, 30) : 0;  // push press
    if (single) idle_arm(random, base, 1);
    if (dip <= 0) base.lumbar -= random.uniform(0, 8);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s) {
            const double p = at.side(s);
            ArmPose& arm = pose.arm[s];
            arm.raise = lerp(low, top, p);
            arm.plane = arnold ? lerp(8, plane, std::min(1.0, p * 1.6)) : plane;
            arm.elbow = lerp(bent, straight, p);
            arm.twist = arnold ? lerp(-10, 80, p) : lerp(twist, 80, p);
        }
        if (dip > 0) {
            const double bend = dip * std::max(0.0, 1 - std::abs(at.left - 0.15) / 0.15);
            for (LegPose& leg : pose.leg) {
                leg.hip += bend;
                leg.knee += 1.6 * bend;
            }
        }
    };
    motion.shortest = 1.1;
    motion.longest = 4;
    motion.alternating = !bar && !single && random.chance(0.15);
    return motion;
}

// On a flat or inclined bench or the floor; hands go up from beside the chest.
Motion bench_press(Random& random, const BodyShape&) {
    const bool floor = random.chance(0.12);
    const double incline =
        random.chance(0.35) ? random.uniform(15, 55) : (random.chance(0.1) ? -15 : 0);
    BodyPose base = supine(random, floor ? 0 : random.uniform(0.38, 0.5), floor ? 0 : incline);
    const double width = random.uniform(0, 80);  // of the elbows at the bottom, from the sides
    const double low = random.uniform(25, 70);
    const double bent = random.uniform(80, 118);
    const double top = random.uniform(76, 96) + incline * 0.15;
    const double together = random.uniform(0, 22);
    const bool single = random.chance(0.06);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            // The lockout is where a repetition begins; the far end is at the chest.
            const double p = single && s == 1 ? 0 : at.side(s);
            ArmPose& arm = pose.arm[s];
            arm.raise = lerp(top, low, p);
            arm.plane = lerp(together, width, p);
            arm.elbow = lerp(5, bent, p);
            arm.twist = lerp(0, width > 40 ? 10 : -5, p);
        }
    };
    motion.shortest = 1.1;
    motion.longest = 4.2;
    motion.alternating = random.chance(0.06);
    return motion;
}

// Seated upright at a machine, pushing to the front.
Motion chest_press_machine(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = seated(random, random.uniform(-20, 0));
    const double wide = random.uniform(30, 80);
    const double raise = random.uniform(60, 88);
    const double bent = random.uniform(85, 120);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            const double p = at.side(s);
            pose.arm[s].raise = raise + pose.pitch;
            pose.arm[s].plane = lerp(wide, 8, p);
            pose.arm[s].elbow = lerp(bent, 8, p);
            pose.arm[s].twist = lerp(5, 0, p);
        }
    };
    motion.shortest = 1.2;
    motion.longest = 3.6;
    return motion;
}

Motion overhead_extension(Random& random, const BodyShape&) {
    BodyPose base = upright(random, 0.4);
    const bool single = random.chance(0.3);
    const double raise = random.uniform(142, 178);
    const double plane = random.uniform(0, 60);
    const double bent = random.uniform(98, 145);
    const double straight = random.uniform(4, 25);
    const double twist = random.uniform(-15, 45);
    if (single) idle_arm(random, base, 1);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s)
            pose.arm[s] = {raise, plane, twist, lerp(straight, bent, at.left), 3, {}};
    };
    motion.shortest = 1.2;
    motion.longest = 3.6;
    return motion;
}

Motion kickback(Random& random, const BodyShape&) {
    BodyPose base = bent_over(random, random.uniform(30, 75));
    const bool single = random.chance(0.35);
    const double back = random.uniform(0, 22);
    const double bent = random.uniform(78, 110);
    if (single) {
        base.arm[1].raise = base.pitch;
        base.arm[1].plane = 5;
    }
    const double lean = base.pitch;
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s) {
            // Along the trunk, the elbow bent so that the forearm hangs.
            pose.arm[s] = {back, 180, 0, lerp(std::min(bent, lean + 40), 8, at.left), 0, {}};
            if (back < 4) pose.arm[s].plane = 0;
        }
    };
    motion.shortest = 1.1;
    motion.longest = 3.2;
    return motion;
}

// At a cable: the upper arms stay at the sides, the hands go down.
Motion pushdown(Random& random, const BodyShape&) {
    BodyPose base = standing(random);
    base.pitch += random.uniform(0, 26);
    const double raise = random.uniform(0, 28);
    const double bent = random.uniform(82, 125);
    const double straight = random.uniform(3, 25);
    const double plane = random.uniform(0, 25);
    const double twist = random.uniform(-18, 5);
    const bool single = random.chance(0.12);
    if (single) idle_arm(random, base, 1);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s)
            pose.arm[s] = {raise, plane, twist, lerp(bent, straight, at.left), 0, {}};
        pose.pitch += 2 * at.left;
    };
    motion.shortest = 1.1;
    motion.longest = 3.4;
    return motion;
}

Motion skull_crusher(Random& random, const BodyShape&) {
    BodyPose base = supine(random, random.chance(0.2) ? 0 : random.uniform(0.38, 0.5),
                           random.chance(0.25) ? random.uniform(10, 40) : 0);
    const double raise = random.uniform(84, 118);
    const double bent = random.uniform(85, 130);
    const double plane = random.uniform(0, 15);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm) arm = {raise, plane, 0, lerp(6, bent, at.left), 0, {}};
    };
    motion.shortest = 1.2;
    motion.longest = 3.6;
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"shoulder_press", "shoulder press", 1, shoulder_press},
    MotionKind{"bench_press", "bench press", 5, bench_press},
    MotionKind{"bench_press", "chest press machine", 0.7, chest_press_machine},
    MotionKind{"tricep_extension", "overhead extension", 2, overhead_extension},
    MotionKind{"tricep_extension", "pushdown", 2, pushdown},
    MotionKind{"tricep_extension", "kickback", 1.2, kickback},
    MotionKind{"tricep_extension", "skull crusher", 0.8, skull_crusher},
};

}  // namespace

std::span<const MotionKind> press_motions() {
    return kMotions;
}

}  // namespace spotter
