#include <algorithm>
#include <optional>

#include "training/synthetic/camera.h"
#include "training/synthetic/estimator.h"
#include "training/synthetic/performance.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {
namespace {

constexpr int kTries = 60;  // for something that can follow from the same position

bool is_exercise(const MotionKind& kind) {
    const std::string_view label = kind.label;
    return label != "rest" && label != "other";
}

// Kinds of motion that can be drawn, with their weights.
using KindWeights = std::vector<double>;

KindWeights exercises() {
    KindWeights weights;
    for (const MotionKind& kind : motion_kinds())
        weights.push_back(is_exercise(kind) ? kind.weight : 0);
    return weights;
}

KindWeights idle_things() {
    KindWeights weights(motion_kinds().size());
    for (const auto family : {daily_motions(), hand_motions()}) {
        for (const MotionKind& kind : family) {
            const auto same = [&](const MotionKind& other) { return other.make == kind.make; };
            const auto at = std::ranges::find_if(motion_kinds(), same) - motion_kinds().begin();
            weights[static_cast<std::size_t>(at)] = kind.weight;
        }
    }
    return weights;
}

// What somebody does, made longer part by part; seconds.
class Course {
  public:
    explicit Course(Random& random)
        : random_(random),
          idle_(idle_things()),
          exercises_(exercises()),
          performance_(random, drawn(idle_), {}) {
        const double end = random_.uniform(2, 4);
        add(*kind_, end);
    }

    void idle() {
        const int things = random_.chance(0.5) ? 2 : 3;
        for (int i = 0; i < things; ++i) {
            const double end = end_ + random_.uniform(2, 4);
            if (go_over(idle_, 0)) add(*kind_, end);
        }
    }

    // Nothing where no exercise begins in this position.
    void set() {
        const double length = random_.uniform(8, 16);
        const double change = go_over(exercises_, length);
        const std::vector<SyntheticRep> reps = performance_.reps().of_both_sides();
        if (change <= 0 || reps.empty()) return;
        end_ = reps.front().start;
        parts_.back().end = from_seconds(end_);
        add(*kind_, reps.back().end);
        for (const SyntheticRep& rep : reps)
            parts_.back().reps.push_back(SyntheticRepTruth::of(rep));
    }

    double end() const { return end_; }
    const Performance& performance() const { return performance_; }
    std::vector<SyntheticPart> take_parts() { return std::move(parts_); }

  private:
    const MotionKind& drawn(const KindWeights& weights) {
        kind_ = &motion_kinds()[pick(random_, weights)];
        return *kind_;
    }

    // Seconds that it takes; 0 when nothing can follow. Repetitions go on for `length`.
    double go_over(const KindWeights& weights, double length) {
        const double change = random_.uniform(0.4, 1.2);
        RepPlan plan;
        plan.begin = end_ + change + random_.uniform(0, 0.5);
        plan.finish = plan.begin + length;
        for (int i = 0; i < kTries; ++i) {
            if (performance_.then(random_, drawn(weights), plan, end_, change)) return change;
        }
        return 0;
    }

    void add(const MotionKind& kind, double end) {
        parts_.push_back({kind.label, kind.name, from_seconds(end_), from_seconds(end), {}});
        end_ = end;
    }

    Random& random_;
    const KindWeights idle_;
    const KindWeights exercises_;
    const MotionKind* kind_ = nullptr;
    Performance performance_;
    double end_ = 0;
    std::vector<SyntheticPart> parts_;
};

}  // namespace

SyntheticWorkout make_synthetic_workout(std::uint64_t seed, std::uint64_t index,
                                        const SyntheticWorkoutOptions& options) {
    Random random = Random::of({seed, index});
    Course course(random);
    for (int i = 0; i < options.sets; ++i) {
        course.idle();
        course.set();
    }
    course.idle();
    SyntheticWorkout out;
    std::vector<Skeleton> bodies;
    for (double t = 0; t < course.end(); t += 1 / options.frames_per_second) {
        out.track.times.push_back(from_seconds(t));
        bodies.push_back(course.performance().at(t));
    }
    const View view = viewed(random, bodies);
    out.track.width = view.width;
    out.track.height = view.height;
    out.track.poses = estimated(random, view);
    out.parts = course.take_parts();
    return out;
}

}  // namespace spotter
