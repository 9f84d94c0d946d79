#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

namespace spotter {
namespace {

using Moment = Motion::Moment;

// Which arms take part: both, both in turn, or the left alone (bodies are mirrored later).
struct Arms {
    bool alternating = false;
    std::size_t count = 2;
};

Arms draw_arms(Random& random, double alternating, double single) {
    const double way = random.uniform();
    if (way < alternating) return {true, 2};
    if (way < alternating + single) return {false, 1};
    return {};
}

void leave_other_arm(Random& random, BodyPose& pose, const Arms& arms) {
    if (arms.count < 2) idle_arm(random, pose, 1);
}

// The forearm does the work; where the upper arm is makes the kind of curl.
struct CurlStyle {
    double low = 20;  // flexion of the elbow
    double high = 130;
    double raise = 6;  // of the upper arm
    double lift = 8;   // how much it goes along
    double plane = 30;
    double twist = -8;
    double swing = 0;  // of the trunk
};

CurlStyle draw_curl_style(Random& random) {
    CurlStyle style;
    style.low = random.uniform(4, 42);
    style.high = random.uniform(104, 150);
    if (random.chance(0.06)) style.high = random.uniform(80, 100);  // half of it
    if (random.chance(0.06)) style.low = random.uniform(60, 85);
    style.raise = random.uniform(0, 15);
    style.lift = random.chance(0.25) ? random.uniform(15, 40) : random.uniform(-2, 16);
    style.plane = random.uniform(0, 65);
    style.twist = random.uniform(-28, 20);
    style.swing = random.chance(0.25) ? random.uniform(-14, 2) : random.uniform(-4, 2);
    return style;
}

Motion curl_motion(const BodyPose& base, const CurlStyle& style, const Arms& arms) {
    Motion motion;
    motion.base = base;
    for (std::size_t s = 0; s < arms.count; ++s)
        motion.base.arm[s] = {style.raise, style.plane, style.twist, style.low, 0, {}};
    motion.move = [style, arms](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < arms.count; ++s) {
            const double p = at.side(s);
            pose.arm[s].elbow = lerp(style.low, style.high, p);
            pose.arm[s].raise = style.raise + style.lift * p * p;
        }
        pose.pitch += style.swing * at.left;
        pose.thoracic -= style.swing * 0.3 * at.left;
    };
    motion.shortest = 1.1;
    motion.longest = 4.2;
    motion.alternating = arms.alternating;
    return motion;
}

Motion bicep_curl(Random& random, const BodyShape&) {
    BodyPose base = upright(random, 0.28);
    base.nod += random.uniform(-4, 20);
    const Arms arms = draw_arms(random, 0.22, 0.16);
    leave_other_arm(random, base, arms);
    return curl_motion(base, draw_curl_style(random), arms);
}

// A bar: both hands alike and in front; the elbows stay at the sides.
Motion barbell_curl(Random& random, const BodyShape&) {
    BodyPose base = random.chance(0.1) ? seated(random, random.uniform(-5, 10)) : standing(random);
    CurlStyle style = draw_curl_style(random);
    style.plane = random.uniform(0, 45);
    style.twist = random.uniform(-22, 12);
    if (random.chance(0.25)) base.pitch += random.uniform(3, 12);
    return curl_motion(base, style, {});
}

// Seated, bent forward, the elbow against the thigh.
Motion concentration_curl(Random& random, const BodyShape&) {
    BodyPose base = seated(random, random.uniform(18, 55));
    base.lumbar = random.uniform(0, 22);
    base.nod += random.uniform(0, 25);
    base.leg[0].turnout = random.uniform(15, 50);
    base.leg[1].turnout = random.uniform(10, 45);
    if (random.chance(0.15)) {  // the same, bent over and standing
        base = bent_over(random, random.uniform(35, 65));
        base.leg[0].turnout = base.leg[1].turnout = random.uniform(5, 30);
    }
    CurlStyle style = draw_curl_style(random);
    const double lean = base.pitch + base.lumbar;
    style.raise = lean * random.uniform(0.5, 1.05);
    style.plane = random.uniform(-10, 25);
    style.twist = random.uniform(-40, 5);
    style.lift = random.uniform(-4, 10);
    style.swing = random.uniform(-3, 0);
    rest_arm(random, base, 1, Rest::hang);
    base.arm[1].reach = {
        HoldTo::knee,
        {random.uniform(-0.04, 0.04), random.uniform(0.0, 0.1), random.uniform(-0.12, 0.03)},
        {1, 0.2, 0},
        random.chance(0.75) ? 1.0 : 0.0};
    return curl_motion(base, style, {false, 1});
}

// The upper arms rest on a pad, or are held forward or up by a cable.
Motion preacher_curl(Random& random, const BodyShape&) {
    BodyPose base = random.chance(0.7) ? seated(random, random.uniform(2, 28)) : standing(random);
    const Arms arms = draw_arms(random, 0.05, 0.25);
    leave_other_arm(random, base, arms);
    CurlStyle style = draw_curl_style(random);
    style.raise = base.pitch + random.uniform(28, 62);
    style.plane = random.uniform(0, 22);
    style.lift = random.uniform(-4, 8);
    style.swing = 0;
    return curl_motion(base, style, arms);
}

// Leaning back on a bench: the arms hang behind the trunk.
Motion incline_curl(Random& random, const BodyShape&) {
    const double back = random.uniform(-50, -22);
    BodyPose base = seated(random, back);
    base.nod += 12;
    CurlStyle style = draw_curl_style(random);
    style.raise = std::abs(back) * random.uniform(0.5, 1);
    style.plane = random.uniform(160, 195);
    style.lift = -random.uniform(0, 12);
    style.swing = 0;
    style.twist = random.uniform(-20, 20);
    const Arms arms = draw_arms(random, 0.3, 0.05);
    Motion motion = curl_motion(base, style, arms);
    // Behind the trunk, the same flexion turns about an axis that is turned round too.
    for (ArmPose& arm : motion.base.arm) arm.twist = style.twist;
    return motion;
}

struct RaiseStyle {
    double low = 10;
    double high = 85;
    double plane = 85;
    double elbow_low = 12;
    double elbow_high = 18;
    double twist = 0;
    double shrug = 4;
    double swing = 0;
};

Motion raise_motion(const BodyPose& base, const RaiseStyle& style, const Arms& arms) {
    Motion motion;
    motion.base = base;
    for (std::size_t s = 0; s < arms.count; ++s)
        motion.base.arm[s] = {style.low, style.plane, style.twist, style.elbow_low, 0, {}};
    motion.move = [style, arms](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < arms.count; ++s) {
            const double p = at.side(s);
            ArmPose& arm = pose.arm[s];
            arm.raise = lerp(style.low, style.high, p);
            arm.elbow = lerp(style.elbow_low, style.elbow_high, p);
            arm.shrug = style.shrug * p;
        }
        pose.pitch += style.swing * at.left;
    };
    motion.shortest = 1.1;
    motion.longest = 4;
    motion.alternating = arms.alternating;
    return motion;
}

Motion lateral_raise(Random& random, const BodyShape&) {
    BodyPose base = upright(random, 0.2);
    base.pitch += random.uniform(-4, 16);
    const Arms arms = draw_arms(random, 0.06, 0.2);
    if (arms.count < 2 && random.chance(0.35)) {  // holding on to something, leaning away
        base.arm[1] = {
            random.uniform(40, 100), random.uniform(40, 95), 0, random.uniform(0, 40), 0, {}};
        base.roll = random.uniform(-14, 4);
    } else {
        leave_other_arm(random, base, arms);
    }
    RaiseStyle style;
    style.low = random.uniform(2, 24);
    style.high = random.chance(0.1) ? random.uniform(100, 130) : random.uniform(60, 102);
    style.plane = random.uniform(62, 98);
    style.elbow_low = random.chance(0.12) ? random.uniform(45, 95) : random.uniform(2, 38);
    style.elbow_high = std::max(2.0, style.elbow_low + random.uniform(-10, 20));
    style.twist = random.uniform(-24, 14);
    style.shrug = random.uniform(0, 9);
    style.swing = random.uniform(-5, 3);
    return raise_motion(base, style, arms);
}

Motion front_raise(Random& random, const BodyShape&) {
    BodyPose base = upright(random, 0.15);
    const Arms arms = draw_arms(random, 0.38, 0.12);
    leave_other_arm(random, base, arms);
    RaiseStyle style;
    style.low = random.uniform(2, 18);
    style.high = random.chance(0.12) ? random.uniform(115, 165) : random.uniform(70, 112);
    style.plane = random.uniform(-6, 26);
    style.elbow_low = random.uniform(2, 22);
    style.elbow_high = std::max(1.0, style.elbow_low + random.uniform(-8, 14));
    style.twist = random.uniform(-30, 10);
    style.swing = random.uniform(-8, 2);
    return raise_motion(base, style, arms);
}

constexpr std::array kMotions = {
    MotionKind{"bicep_curl", "dumbbell curl", 5, bicep_curl},
    MotionKind{"bicep_curl", "barbell or cable curl", 2.2, barbell_curl},
    MotionKind{"bicep_curl", "concentration curl", 1.6, concentration_curl},
    MotionKind{"bicep_curl", "preacher or high cable curl", 1, preacher_curl},
    MotionKind{"bicep_curl", "incline curl", 0.8, incline_curl},
    MotionKind{"lateral_raise", "lateral raise", 1, lateral_raise},
    MotionKind{"front_raise", "front raise", 1, front_raise},
};

}  // namespace

std::span<const MotionKind> arm_motions() {
    return kMotions;
}

}  // namespace spotter
