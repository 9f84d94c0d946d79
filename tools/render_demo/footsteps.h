#pragma once

#include <vector>

#include "tools/render_demo/rig.h"

namespace spotter {

// Where the body stands and looks, on the floor.
struct Stance {
    Vec3 place;        // between the feet
    double yaw = 0;    // degrees
    double width = 0;  // between the ankles, metres
    double toe_out = 0;
};

// The steps of a person, one after another: a foot never slides while it carries. All times are
// seconds; calls are in order of time.
class Footsteps {
  public:
    explicit Footsteps(const Stance& first);

    // Each returns when the last step is done.
    double walk(double start, Vec3 to, double yaw);
    // Turns and sets both feet where `stance` says.
    double stand(double start, const Stance& stance);
    // Is somewhere else from now on (while nobody is in the picture).
    void appear(double when, const Stance& stance);

    FootPose foot(Side side, double time) const;
    // The middle between the feet and their mean direction, as the hips follow them: smooth.
    Stance body(double time) const;
    // -1 … 1: how far the weight is on the left foot (positive) or the right one.
    double weight(double time) const;

  private:
    struct Step {
        double start = 0, end = 0;
        Vec3 from, to;
        double from_yaw = 0, to_yaw = 0;
        double stride = 0;  // 0 … 1: a small step … a long one
    };
    void step(Side side, double start, double duration, Vec3 to, double yaw);
    const Step* last(Side side, double time) const;
    const Step* next(Side side, double time) const;
    double swing(Side side, double time) const;

    std::array<std::vector<Step>, 2> steps_;
    Side next_side_ = left;
};

}  // namespace spotter
