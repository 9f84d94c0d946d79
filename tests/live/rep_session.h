#pragma once

#include <functional>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "engine/live/rep_counter.h"
#include "tests/live/activities.h"
#include "tests/live/scripted_person.h"

namespace spotter {

using PostureScript = std::function<Posture(double)>;

// Feeds a counter as live does: poses at a rate, and a label that comes late.
class RepSession {
  public:
    explicit RepSession(double rate = 30) : step_(1 / rate) {}

    // The label that stands from now on; empty: unsure; "other": nothing is done.
    void label(const std::string& name, float score = 0.9F) {
        label_ = name;
        score_ = score;
    }
    // Runs the script for so long; its time begins with 0.
    void play(double seconds, const PostureScript& script) {
        const double began = now_;
        for (; now_ - began < seconds - 1e-9; now_ += step_)
            frame(zoomed(pose_of(script(now_ - began))));
    }
    void play_nobody(double seconds) {
        const double began = now_;
        for (; now_ - began < seconds - 1e-9; now_ += step_) frame(std::nullopt);
    }
    void skip(double seconds) {
        now_ += seconds;
        next_verdict_ = now_;
    }
    void jitter(double part) { jitter_ = part; }
    // From now on pictures have so many times as many pixels.
    void zoom(float factor) { zoom_ = factor; }

    RepCounter counter;
    std::vector<Rep> reps;
    double now() const { return now_; }

  private:
    Pose zoomed(Pose pose) const {
        for (Landmark& joint : pose.image) {
            joint.x *= zoom_;
            joint.y *= zoom_;
            joint.z *= zoom_;
        }
        return pose;
    }
    void frame(const std::optional<Pose>& pose) {
        const double shift = jitter_ * std::uniform_real_distribution<>(-0.4, 0.4)(random_) * step_;
        const MediaTime time = from_seconds(now_ + shift);
        keep(counter.add(time, pose));
        if (now_ < next_verdict_) return;
        next_verdict_ = now_ + 0.1;
        keep(counter.judge(activity_of(label_, time, score_)));
    }
    void keep(const std::vector<Rep>& more) { reps.insert(reps.end(), more.begin(), more.end()); }

    const double step_;
    double now_ = 0;
    double next_verdict_ = 0;
    double jitter_ = 0;
    float zoom_ = 1;
    std::string label_;
    float score_ = 0;
    std::mt19937 random_{7};
};

inline Posture standing(double) {
    return {};
}

// Two seconds of standing, then reps; the label comes as late as a window of two seconds makes it.
inline RepSession set_of(int reps, double rep_s, double rate, Posture (*posture)(float),
                         const std::string& label) {
    RepSession session(rate);
    const auto script = [&](double t) {
        return t < 2 || t > 2 + reps * rep_s ? Posture() : posture(out_and_back(t - 2, rep_s));
    };
    const double late = 2 + 2.3;
    session.label("other");
    session.play(2 + 1, script);
    session.label("");
    session.play(late - 3, [&](double t) { return script(t + 3); });
    session.label(label);
    session.play(reps * rep_s + 2 + 1 - late, [&](double t) { return script(t + late); });
    return session;
}

}  // namespace spotter
