#pragma once

#include <functional>
#include <string>
#include <vector>

#include "tools/render_demo/footsteps.h"
#include "tools/render_demo/rig.h"

namespace spotter {

struct Rep {
    double start = 0, turn = 0, end = 0;  // seconds
};

// What truth says of a stretch of the video.
struct Segment {
    std::string label;
    double start = 0, end = 0;
    std::vector<Rep> reps;
};

// The workout: where every limb is at any time, and what it is called. Nobody is in the picture
// at the start and at the end, so that it can be repeated without a seam.
class Workout {
  public:
    explicit Workout(const Rig& rig);

    double duration() const { return now_; }
    const std::vector<Segment>& segments() const { return segments_; }
    BodyPose pose(double time) const;
    bool holds_dumbbells(double time) const { return time < without_dumbbells_; }

  private:
    // From `start` to `end` something changes the standing body; it eases in and out.
    struct Act {
        double start = 0, end = 0, ease = 0.5;
        std::function<void(double time, BodyPose& pose)> apply;
    };

    void compose();
    void enter(const Stance& stance);
    void leave(double yaw);
    void curls();
    void raises();
    void squats();
    void shake_out(double seconds);
    void hands_on_hips(double seconds);
    void wipe_forehead(double seconds);

    void mark(const std::string& label);
    void merge_repeats();
    void act(double start, double end, double ease, std::function<void(double, BodyPose&)> apply);
    void perform(const std::string& label, const std::vector<Rep>& reps, double ease,
                 std::function<void(double, BodyPose&)> apply);
    double crossing(double start, double end) const;
    double hip_height(double time) const;
    BodyPose carried(double time) const;

    const Rig& rig_;
    Footsteps steps_;
    std::vector<Act> acts_;
    std::vector<Segment> segments_;
    double now_ = 0;
    double without_dumbbells_ = 0;
};

}  // namespace spotter
