#include <array>
#include <numbers>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

constexpr double kTurn = 2 * std::numbers::pi;

Motion jumping_jack(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double low = random.uniform(4, 24);
    const double high = random.chance(0.12) ? random.uniform(80, 105) : random.uniform(130, 174);
    const double plane = random.uniform(72, 98);
    const double elbow = random.uniform(2, 40);
    const double wide = random.uniform(16, 34);
    const double hop = random.chance(0.15) ? 0 : random.uniform(0.02, 0.16);
    const bool steps = random.chance(0.1);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = std::max(at.left, at.right);
        for (std::size_t s = 0; s < 2; ++s) {
            pose.arm[s] = {lerp(low, high, p), plane, 50 * p, elbow, 0, {}};
            pose.leg[s].spread = lerp(2, wide, steps ? at.side(s) : p);
        }
        pose.shift.y += hop * 4 * p * (1 - p);
    };
    motion.shortest = 0.65;
    motion.longest = 1.7;
    motion.alternating = steps;
    return motion;
}

// Walking or running: hips swing as sines, knees lift on the way forward.
Motion gait(Random& random, double hertz, double swing, double speed, double elbow) {
    Motion motion;
    BodyPose& base = motion.base;
    base = standing(random);
    base.flat_feet = false;
    base.pitch = random.uniform(0, 5) + elbow * 0.1;
    const double phase = random.uniform(0, kTurn);
    const double arms = swing * random.uniform(0.5, 1);
    const double bounce = 0.02 + elbow * 0.0008;
    const double yaw = random.uniform(0, 8);
    const bool carries = random.chance(0.15);
    if (carries) rest_arms(random, base, random.chance(0.5) ? Rest::chest : Rest::pocket);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            const double angle = kTurn * hertz * at.seconds + phase + (s == 0 ? 0 : kTurn / 2);
            const double forward = std::sin(angle);
            LegPose& leg = pose.leg[s];
            leg.hip = swing * forward + 5;
            leg.knee = 8 + swing * 1.7 * std::max(0.0, std::cos(angle)) + 3 * forward;
            leg.spread = 1;
            if (carries) continue;
            ArmPose& arm = pose.arm[s];
            const double back = -arms * forward;
            arm.raise = std::abs(back) + 3;
            arm.plane = back > 0 ? 10 : 170;
            arm.elbow = elbow + 12 + 0.3 * back;
        }
        pose.twist += yaw * std::sin(kTurn * hertz * at.seconds + phase + kTurn / 2);
        pose.shift.y += bounce * std::cos(2 * kTurn * hertz * at.seconds + 2 * phase);
        pose.shift.z += speed * (at.seconds - 1);
    };
    return motion;
}

Motion walking(Random& random, const BodyShape&) {
    const double hertz = random.uniform(0.55, 1.05);
    const double speed = random.chance(0.65) ? random.uniform(0.4, 1.5) : 0;
    Motion motion = gait(random, hertz, random.uniform(12, 28), speed, random.uniform(0, 18));
    if (random.chance(0.25)) {  // and turns round
        const double turn = either_way(random, random.uniform(40, 190));
        const double begin = random.uniform(-0.3, 1.2);
        motion.move = [=, walk = motion.move](BodyPose& pose, const Moment& at) {
            walk(pose, at);
            pose.yaw += turn * std::clamp((at.seconds - begin) / 1.1, 0.0, 1.0);
        };
    }
    return motion;
}

Motion running(Random& random, const BodyShape&) {
    const double speed = random.chance(0.4) ? random.uniform(1.5, 3) : 0;
    return gait(random, random.uniform(1.1, 1.7), random.uniform(25, 48), speed,
                random.uniform(50, 85));
}

Motion high_knees(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = standing(random);
    base.flat_feet = false;
    const bool still_arms = random.chance(0.4);
    if (still_arms) rest_arms(random, base, random.chance(0.5) ? Rest::hips : Rest::head);
    const double high = random.uniform(55, 110);
    const double twist = random.chance(0.3) ? random.uniform(8, 35) : 0;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            const double p = at.side(s);
            pose.leg[s].hip = lerp(2, high, p);
            pose.leg[s].knee = lerp(4, 100, p);
            if (!still_arms) pose.arm[s] = {lerp(5, 45, at.side(1 - s)), 5, 0, 85, 0, {}};
        }
        pose.twist += twist * (at.left - at.right);
    };
    motion.shortest = 0.35;
    motion.longest = 1.5;
    motion.alternating = true;
    return motion;
}

Motion jump(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const SquatStyle style = draw_squat_style(random);
    const double depth = random.uniform(25, 80);
    const double height = random.uniform(0.12, 0.55);
    const double forward = random.chance(0.5) ? random.uniform(0.1, 0.7) : 0;
    const double tuck = random.chance(0.4) ? random.uniform(30, 90) : 0;
    const double arms = random.uniform(20, 150);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        // Down, up and away, and down again into the knees.
        const double p = at.left;
        const double crouch = std::max(0.0, 1 - std::abs(p - 0.3) / 0.3);
        const double air = std::max(0.0, 1 - std::abs(p - 0.8) / 0.2);
        squat_down(pose, style, depth * crouch);
        for (LegPose& leg : pose.leg) {
            leg.hip += tuck * air;
            leg.knee += tuck * 1.3 * air;
        }
        pose.shift.y += height * air;
        pose.shift.z += forward * p;
        for (ArmPose& arm : pose.arm) {
            arm.raise = lerp(20, arms, air) + 20 * crouch;
            arm.plane = crouch > 0.2 && arms < 60 ? 160 : 10;
        }
    };
    motion.shortest = 1;
    motion.longest = 2.4;
    return motion;
}

// Skipping with a rope, or bouncing: small and fast.
Motion hop(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double height = random.uniform(0.03, 0.14);
    const bool rope = random.chance(0.6);
    const double side = random.chance(0.3) ? random.uniform(0.05, 0.4) : 0;
    const double hertz = random.uniform(1.2, 2.6);
    const double phase = random.uniform(0, kTurn);
    if (rope) {
        for (ArmPose& arm : motion.base.arm)
            arm = {random.uniform(10, 30), 80, 30, random.uniform(50, 90), 0, {}};
    }
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double angle = kTurn * hertz * at.seconds + phase;
        pose.shift.y += height * std::abs(std::sin(angle * 0.5));
        pose.shift.x += side * std::sin(angle * 0.5);
        for (LegPose& leg : pose.leg) leg.knee += 12 * std::abs(std::cos(angle * 0.5));
        if (rope) {
            for (ArmPose& arm : pose.arm) arm.twist += 18 * std::sin(angle);
        }
    };
    return motion;
}

// Down to the floor, feet back, and up with a jump.
Motion burpee(Random& random, const BodyShape& body) {
    Motion motion;
    BodyPose& base = motion.base;
    base = standing(random);
    base.support = Support::pelvis;
    const double stand = body.thigh + body.shank + 0.07;
    base.height = stand;
    base.flat_feet = false;
    const double hop = random.uniform(0, 0.35);
    const double down = random.uniform(0.32, 0.5);
    const double ahead = body.torso + 0.1;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = at.left;
        const double crouch = std::clamp(p / 0.45, 0.0, 1.0);
        const double back = std::clamp((p - 0.5) / 0.4, 0.0, 1.0);
        pose.height =
            lerp(lerp(stand, 0.42, crouch), down, back) + hop * std::max(0.0, 0.1 - p) * 10;
        pose.pitch += lerp(lerp(0, 62, crouch), 76, back);
        for (LegPose& leg : pose.leg) {
            leg.hip = lerp(lerp(2, 95, crouch), -70, back);
            leg.knee = lerp(lerp(4, 125, crouch), 6, back);
        }
        for (ArmPose& arm : pose.arm) {
            arm.raise = lerp(p < 0.1 ? 150 : 15, 70, crouch);
            arm.plane = 10;
            arm.elbow = 8;
            arm.reach = {HoldTo::floor,
                         {body.shoulder + 0.03, 0.04, ahead},
                         {0.5, -1, -0.3},
                         std::clamp(crouch * 2 - 1, 0.0, 1.0)};
        }
        pose.shift.z += 0.25 * back;
    };
    motion.shortest = 1.8;
    motion.longest = 4;
    return motion;
}

Motion boxing(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = standing(random);
    base.yaw += random.uniform(-35, 35);
    base.leg[0].hip = 18;
    base.leg[1].hip = -12;
    base.leg[0].knee = base.leg[1].knee = 20;
    const double guard = random.uniform(20, 50);
    const double high = random.uniform(70, 98);
    const double hook = random.chance(0.3) ? random.uniform(50, 100) : random.uniform(5, 50);
    const double plane = random.uniform(-15, 40);
    const double turn = random.uniform(5, 30);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            const double p = at.side(s);
            pose.arm[s] = {lerp(guard, high, p),
                           lerp(20, plane, p),
                           lerp(-20, -5, p),
                           lerp(138, hook, p),
                           0,
                           {}};
        }
        pose.twist += turn * (at.right - at.left);
    };
    motion.shortest = 0.35;
    motion.longest = 1.1;
    motion.alternating = random.chance(0.8);
    return motion;
}

// Steps and arms to a beat, none of them a repetition of anything.
Motion dancing(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    const double beat = random.uniform(0.4, 1.1);
    const double size = random.uniform(0.3, 1);
    const double side = random.uniform(0, 0.3) * size;
    const double knee = random.uniform(5, 35) * size;
    const double turn = random.chance(0.3) ? random.uniform(20, 120) : random.uniform(0, 15);
    std::array<Wander, 8> ways = {Wander(random, beat), Wander(random, beat),
                                  Wander(random, beat), Wander(random, beat),
                                  Wander(random, beat), Wander(random, beat),
                                  Wander(random, beat), Wander(random, beat * 0.4)};
    const double raise = random.uniform(15, 95);
    const double bent = random.uniform(20, 100);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double t = at.seconds;
        pose.shift.x += side * ways[0].at(t);
        pose.roll += 8 * size * ways[0].at(t);
        pose.twist += 14 * size * ways[1].at(t);
        pose.yaw += turn * ways[7].at(t);
        for (std::size_t s = 0; s < 2; ++s) {
            ArmPose& arm = pose.arm[s];
            arm.raise = std::clamp(raise + 70 * size * ways[2 + s].at(t), 2.0, 170.0);
            arm.plane = 55 + 40 * size * ways[4 + s].at(t);
            arm.elbow = std::clamp(bent + 55 * size * ways[3 + s].at(t), 3.0, 145.0);
            arm.twist = 40 * size * ways[5 + s].at(t);
            const double lift = std::max(0.0, (s == 0 ? 1 : -1) * ways[6].at(t));
            pose.leg[s].knee += knee * lift + 6;
            pose.leg[s].hip += knee * 0.7 * lift + 4;
        }
    };
    return motion;
}

// From one side to the other, a foot behind the other.
Motion skater(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = standing(random);
    motion.base.flat_feet = false;
    const double wide = random.uniform(0.2, 0.6);
    const double bent = random.uniform(20, 60);
    const double lean = random.uniform(10, 40);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = at.left - at.right;
        pose.shift.x += wide * p;
        pose.pitch += lean * std::abs(p);
        for (std::size_t s = 0; s < 2; ++s) {
            const double down = at.side(s);
            const double away = at.side(1 - s);
            pose.leg[s].hip += bent * down - 20 * away;
            pose.leg[s].knee += bent * 1.3 * down + 60 * away;
            pose.leg[s].spread -= 15 * away;
            pose.arm[s] = {20 + 45 * away, 15, -20, 45, 0, {}};
        }
    };
    motion.shortest = 0.6;
    motion.longest = 1.6;
    motion.alternating = true;
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"jumping_jack", "jumping jack", 1, jumping_jack},
    MotionKind{"other", "walking", 3.5, walking},
    MotionKind{"other", "running", 1.2, running},
    MotionKind{"other", "high knees", 1.2, high_knees},
    MotionKind{"other", "jump", 1.3, jump},
    MotionKind{"other", "hop", 1, hop},
    MotionKind{"other", "burpee", 1.3, burpee},
    MotionKind{"other", "boxing", 1.2, boxing},
    MotionKind{"other", "dancing", 1.6, dancing},
    MotionKind{"other", "skater", 0.7, skater},
};

}  // namespace

std::span<const MotionKind> cardio_motions() {
    return kMotions;
}

}  // namespace spotter
