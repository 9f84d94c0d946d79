#pragma once

#include "training/synthetic/body.h"
#include "training/synthetic/draws.h"

// Starting positions that motions share; what differs between people is drawn.
namespace spotter {

BodyPose standing(Random& random);
// On a bench, chair or ball. `lean` is the pitch of the pelvis, degrees.
BodyPose seated(Random& random, double lean);
BodyPose kneeling(Random& random);
// Standing, mostly; seated or kneeling now and then.
BodyPose upright(Random& random, double seated_share);
// Bent over with the knees soft; `lean` degrees.
BodyPose bent_over(Random& random, double lean);
// On the back, on something `height` high; knees bent, feet down.
BodyPose supine(Random& random, double height, double incline);

// Where hands rest. `s` is the side.
enum class Rest {
    hang,
    hips,
    chest,
    folded,
    ahead,
    head,
    overhead,
    neck_bar,
    front_rack,
    behind,
    pocket
};
void rest_arm(Random& random, BodyPose& pose, std::size_t s, Rest where);
void rest_arms(Random& random, BodyPose& pose, Rest where);
// Hanging straight down whatever the lean, as with a weight.
void hang_arms(Random& random, BodyPose& pose);
// One of the usual places of a hand that has nothing to do.
void idle_arm(Random& random, BodyPose& pose, std::size_t s);

// Both legs bent as in a squat; `depth` is the flexion of the hip, `lean` of the trunk for it.
struct SquatStyle {
    double shank = 0.25;  // flexion of the knee beyond the hip's
    double lean = 0.35;
    double spread = 8;
    double turnout = 15;
    double spine = 0;
};
SquatStyle draw_squat_style(Random& random);
void squat_down(BodyPose& pose, const SquatStyle& style, double depth);

// Slow wandering of a value, about -1 … 1.
class Wander {
  public:
    Wander(Random& random, double hertz);
    double at(double seconds) const;

  private:
    double first_hertz_;
    double second_hertz_;
    double first_phase_;
    double second_phase_;
};

// A share of a way, 0 … 1, as it is gone: slowly away, slowly there.
inline double smooth(double share) {
    const double t = std::clamp(share, 0.0, 1.0);
    return t * t * (3 - 2 * t);
}

// From 0 to 1 once, somewhere in the first two seconds.
struct Once {
    explicit Once(Random& random)
        : begin(random.uniform(-0.6, 1)),
          length(random.uniform(0.7, 2)),
          back(random.chance(0.5)) {}
    double at(double seconds) const {
        const double gone = smooth((seconds - begin) / length);
        return back ? 1 - gone : gone;
    }
    double begin;
    double length;
    bool back;
};

// There, some time, and back again: 0, 1, 0.
struct Visit {
    explicit Visit(Random& random)
        : begin(random.uniform(-2, 1.2)),
          way_s(log_uniform(random, 0.25, 1)),
          stay_s(log_uniform(random, 0.2, 2.5)) {}
    double at(double seconds) const {
        return smooth((seconds - begin) / way_s) -
               smooth((seconds - begin - way_s - stay_s) / way_s);
    }
    double begin;
    double way_s;
    double stay_s;
};

}  // namespace spotter
