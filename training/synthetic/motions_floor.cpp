#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

// Face down and straight; the feet, or bent knees, on the floor.
BodyPose prone(Random& random) {
    BodyPose pose = standing(random);
    pose.legs_with_pelvis = true;
    pose.flat_feet = false;
    pose.look *= 0.3;
    const double hip = random.uniform(-5, 12);
    for (LegPose& leg : pose.leg) {
        leg.hip = hip;
        leg.knee = random.uniform(0, 6);
        leg.spread = random.uniform(0, 7);
        leg.turnout = 0;
    }
    pose.nod = random.uniform(-40, 10);
    return pose;
}

// Hands on the floor under the shoulders of `pose`, and kept there.
void plant_hands(const BodyShape& body, BodyPose& pose, double width, double ahead, double height,
                 Vec3 elbow) {
    const Skeleton at = skeleton_of(body, pose);
    for (std::size_t s = 0; s < 2; ++s) {
        pose.arm[s].reach = {HoldTo::floor,
                             {body.shoulder + width, height, at[kLeftShoulder + s].z + ahead},
                             elbow,
                             1};
    }
}

Motion push_up(Random& random, const BodyShape& body) {
    BodyPose base = prone(random);
    const bool knees = random.chance(0.18);
    const double hands = random.chance(0.2) ? random.uniform(0.15, 0.6) : 0.03;  // on something
    const double feet = knees || hands > 0.1 || random.chance(0.85) ? 0 : random.uniform(0.2, 0.5);
    if (knees) {
        for (LegPose& leg : base.leg) leg.knee = random.uniform(40, 100);
    }
    const double reach = (body.upper_arm + body.forearm) * 0.97;
    const double span = body.torso + body.thigh + (knees ? 0 : body.shank);
    const auto pitch_at = [=](double height) {
        return 90 - std::asin(std::clamp((height - feet) / span, -0.3, 0.95)) * 57.2958;
    };
    const double top = pitch_at(reach + hands - 0.1);
    const double low = pitch_at(hands + random.uniform(0.08, 0.22));
    base.pitch = top;
    base.shift.y = feet;
    plant_hands(body, base, random.uniform(0, 0.3), random.uniform(-0.12, 0.08), hands,
                {random.uniform(0.1, 1), random.uniform(-1, 0), random.uniform(-0.4, 0.2)});
    const double sag = random.uniform(-8, 8);
    Motion motion;
    motion.base = base;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.pitch = lerp(top, low, at.left);
        pose.lumbar += sag * at.left;
    };
    motion.shortest = 0.9;
    motion.longest = 3.4;
    return motion;
}

Motion plank(Random& random, const BodyShape& body) {
    Motion motion;
    BodyPose& base = motion.base;
    base = prone(random);
    const bool straight = random.chance(0.35);
    const double height = straight ? (body.upper_arm + body.forearm) * 0.95 : body.upper_arm * 0.97;
    const double span = body.torso + body.thigh + body.shank;
    base.pitch = 90 - std::asin((height - 0.05) / span) * 57.2958 + random.uniform(-9, 5);
    for (LegPose& leg : base.leg) leg.hip += random.uniform(-3, 14);
    if (straight) {
        plant_hands(body, base, random.uniform(-0.03, 0.1), random.uniform(-0.05, 0.05), 0.03,
                    {0.5, -1, -0.3});
    } else {
        const double lean = random.uniform(-8, 10);
        const double in = random.uniform(0, 35);
        for (ArmPose& arm : base.arm) arm = {base.pitch + lean, 4, -in, 90 + lean, 0, {}};
    }
    if (random.chance(0.2)) {  // hips dip or shoulders are tapped, slowly
        const Wander roll(random, 0.4);
        const double amount = random.uniform(4, 18);
        motion.move = [=](BodyPose& pose, const Moment& at) {
            pose.roll += amount * roll.at(at.seconds);
        };
    }
    return motion;
}

Motion side_plank(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = standing(random);
    base.legs_with_pelvis = true;
    base.flat_feet = false;
    base.roll = random.uniform(62, 80);  // onto the left arm
    for (LegPose& leg : base.leg)
        leg = {random.uniform(-4, 8), random.uniform(0, 8), 2, 0, 0, {}, 0};
    base.arm[0] = {random.uniform(75, 98), 90, 0, random.chance(0.7) ? 90.0 : 5.0, 0, {}};
    if (random.chance(0.5))
        base.arm[1] = {random.uniform(80, 110), 90, 0, 5, 0, {}};
    else
        rest_arm(random, base, 1, Rest::hips);
    const double dip = random.chance(0.3) ? random.uniform(5, 18) : 0;
    motion.move = [=](BodyPose& pose, const Moment& at) { pose.bend += dip * at.left; };
    if (dip > 0) {
        motion.shortest = 1.4;
        motion.longest = 3;
    }
    return motion;
}

Motion sit_up(Random& random, const BodyShape&) {
    const bool crunch = random.chance(0.25);
    Motion motion;
    BodyPose& base = motion.base;
    base = supine(random, 0, 0);
    const double hip = random.uniform(30, 65);
    const double knee = random.uniform(60, 120);
    for (LegPose& leg : base.leg) {
        leg.hip = hip + random.uniform(-3, 3);
        leg.knee = knee + random.uniform(-4, 4);
    }
    constexpr std::array kArms = {Rest::head, Rest::chest, Rest::folded, Rest::ahead,
                                  Rest::overhead};
    const std::size_t arms = pick(random, {3, 1.5, 1.5, 1.5, 1});
    rest_arms(random, base, kArms[arms]);
    const double up = crunch ? random.uniform(22, 45) : random.uniform(60, 105);
    const double pelvis = crunch ? random.uniform(0, 0.15) : random.uniform(0.5, 0.8);
    const double twist = random.chance(0.15) ? random.uniform(15, 45) : 0;
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double angle = up * at.left;
        pose.pitch += angle * pelvis;
        for (LegPose& leg : pose.leg) leg.hip += angle * pelvis;
        pose.lumbar += angle * (1 - pelvis) * 0.45;
        pose.thoracic += angle * (1 - pelvis) * 0.55;
        pose.nod += 12 * at.left;
        pose.twist += twist * at.left;
        if (arms == 4) {
            for (ArmPose& arm : pose.arm) arm.raise = lerp(arm.raise, 75, at.left);
        }
    };
    motion.shortest = 1;
    motion.longest = 3.8;
    return motion;
}

// Lying, legs cycling, the trunk turning to the knee.
Motion bicycle_crunch(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = supine(random, 0, 0);
    rest_arms(random, motion.base, Rest::head);
    const double twist = random.uniform(10, 40);
    const double lift = random.uniform(15, 35);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double side = at.left - at.right;
        pose.thoracic += lift;
        pose.lumbar += lift * 0.5;
        pose.twist += twist * side;
        for (std::size_t s = 0; s < 2; ++s) {
            const double bent = 0.5 + 0.5 * (s == 0 ? side : -side);
            pose.leg[s].hip = lerp(25, 95, bent);
            pose.leg[s].knee = lerp(10, 110, bent);
        }
    };
    motion.shortest = 0.5;
    motion.longest = 1.6;
    motion.alternating = true;
    return motion;
}

Motion leg_raise(Random& random, const BodyShape&) {
    Motion motion;
    const bool hanging = random.chance(0.3);
    if (hanging) {
        motion.base = standing(random);
        motion.base.support = Support::hands;
        motion.base.height = 2.2;
        motion.base.legs_with_pelvis = true;
        for (ArmPose& arm : motion.base.arm) arm = {random.uniform(160, 176), 60, 60, 5, 0, {}};
    } else {
        motion.base = supine(random, random.chance(0.2) ? 0.42 : 0, 0);
        rest_arms(random, motion.base, random.chance(0.7) ? Rest::hang : Rest::head);
    }
    motion.base.flat_feet = false;
    const double high = random.uniform(55, 110);
    const double knee = random.chance(0.6) ? random.uniform(0, 20) : random.uniform(50, 110);
    const bool turns = random.chance(0.3);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            const double p = turns ? at.side(s) : at.left;
            pose.leg[s].hip = lerp(4, high, p);
            pose.leg[s].knee = lerp(4, knee, p);
        }
    };
    motion.shortest = 0.8;
    motion.longest = 3.4;
    motion.alternating = turns;
    return motion;
}

Motion hip_thrust(Random& random, const BodyShape& body) {
    Motion motion;
    BodyPose& base = motion.base;
    const double bench = random.chance(0.5) ? 0 : random.uniform(0.3, 0.45);
    base = supine(random, 0, 0);
    base.support = Support::pelvis;
    const double low = random.uniform(0.1, 0.18);
    const double high = random.uniform(0.28, 0.42) + bench * 0.3;
    rest_arms(random, base, random.chance(0.6) ? Rest::hang : Rest::hips);
    for (LegPose& leg : base.leg) {
        leg.foot = {random.uniform(0.1, 0.2), 0.08, random.uniform(0.45, 0.6)};
        leg.foot_share = 1;
        leg.turnout = random.uniform(0, 20);
    }
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.height = lerp(low, high, at.left);
        // The shoulders stay on the floor or the bench.
        const double drop = std::clamp((pose.height - bench - 0.1) / body.torso, -0.9, 0.9);
        pose.pitch = -90 - std::asin(drop) * 57.2958;
    };
    motion.shortest = 1;
    motion.longest = 3.4;
    return motion;
}

Motion russian_twist(Random& random, const BodyShape&) {
    Motion motion;
    BodyPose& base = motion.base;
    base = seated(random, random.uniform(-48, -18));
    base.height = 0.12;
    base.flat_feet = false;
    for (LegPose& leg : base.leg) {
        leg.hip = random.uniform(78, 115);
        leg.knee = random.uniform(50, 105);
        leg.turnout = random.uniform(0, 10);
    }
    rest_arms(random, base, random.chance(0.6) ? Rest::chest : Rest::ahead);
    const double turn = random.uniform(20, 60);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.twist += turn * (at.left - at.right);
        for (ArmPose& arm : pose.arm) arm.raise = std::min(arm.raise, 70.0);
    };
    motion.shortest = 0.6;
    motion.longest = 2;
    motion.alternating = true;
    return motion;
}

Motion mountain_climber(Random& random, const BodyShape& body) {
    Motion motion;
    BodyPose& base = motion.base;
    base = prone(random);
    base.support = Support::pelvis;
    base.height = random.uniform(0.38, 0.55);
    base.pitch = random.uniform(66, 84);
    plant_hands(body, base, random.uniform(0, 0.08), 0, 0.03, {0.5, -1, -0.3});
    const double high = random.uniform(70, 120);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            pose.leg[s].hip = lerp(2, high, at.side(s));
            pose.leg[s].knee = lerp(5, 105, at.side(s));
        }
    };
    motion.shortest = 0.4;
    motion.longest = 1.3;
    motion.alternating = true;
    return motion;
}

// On hands and knees: an arm and the other leg are stretched.
Motion bird_dog(Random& random, const BodyShape& body) {
    Motion motion;
    BodyPose& base = motion.base;
    base = prone(random);
    base.support = Support::pelvis;
    base.height = body.thigh + 0.06;
    base.pitch = random.uniform(80, 98);
    for (LegPose& leg : base.leg) leg = {base.pitch - 6, 92, 2, 0, 0, {}, 0};
    plant_hands(body, base, 0, 0, 0.03, {0.5, -1, -0.3});
    const bool stretches = random.chance(0.6);
    const double arch = stretches ? 0 : random.uniform(15, 35);  // else cat and cow
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.lumbar += arch * (at.left - 0.5);
        pose.thoracic += arch * (at.left - 0.5);
        pose.nod -= arch * 1.2 * (at.left - 0.5);
        if (!stretches) return;
        for (std::size_t s = 0; s < 2; ++s) {
            const double p = at.side(s);
            pose.arm[s].raise = 165;
            pose.arm[s].plane = 10;
            pose.arm[s].elbow = 5;
            pose.arm[s].reach.share = 1 - p;
            LegPose& leg = pose.leg[1 - s];
            leg.hip = lerp(leg.hip, -4, p);
            leg.knee = lerp(leg.knee, 6, p);
        }
    };
    motion.shortest = 1.4;
    motion.longest = 3.6;
    motion.alternating = stretches;
    return motion;
}

Motion chest_fly(Random& random, const BodyShape&) {
    Motion motion;
    const bool upright_kind = random.chance(0.45);  // at a machine or cables
    motion.base = upright_kind ? (random.chance(0.5) ? seated(random, random.uniform(-15, 0))
                                                     : bent_over(random, random.uniform(0, 28)))
                               : supine(random, 0.42, random.chance(0.3) ? 30 : 0);
    const double wide = random.uniform(72, 105);
    const double raise = random.uniform(62, 92);
    const double elbow = random.uniform(8, 45);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm) arm = {raise, lerp(wide, 0, at.left), 0, elbow, 0, {}};
    };
    motion.shortest = 1.3;
    motion.longest = 3.8;
    return motion;
}

Motion pullover(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = supine(random, 0.42, 0);
    const double far = random.uniform(140, 178);
    const double elbow = random.uniform(8, 40);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm) arm = {lerp(85, far, at.left), 6, 0, elbow, 0, {}};
    };
    motion.shortest = 1.4;
    motion.longest = 4;
    return motion;
}

// Face down: the trunk and the arms are lifted.
Motion back_extension(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = prone(random);
    motion.base.support = Support::back;
    motion.base.pitch = 90;
    rest_arms(random, motion.base, random.chance(0.5) ? Rest::overhead : Rest::head);
    const double up = random.uniform(10, 28);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        pose.lumbar -= up * at.left;
        pose.thoracic -= up * at.left;
        for (LegPose& leg : pose.leg) leg.hip -= 12 * at.left;
    };
    motion.shortest = 1.2;
    motion.longest = 3.4;
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"push_up", "push-up", 1, push_up},
    MotionKind{"plank", "plank", 4, plank},
    MotionKind{"plank", "side plank", 0.6, side_plank},
    MotionKind{"sit_up", "sit-up", 4, sit_up},
    MotionKind{"sit_up", "bicycle crunch", 0.7, bicycle_crunch},
    MotionKind{"other", "leg raise", 1.5, leg_raise},
    MotionKind{"other", "hip thrust", 1.4, hip_thrust},
    MotionKind{"other", "Russian twist", 1.3, russian_twist},
    MotionKind{"other", "mountain climber", 1.2, mountain_climber},
    MotionKind{"other", "bird dog", 1, bird_dog},
    MotionKind{"other", "fly", 1.4, chest_fly},
    MotionKind{"other", "pullover", 0.6, pullover},
    MotionKind{"other", "back extension", 0.7, back_extension},
};

}  // namespace

std::span<const MotionKind> floor_motions() {
    return kMotions;
}

}  // namespace spotter
