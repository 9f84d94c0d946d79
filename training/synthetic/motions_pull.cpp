#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

// The upper arm from `ahead` of the trunk to behind it, as an angle that may be negative.
void pull_arm(ArmPose& arm, double angle, double plane) {
    arm.raise = std::abs(angle);
    arm.plane = angle >= 0 ? plane : 180 - plane;
}

struct RowStyle {
    double ahead = 60;
    double behind = 20;
    double plane = 15;
    double bent = 100;
    double trunk = 0;  // straightens by so much while pulling
};

RowStyle draw_row_style(Random& random) {
    RowStyle style;
    style.behind = random.uniform(0, 38);
    style.plane = random.chance(0.25) ? random.uniform(30, 70) : random.uniform(0, 30);
    style.bent = random.uniform(80, 122);
    style.trunk = random.chance(0.35) ? random.uniform(3, 18) : random.uniform(0, 4);
    return style;
}

Motion row_motion(const BodyPose& base, const RowStyle& style, std::size_t arms) {
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.pitch -= style.trunk * at.left;
        for (std::size_t s = 0; s < arms; ++s) {
            const double p = at.side(s);
            pull_arm(pose.arm[s], lerp(style.ahead, -style.behind, p), style.plane);
            // Elbows that turned behind bend to the front of the hanging forearm.
            if (pose.arm[s].plane > 90) pose.arm[s].twist = 0;
            pose.arm[s].elbow = lerp(6, style.bent, p);
        }
    };
    motion.shortest = 1.1;
    motion.longest = 3.6;
    return motion;
}

Motion bent_over_row(Random& random, const BodyShape&) {
    BodyPose base = bent_over(random, random.uniform(28, 85));
    RowStyle style = draw_row_style(random);
    style.ahead = base.pitch + base.lumbar + random.uniform(-6, 8);
    hang_arms(random, base);
    return row_motion(base, style, 2);
}

// One knee and hand on a bench.
Motion one_arm_row(Random& random, const BodyShape&) {
    BodyPose base = bent_over(random, random.uniform(48, 90));
    RowStyle style = draw_row_style(random);
    style.ahead = base.pitch + random.uniform(-6, 8);
    hang_arms(random, base);
    base.twist = random.uniform(-12, 12);
    if (random.chance(0.7)) {
        base.flat_feet = false;
        base.leg[1].hip = random.uniform(5, 40);
        base.leg[1].knee = random.uniform(60, 100);
    }
    return row_motion(base, style, 1);
}

// At a cable or on a rower: seated, legs to the front.
Motion seated_row(Random& random, const BodyShape&) {
    BodyPose base = seated(random, random.uniform(-8, 25));
    base.height = random.uniform(0.15, 0.5);
    for (LegPose& leg : base.leg) {
        leg.hip = random.uniform(68, 92);
        leg.knee = random.uniform(15, 60);
        leg.turnout = random.uniform(0, 20);
    }
    RowStyle style = draw_row_style(random);
    style.ahead = random.uniform(55, 85) + base.pitch;
    Motion motion = row_motion(base, style, 2);
    if (random.chance(0.35)) {  // a rower: the legs push, too
        motion.base.pitch = random.uniform(10, 35);
        const double swing = random.uniform(25, 60);
        const double bent = random.uniform(75, 115);
        motion.move = [=, arms = motion.move](BodyPose& pose, const Moment& at) {
            const double legs = std::min(1.0, at.left * 1.5);
            pose.pitch -= swing * at.left;
            for (LegPose& leg : pose.leg) {
                leg.knee = lerp(bent, 15, legs);
                leg.hip = lerp(105, 80, legs);
            }
            pose.shift.z -= 0.45 * legs;
            arms(pose,
                 {at.seconds, std::max(0.0, at.left * 2 - 1), std::max(0.0, at.right * 2 - 1)});
        };
    }
    return motion;
}

// Standing and leaning back, or at a cable.
Motion standing_row(Random& random, const BodyShape&) {
    BodyPose base = standing(random);
    const double bend = random.uniform(5, 40);
    for (LegPose& leg : base.leg) {
        leg.hip = bend;
        leg.knee = bend * 1.3;
    }
    base.pitch += random.uniform(-18, 15);
    RowStyle style = draw_row_style(random);
    style.ahead = random.uniform(55, 92);
    return row_motion(base, style, random.chance(0.15) ? 1 : 2);
}

Motion pull_up(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = standing(random);
    base.support = Support::hands;
    base.height = random.uniform(1.9, 2.5);
    base.legs_with_pelvis = true;
    base.flat_feet = false;
    const double hip = random.uniform(-8, 30);
    const double knee = random.chance(0.5) ? random.uniform(0, 25) : random.uniform(40, 100);
    for (LegPose& leg : base.leg) {
        leg.hip = hip + random.uniform(-4, 4);
        leg.knee = knee + random.uniform(-8, 8);
        leg.spread = random.uniform(0, 5);
    }
    base.nod = random.uniform(-30, 5);
    const double plane = random.uniform(5, 95);  // narrow chin-ups to wide
    const double low = random.uniform(150, 176);
    const double high = random.uniform(20, 72);
    const double bent = random.uniform(100, 140);
    const double lean = random.uniform(-18, 5);
    const double kip = random.chance(0.15) ? random.uniform(15, 40) : 0;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm) {
            arm.raise = lerp(low, high, at.left);
            arm.plane = plane;
            arm.elbow = lerp(5, bent, at.left);
            arm.twist = lerp(60, plane > 40 ? 85 : 5, at.left);
        }
        pose.pitch += lean * at.left;
        for (LegPose& leg : pose.leg) leg.hip += kip * at.left;
    };
    motion.shortest = 1.3;
    motion.longest = 4.2;
    return motion;
}

Motion lat_pulldown(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = seated(random, random.uniform(-24, 4));
    const double plane = random.uniform(15, 95);
    const double high = random.uniform(142, 174);
    const double low = random.uniform(15, 70);
    const double bent = random.uniform(95, 138);
    const double lean = random.uniform(-14, 2);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm) {
            arm.raise = lerp(high, low, at.left);
            arm.plane = plane;
            arm.elbow = lerp(6, bent, at.left);
            arm.twist = lerp(60, plane > 40 ? 82 : 0, at.left);
        }
        pose.pitch += lean * at.left;
    };
    motion.shortest = 1.3;
    motion.longest = 4;
    return motion;
}

Motion face_pull(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double bent = random.uniform(95, 130);
    const double raise = random.uniform(78, 100);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm)
            arm = {raise, lerp(5, 95, at.left), lerp(0, 65, at.left), lerp(6, bent, at.left), 0,
                   {}};
        pose.pitch -= 6 * at.left;
    };
    motion.shortest = 1.2;
    motion.longest = 3.2;
    return motion;
}

// Straight arms from overhead to the thighs.
Motion straight_arm_pulldown(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = bent_over(random, random.uniform(8, 45));
    const double high = random.uniform(105, 160);
    const double low = random.uniform(5, 40);
    const double elbow = random.uniform(5, 35);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm) arm = {lerp(high, low, at.left), 8, 0, elbow, 0, {}};
    };
    motion.shortest = 1.2;
    motion.longest = 3.4;
    return motion;
}

Motion upright_row(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double high = random.uniform(58, 98);
    const double bent = random.uniform(95, 135);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm)
            arm = {lerp(8, high, at.left), lerp(20, 82, at.left), lerp(0, -82, at.left),
                   lerp(8, bent, at.left), 6 * at.left,           {}};
    };
    motion.shortest = 1.2;
    motion.longest = 3.2;
    return motion;
}

Motion shrug(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    hang_arms(random, motion.base);
    const double high = random.uniform(12, 26);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm) {
            arm.shrug = high * at.left;
            arm.elbow += 6 * at.left;
        }
    };
    motion.shortest = 0.9;
    motion.longest = 3;
    return motion;
}

Motion reverse_fly(Random& random, const BodyShape&) {
    Motion motion;
    const bool on_bench = random.chance(0.3);
    motion.base = on_bench ? seated(random, random.uniform(35, 75))
                           : bent_over(random, random.uniform(40, 88));
    const double lean = motion.base.pitch;
    const double elbow = random.uniform(5, 45);
    const double side = random.uniform(80, 118);
    const double high = random.uniform(65, 95);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm)
            arm = {lerp(lean, high, at.left), lerp(5, side, at.left), 0, elbow, 0, {}};
    };
    motion.shortest = 1.2;
    motion.longest = 3.2;
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"row", "bent-over row", 3, bent_over_row},
    MotionKind{"row", "one-arm row", 1.5, one_arm_row},
    MotionKind{"row", "seated row", 1.8, seated_row},
    MotionKind{"row", "standing row", 0.6, standing_row},
    MotionKind{"pull_up", "pull-up", 1, pull_up},
    MotionKind{"other", "lat pulldown", 1.6, lat_pulldown},
    MotionKind{"other", "face pull", 0.8, face_pull},
    MotionKind{"other", "straight-arm pulldown", 0.7, straight_arm_pulldown},
    MotionKind{"other", "upright row", 1, upright_row},
    MotionKind{"other", "shrug", 1, shrug},
    MotionKind{"other", "reverse fly", 1.2, reverse_fly},
};

}  // namespace

std::span<const MotionKind> pull_motions() {
    return kMotions;
}

}  // namespace spotter
