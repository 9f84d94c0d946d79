#include <algorithm>
#include <memory>

#include "engine/core/error.h"
#include "training/synthetic/camera.h"
#include "training/synthetic/estimator.h"
#include "training/synthetic/performance.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {
namespace {

// Somebody who does a set of the label: some of its kinds are only held, and are drawn again.
std::unique_ptr<Performance> set_of(Random& random, const std::string& label, const RepPlan& plan) {
    std::vector<double> weights;
    for (const MotionKind& kind : motion_kinds())
        weights.push_back(kind.label == label ? kind.weight : 0);
    for (int tries = 0; tries < 50; ++tries) {
        if (std::ranges::all_of(weights, [](double weight) { return weight <= 0; })) break;
        const MotionKind& kind = motion_kinds()[pick(random, weights)];
        auto performance = std::make_unique<Performance>(random, kind, plan);
        if (!performance->reps().reps().empty()) return performance;
    }
    throw Error("compute motion", label, "no repetitions are known for it",
                "give an exercise of synthetic_labels()");
}

}  // namespace

SyntheticRepTruth SyntheticRepTruth::of(const SyntheticRep& rep) {
    return {from_seconds(rep.start), from_seconds((rep.turn + rep.turn_end) / 2),
            from_seconds(rep.end)};
}

SyntheticTrack make_synthetic_track(std::uint64_t seed, std::uint64_t index,
                                    const SyntheticTrackOptions& options) {
    Random random = Random::of({seed, index});
    RepPlan plan;
    plan.begin = options.idle_s;
    plan.finish = options.idle_s + 10.0 * std::max(options.reps, 1) + 60;
    const auto performance = set_of(random, options.label, plan);
    std::vector<SyntheticRep> reps = performance->reps().reps();
    reps.resize(std::min(reps.size(), static_cast<std::size_t>(std::max(options.reps, 1))));
    SyntheticTrack out;
    out.label = options.label;
    out.kind = performance->kind();
    out.begin = from_seconds(reps.front().start);
    out.end = from_seconds(reps.back().end);
    for (const SyntheticRep& rep : reps) out.reps.push_back(SyntheticRepTruth::of(rep));
    std::vector<Skeleton> bodies;
    const double length = reps.back().end + options.idle_s;
    for (double t = 0; t < length; t += 1 / options.frames_per_second) {
        out.track.times.push_back(from_seconds(t));
        const bool active = t >= reps.front().start && t <= reps.back().end;
        bodies.push_back(active ? performance->at(t) : performance->idle_at(t));
    }
    const View view = viewed(random, bodies);
    out.track.width = view.width;
    out.track.height = view.height;
    out.track.poses = estimated(random, view);
    return out;
}

}  // namespace spotter
