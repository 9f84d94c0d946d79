#include "training/synthetic/stances.h"

#include <algorithm>
#include <numbers>

namespace spotter {

namespace {

struct Range {
    double low;
    double high;
};
using Ranges = std::array<Range, 3>;

// Where a hand is held, and the way the elbow points.
struct Place {
    Rest rest;
    HoldTo to;
    Ranges point;  // metres
    Ranges elbow;
};
constexpr auto kPlaces = std::to_array<Place>({
    {Rest::hips,
     HoldTo::hips,
     {{{0.13, 0.19}, {0.05, 0.13}, {-0.05, 0.06}}},
     {{{1, 1}, {-0.3, 0.1}, {-0.6, 0}}}},
    {Rest::chest,
     HoldTo::chest,
     {{{0, 0.07}, {-0.16, 0.02}, {0.14, 0.26}}},
     {{{0.3, 1}, {-1, -1}, {-0.2, 0.3}}}},
    {Rest::folded,
     HoldTo::chest,
     {{{-0.14, -0.06}, {-0.22, -0.12}, {0.12, 0.2}}},
     {{{1, 1}, {-0.8, -0.8}, {0, 0.3}}}},
    {Rest::head,
     HoldTo::head,
     {{{0.07, 0.12}, {0.02, 0.12}, {-0.08, 0}}},
     {{{1, 1}, {-0.2, 0.4}, {-0.2, 0.8}}}},
    {Rest::neck_bar,
     HoldTo::chest,
     {{{0.24, 0.38}, {-0.02, 0.08}, {-0.1, -0.02}}},
     {{{0.4, 0.4}, {-1, -1}, {-0.9, 0}}}},
    {Rest::front_rack,
     HoldTo::chest,
     {{{0.1, 0.22}, {-0.02, 0.06}, {0.1, 0.17}}},
     {{{0, 0.5}, {-0.6, 0}, {1, 1}}}},
    {Rest::behind,
     HoldTo::hips,
     {{{-0.04, 0.08}, {0, 0.1}, {-0.16, -0.12}}},
     {{{1, 1}, {0, 0}, {-0.6, -0.6}}}},
    {Rest::pocket,
     HoldTo::hips,
     {{{0.15, 0.2}, {-0.08, 0}, {0, 0.1}}},
     {{{0.7, 0.7}, {0, 0}, {-1, -1}}}},
});

Vec3 drawn(Random& random, const Ranges& r) {
    return {random.uniform(r[0].low, r[0].high), random.uniform(r[1].low, r[1].high),
            random.uniform(r[2].low, r[2].high)};
}

}  // namespace

BodyPose standing(Random& random) {
    BodyPose pose;
    const double spread = random.uniform(1, 10);
    const double turnout = random.uniform(0, 18);
    const double raise = random.uniform(4, 15);
    const double plane = random.uniform(35, 95);
    const double elbow = random.uniform(5, 28);
    for (std::size_t s = 0; s < 2; ++s) {
        ArmPose& arm = pose.arm[s];
        arm.raise = raise + random.uniform(-2, 2);
        arm.plane = plane;
        arm.elbow = elbow + random.uniform(-4, 4);
        arm.twist = random.uniform(-15, 5);
        LegPose& leg = pose.leg[s];
        leg.spread = spread + random.uniform(-1, 1);
        leg.turnout = turnout + random.uniform(-4, 4);
        leg.knee = random.uniform(0, 9);
        leg.hip = leg.knee * 0.6;
    }
    pose.lumbar = random.uniform(-3, 5);
    pose.thoracic = random.uniform(-3, 9);
    pose.nod = random.uniform(-8, 16);
    if (random.chance(0.4)) pose.look = random.uniform(-25, 25);
    if (random.chance(0.15)) {  // one foot ahead of the other
        const double ahead = random.uniform(4, 18);
        pose.leg[0].hip += ahead;
        pose.leg[1].hip -= ahead * 0.7;
    }
    return pose;
}

BodyPose seated(Random& random, double lean) {
    BodyPose pose = standing(random);
    pose.support = Support::pelvis;
    pose.height = random.uniform(0.42, 0.6);
    const double hip = random.uniform(76, 93);
    const double turnout = random.chance(0.6) ? random.uniform(0, 15) : random.uniform(10, 38);
    for (LegPose& leg : pose.leg) {
        leg.hip = hip + random.uniform(-4, 4);
        leg.knee = hip + random.uniform(-22, 16);
        leg.spread = 0;
        leg.turnout = turnout + random.uniform(-5, 5);
    }
    pose.pitch = lean;
    return pose;
}

BodyPose kneeling(Random& random) {
    BodyPose pose = standing(random);
    pose.flat_feet = false;
    const bool half = random.chance(0.35);
    for (LegPose& leg : pose.leg) {
        leg.hip = random.uniform(-6, 6);
        leg.knee = random.uniform(80, 105);
        leg.turnout = 0;
    }
    if (half) {
        pose.leg[1].hip = random.uniform(75, 95);
        pose.leg[1].knee = random.uniform(80, 100);
    }
    return pose;
}

BodyPose upright(Random& random, double seated_share) {
    if (random.chance(seated_share))
        return seated(random,
                      random.chance(0.35) ? random.uniform(-30, -8) : random.uniform(-5, 10));
    if (random.chance(0.03)) return kneeling(random);
    return standing(random);
}

BodyPose bent_over(Random& random, double lean) {
    BodyPose pose = standing(random);
    pose.pitch = lean;
    pose.nod -= random.uniform(0, 40);
    const double hip = random.uniform(5, 38);
    for (LegPose& leg : pose.leg) {
        leg.hip = hip + random.uniform(-2, 2);
        leg.knee = hip * random.uniform(1.1, 1.35);
    }
    return pose;
}

BodyPose supine(Random& random, double height, double incline) {
    BodyPose pose = standing(random);
    pose.support = Support::back;
    pose.height = height;
    pose.legs_with_pelvis = true;
    pose.flat_feet = false;
    pose.pitch = -90 + incline;
    pose.look *= 0.4;
    const double hip = random.uniform(5, 60);
    for (LegPose& leg : pose.leg) {
        leg.hip = hip + incline;
        leg.knee = height > 0 ? random.uniform(60, 100) : hip + random.uniform(25, 55);
        leg.turnout = random.uniform(0, 25);
        leg.spread = random.uniform(0, 12);
    }
    return pose;
}

void rest_arm(Random& random, BodyPose& pose, std::size_t s, Rest where) {
    ArmPose& arm = pose.arm[s];
    if (where == Rest::ahead) {
        arm.raise = random.uniform(72, 100) + pose.pitch * 0.6;
        arm.plane = random.uniform(0, 15);
        arm.elbow = random.uniform(2, 25);
    } else if (where == Rest::overhead) {
        arm.raise = random.uniform(150, 178);
        arm.plane = random.uniform(30, 95);
        arm.elbow = random.uniform(2, 28);
        arm.twist = 60;
    }
    const auto place = std::ranges::find(kPlaces, where, &Place::rest);
    if (place == kPlaces.end()) return;
    const Vec3 point = drawn(random, place->point);
    arm.reach = {place->to, point, drawn(random, place->elbow), 1};
}

void rest_arms(Random& random, BodyPose& pose, Rest where) {
    // Both from the same numbers, so that they match but for a little.
    Random same = random;
    rest_arm(random, pose, 0, where);
    rest_arm(same, pose, 1, where);
    const Vec3 off{normal(random, 0, 0.01), normal(random, 0, 0.01), normal(random, 0, 0.01)};
    pose.arm[1].reach.point = pose.arm[1].reach.point + off;
}

void hang_arms(Random& random, BodyPose& pose) {
    const double lean = pose.pitch + pose.lumbar + pose.thoracic;
    const double raise = lean + random.uniform(-6, 10);
    const double plane = random.uniform(0, 14);
    const double elbow = random.uniform(2, 12);
    for (ArmPose& arm : pose.arm) {
        arm.raise = std::abs(raise);
        arm.plane = raise >= 0 ? plane : 180 - plane;
        arm.elbow = elbow;
        arm.twist = 0;
    }
}

void idle_arm(Random& random, BodyPose& pose, std::size_t s) {
    constexpr std::array kIdle = {Rest::hang, Rest::hips, Rest::chest, Rest::behind, Rest::pocket};
    rest_arm(random, pose, s, kIdle[pick(random, {6, 2, 1, 0.6, 0.6})]);
}

SquatStyle draw_squat_style(Random& random) {
    SquatStyle style;
    style.shank = random.uniform(0.12, 0.36);
    style.lean = random.uniform(0.15, 0.52);
    style.spread = random.uniform(3, 20);
    style.turnout = random.uniform(3, 38);
    style.spine = random.uniform(-0.06, 0.04);
    return style;
}

void squat_down(BodyPose& pose, const SquatStyle& style, double depth) {
    for (LegPose& leg : pose.leg) {
        leg.hip = depth;
        leg.knee = depth * (1 + style.shank);
        leg.spread = style.spread;
        leg.turnout = style.turnout;
    }
    pose.pitch += style.lean * depth;
    pose.lumbar += style.spine * depth;
    pose.nod -= style.lean * depth * 0.6;
}

Wander::Wander(Random& random, double hertz)
    : first_hertz_(hertz * random.uniform(0.5, 1.5)),
      second_hertz_(2 * hertz * random.uniform(0.5, 1.5)),
      first_phase_(random.uniform(0, 6.283)),
      second_phase_(random.uniform(0, 6.283)) {}

double Wander::at(double seconds) const {
    constexpr double kTurn = 2 * std::numbers::pi;
    return (std::sin(kTurn * first_hertz_ * seconds + first_phase_) +
            0.6 * std::sin(kTurn * second_hertz_ * seconds + second_phase_)) /
           1.3;
}

}  // namespace spotter
