#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

// Talks with the hands, signs, waves, points, explains.
Motion gesturing(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = random.chance(0.3) ? seated(random, random.uniform(-15, 15)) : standing(random);
    const std::size_t first = random.chance(0.15) ? 1 : 0;
    const bool single = random.chance(0.3);
    idle_arm(random, base, 1 - first);
    struct Hand {
        double raise, plane, elbow, twist, size;
        Wander a, b, c;
    };
    const double pace = random.uniform(0.3, 1.1);
    const auto hand = [&] {
        return Hand{random.uniform(5, 60),   random.uniform(0, 75),     random.uniform(35, 135),
                    random.uniform(-70, 20), random.uniform(0.25, 1.2), Wander(random, pace),
                    Wander(random, pace),    Wander(random, pace)};
    };
    const std::array<Hand, 2> hands = {hand(), hand()};
    const bool signs = random.chance(0.3);  // both hands before the chest
    const Wander head(random, 0.4);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double t = at.seconds;
        for (std::size_t s = 0; s < 2; ++s) {
            if (single && s != first) continue;
            const Hand& h = hands[s];
            if (signs) {
                const Vec3 spot{0.02 + 0.09 * h.a.at(t), -0.1 + 0.14 * h.size * h.b.at(t),
                                0.26 + 0.08 * h.c.at(t)};
                pose.arm[s].reach = {HoldTo::chest, spot, {0.5, -1, -0.1}, 1};
                continue;
            }
            pose.arm[s] = {std::clamp(h.raise + 28 * h.size * h.a.at(t), 0.0, 170.0),
                           h.plane + 20 * h.size * h.b.at(t),
                           h.twist + 28 * h.size * h.c.at(t),
                           std::clamp(h.elbow + 38 * h.size * h.b.at(t), 3.0, 148.0),
                           0,
                           {}};
        }
        pose.look += 14 * head.at(t);
        pose.yaw += 5 * head.at(t);
    };
    return motion;
}

// A leg by its angles alone.
LegPose leg_pose(double hip, double knee, double spread, double turnout) {
    LegPose leg;
    leg.hip = hip;
    leg.knee = knee;
    leg.spread = spread;
    leg.turnout = turnout;
    return leg;
}

void warrior(Random& random, BodyPose& pose) {
    const double front = random.uniform(50, 90);
    pose.leg[0] = leg_pose(front, front * random.uniform(0.9, 1.1), 5, 20);
    pose.leg[1] = leg_pose(random.uniform(-40, -15), 5, 15, 30);
    for (ArmPose& arm : pose.arm)
        arm = {random.chance(0.6) ? 90.0 : 170.0, random.uniform(60, 95), 0, 4, 0, {}};
}

void forward_fold(Random& random, BodyPose& pose) {
    pose.pitch = random.uniform(60, 120);
    pose.lumbar = random.uniform(0, 30);
    for (ArmPose& arm : pose.arm) arm.raise = pose.pitch + random.uniform(-10, 30);
}

// Also a knee held up.
void tree(Random& random, BodyPose& pose) {
    const double knee = random.uniform(90, 130);
    pose.leg[0] = leg_pose(random.uniform(60, 110), knee, 5, 0);
    pose.leg[0].turnout = random.uniform(0, 70);
    rest_arms(random, pose, random.chance(0.5) ? Rest::overhead : Rest::chest);
    pose.flat_feet = false;
}

void quadriceps(Random& random, BodyPose& pose) {
    pose.leg[0] = leg_pose(random.uniform(-15, 10), 120, 2, 0);
    pose.leg[0].knee = random.uniform(100, 140);
    pose.arm[0] = {random.uniform(20, 45), 160, 0, random.uniform(10, 50), 0, {}};
    pose.flat_feet = false;
}

void downward_dog(Random& random, BodyPose& pose) {
    pose.pitch = random.uniform(115, 140);
    pose.flat_feet = false;
    for (LegPose& leg : pose.leg) leg = leg_pose(random.uniform(25, 45), 10, 4, 0);
    for (ArmPose& arm : pose.arm) arm = {random.uniform(150, 178), 15, 0, 5, 0, {}};
}

// An arm across the chest, or behind the head.
void shoulder_stretch(Random& random, BodyPose& pose) {
    rest_arm(random, pose, 1, Rest::chest);
    if (random.chance(0.6))
        pose.arm[0] = {random.uniform(70, 95), random.uniform(-60, -25), 0, 20, 0, {}};
    else
        pose.arm[0] = {random.uniform(140, 175), 40, 20, random.uniform(110, 140), 0, {}};
}

void bent_aside(Random& random, BodyPose& pose) {
    pose.bend = either_way(random, random.uniform(15, 45));
    rest_arms(random, pose, Rest::overhead);
}

// Legs apart or crossed.
void on_the_floor(Random& random, BodyPose& pose) {
    pose = seated(random, random.uniform(-10, 45));
    pose.height = 0.1;
    const double knee = random.chance(0.5) ? random.uniform(0, 20) : random.uniform(90, 125);
    for (LegPose& leg : pose.leg) {
        leg = leg_pose(random.uniform(75, 95), knee, 0, 0);
        leg.turnout = random.uniform(10, 65);
    }
}

// A place that is taken up slowly and held: stretches and yoga.
BodyPose stretched(Random& random) {
    constexpr std::array kPlaces = {warrior,      forward_fold,     tree,       quadriceps,
                                    downward_dog, shoulder_stretch, bent_aside, on_the_floor};
    BodyPose pose = standing(random);
    kPlaces[random.below(kPlaces.size())](random, pose);
    return pose;
}

Motion stretching(Random& random, const BodyShape&) {
    Motion motion;
    const BodyPose held = stretched(random);
    BodyPose loose = random.chance(0.5) ? stretched(random) : standing(random);
    loose.support = held.support;
    loose.height = held.height;
    motion.base = held;
    const Once once(random);
    const bool stays = random.chance(0.5);
    const Wander pulse(random, 0.6);
    const double size = random.uniform(0, 0.12);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p =
            stays ? 1 - size * (0.5 + 0.5 * pulse.at(at.seconds)) : once.at(at.seconds);
        pose = blended(loose, held, p);
    };
    return motion;
}

// Gets up from the floor, or down.
Motion getting_up(Random& random, const BodyShape& body) {
    Motion motion;
    BodyPose low = random.chance(0.5) ? supine(random, 0, random.uniform(0, 60))
                                      : seated(random, random.uniform(-40, 20));
    low.support = Support::pelvis;
    low.height = 0.14;
    BodyPose high = standing(random);
    high.support = Support::pelvis;
    high.height = random.chance(0.5) ? body.thigh + body.shank + 0.07 : body.thigh + 0.1;
    if (high.height < 0.7) {
        for (LegPose& leg : high.leg) leg = {20, 105, 3, 5, 0, {}, 0};
    }
    motion.base = low;
    const Once once(random);
    const double lean = random.uniform(20, 70);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double p = once.at(at.seconds);
        pose = blended(low, high, p);
        pose.pitch += lean * 4 * p * (1 - p);
    };
    return motion;
}

// The hands are busy with something on a table, a rack, a machine.
Motion handling(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = random.chance(0.3) ? seated(random, random.uniform(0, 25))
                              : bent_over(random, random.uniform(0, 50));
    const Vec3 middle_spot{random.uniform(0, 0.2), random.uniform(-0.4, 0.25),
                           random.uniform(0.2, 0.45)};
    const Wander x(random, 0.5);
    const Wander y(random, 0.5);
    const double size = random.uniform(0.02, 0.15);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            Vec3 spot = middle_spot;
            spot.x += size * (s == 0 ? x : y).at(at.seconds);
            spot.y += size * (s == 0 ? y : x).at(at.seconds + 3);
            pose.arm[s].reach = {HoldTo::chest, spot, {0.5, -1, -0.2}, 1};
        }
    };
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"other", "gesturing", 9, gesturing},
    MotionKind{"other", "stretching", 2.4, stretching},
    MotionKind{"other", "getting up", 1, getting_up},
    MotionKind{"other", "handling", 2.4, handling},
};

}  // namespace

std::span<const MotionKind> free_motions() {
    return kMotions;
}

}  // namespace spotter
