#include <array>

#include "training/synthetic/motion.h"
#include "training/synthetic/stances.h"

// Hands that are busy before the body and exercise nothing. Their forearms rise and fall as in a
// curl, but go on from place to place instead of coming back the way they went.
namespace spotter {
namespace {

using Moment = Motion::Moment;

BodyPose sitting_or_standing(Random& random, double seated_share) {
    return random.chance(seated_share) ? seated(random, random.uniform(-15, 20)) : standing(random);
}

// The elbow hangs beside the trunk.
Vec3 low_elbow(Random& random) {
    return {random.uniform(0.2, 0.9), -1, random.uniform(-0.4, 0.3)};
}

// From place to place, with a stop at each: how hands sign and explain.
class Stops {
  public:
    // Places are between `low` and `high`; a share of them is `rest`.
    Stops(Random& random, Vec3 low, Vec3 high, Vec3 rest, double rest_share)
        : begin_(random.uniform(-1.5, -0.5)),
          each_s_(log_uniform(random, 0.25, 0.9)),
          hold_(random.uniform(0.1, 0.6)) {
        for (Vec3& place : places_) {
            place = {random.uniform(low.x, high.x), random.uniform(low.y, high.y),
                     random.uniform(low.z, high.z)};
            if (random.chance(rest_share)) place = rest;
        }
    }

    Vec3 at(double seconds) const {
        const double passed = std::max(0.0, (seconds - begin_) / each_s_);
        const auto stop = static_cast<std::size_t>(passed);
        const double way = smooth((passed - std::floor(passed)) / (1 - hold_));
        return lerp(places_[stop % places_.size()], places_[(stop + 1) % places_.size()], way);
    }

  private:
    double begin_;
    double each_s_;
    double hold_;  // share of each that it stays
    std::array<Vec3, 11> places_;
};

// One or both hands in the space before the chest and the face, now and then back at the belt.
Motion signing(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = sitting_or_standing(random, 0.3);
    const bool single = random.chance(0.35);
    const bool alike = !single && random.chance(0.4);  // both do the same
    const Vec3 belt{random.uniform(-0.02, 0.1), random.uniform(-0.5, -0.36),
                    random.uniform(0.1, 0.22)};
    const double rest_share = random.chance(0.5) ? 0 : random.uniform(0.1, 0.45);
    const Vec3 low{-0.08, random.uniform(-0.4, -0.2), 0.12};
    const Vec3 high{random.uniform(0.1, 0.28), random.uniform(-0.05, 0.22), 0.4};
    const Stops first(random, low, high, belt, rest_share);
    const Stops second(random, low, high, belt, rest_share);
    const std::array elbows = {low_elbow(random), low_elbow(random)};
    if (single) idle_arm(random, motion.base, 1);
    const Wander head(random, 0.5);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < (single ? 1U : 2U); ++s) {
            const Vec3 spot = (s == 0 || alike ? first : second).at(at.seconds);
            pose.arm[s].reach = {HoldTo::chest, spot, elbows[s], 1};
        }
        pose.look += 10 * head.at(at.seconds);
        pose.nod += 5 * head.at(at.seconds + 2);
    };
    return motion;
}

// Fingers are counted or shown: a forearm is up and only trembles; the other hand taps it.
Motion counting(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = sitting_or_standing(random, 0.35);
    const Vec3 shown{random.uniform(0, 0.2), random.uniform(-0.25, 0.1),
                     random.uniform(0.15, 0.35)};
    const bool taps = random.chance(0.5);
    const double nod = random.uniform(0.005, 0.04);
    const double hertz = random.uniform(0.6, 2);
    const Vec3 elbow = low_elbow(random);
    if (!taps) idle_arm(random, motion.base, 1);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double beat = std::sin(6.283 * hertz * at.seconds);
        Vec3 spot = shown;
        spot.y += nod * beat;
        pose.arm[0].reach = {HoldTo::chest, spot, elbow, 1};
        if (!taps) return;
        const Vec3 there{-shown.x + 0.06 + 0.04 * beat, shown.y + 0.03, shown.z + 0.02};
        pose.arm[1].reach = {HoldTo::chest, there, elbow, 1};
    };
    return motion;
}

Motion clapping(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = sitting_or_standing(random, 0.3);
    const double wide = random.uniform(0.05, 0.28);
    const double height = random.uniform(-0.35, 0.15);
    const double ahead = random.uniform(0.18, 0.4);
    const double hertz = random.uniform(0.8, 3);
    const Vec3 elbow = low_elbow(random);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double apart = 0.02 + wide * std::abs(std::sin(3.1416 * hertz * at.seconds));
        for (ArmPose& arm : pose.arm) arm.reach = {HoldTo::chest, {apart, height, ahead}, elbow, 1};
    };
    return motion;
}

// A hand goes up, shows something or waves, and comes down: a letter, a phone, a greeting. Its
// way up is that of one curl or raise, but it stays.
Motion showing(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = sitting_or_standing(random, 0.35);
    const bool both = random.chance(0.12);
    if (!both) idle_arm(random, motion.base, 1);
    const Vec3 down{random.uniform(0, 0.14), random.uniform(-0.58, -0.38),
                    random.uniform(0.02, 0.25)};
    const Vec3 near{random.uniform(-0.02, 0.2), random.uniform(-0.15, 0.2),
                    random.uniform(0.12, 0.35)};
    const Vec3 ahead{random.uniform(-0.05, 0.15), random.uniform(-0.2, 0.1),
                     random.uniform(0.4, 0.58)};
    const Vec3 up = random.chance(0.7) ? near : ahead;
    const Visit visit(random);
    const double wave = random.chance(0.3) ? random.uniform(0.03, 0.12) : 0.004;
    const double hertz = random.uniform(1, 3);
    const Vec3 elbow = low_elbow(random);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        const double raised = visit.at(at.seconds);
        Vec3 hand = lerp(down, up, raised);
        hand.x += wave * raised * std::sin(6.283 * hertz * at.seconds);
        for (std::size_t s = 0; s < (both ? 2U : 1U); ++s)
            pose.arm[s].reach = {HoldTo::chest, hand, elbow, 1};
    };
    return motion;
}

// Typing, chopping, stirring: forearms about level, small and quick.
Motion working_at_table(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = sitting_or_standing(random, 0.6);
    motion.base.nod += random.uniform(5, 35);
    const Vec3 spot{random.uniform(0.02, 0.18), random.uniform(-0.46, -0.25),
                    random.uniform(0.25, 0.42)};
    const double size = log_uniform(random, 0.005, 0.1);
    const double hertz = random.uniform(0.5, 2.5);
    const double lag = random.chance(0.5) ? 3.1416 : random.uniform(0, 6.283);
    const bool one_moves = random.chance(0.4);
    const bool round = random.chance(0.3);
    const Vec3 elbow = low_elbow(random);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (std::size_t s = 0; s < 2; ++s) {
            const double angle = 6.283 * hertz * at.seconds + (s == 0 ? 0 : lag);
            const double moved = s == 1 && one_moves ? 0 : size;
            Vec3 hand = spot;
            hand.y += moved * std::sin(angle) * (round ? 0.2 : 1);
            hand.x += moved * std::cos(angle) * (round ? 1 : 0.2);
            hand.z += round ? moved * std::sin(angle) : 0;
            pose.arm[s].reach = {HoldTo::chest, hand, elbow, 1};
        }
    };
    return motion;
}

// Clasped or on each other, at the belt, the lap or the chest; or weights held at the sides with
// elbows a little bent.
Motion hands_at_rest(Random& random, const BodyShape&) {
    Motion motion;
    motion.base = sitting_or_standing(random, 0.35);
    if (random.chance(0.35)) {
        const double bent = random.uniform(5, 60);
        for (ArmPose& arm : motion.base.arm) {
            arm.elbow = bent + random.uniform(-6, 6);
            arm.raise = random.uniform(2, 14);
            arm.plane = random.uniform(10, 80);
        }
        return motion;
    }
    const Vec3 spot{random.uniform(-0.04, 0.05), random.uniform(-0.52, -0.05),
                    random.uniform(0.1, 0.28)};
    const Vec3 elbow = low_elbow(random);
    for (ArmPose& arm : motion.base.arm) arm.reach = {HoldTo::chest, spot, elbow, 1};
    const Wander breath(random, 0.25);
    motion.move = [=](BodyPose& pose, const Moment& at) {
        for (ArmPose& arm : pose.arm) arm.reach.point.y += 0.012 * breath.at(at.seconds);
    };
    return motion;
}

constexpr std::array kMotions = {
    MotionKind{"other", "signing", 6, signing},
    MotionKind{"other", "showing", 3, showing},
    MotionKind{"other", "counting on fingers", 1, counting},
    MotionKind{"other", "clapping", 1, clapping},
    MotionKind{"other", "working at a table", 1.6, working_at_table},
    MotionKind{"rest", "hands at rest", 2.5, hands_at_rest},
};

}  // namespace

std::span<const MotionKind> hand_motions() {
    return kMotions;
}

}  // namespace spotter
