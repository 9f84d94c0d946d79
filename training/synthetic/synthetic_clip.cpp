#include "training/synthetic/synthetic_clip.h"

#include <algorithm>
#include <array>
#include <optional>

#include "engine/core/error.h"
#include "training/synthetic/camera.h"
#include "training/synthetic/estimator.h"
#include "training/synthetic/performance.h"

namespace spotter {
namespace {

constexpr const char* kOther = "other";
constexpr const char* kRest = "rest";
constexpr const char* kHeld = "held";
constexpr const char* kHeldPrefix = "held: ";
constexpr const char* kNobody = "nobody";

// How often each label is drawn. `other` is by far the most varied.
struct LabelShare {
    const char* label;
    double weight;
};
constexpr std::array kShares = {
    LabelShare{"bicep_curl", 8.5},
    LabelShare{"lateral_raise", 6.5},
    LabelShare{"squat", 8},
    LabelShare{"push_up", 4.5},
    LabelShare{"sit_up", 4},
    LabelShare{"plank", 3.5},
    LabelShare{"lunge", 5},
    LabelShare{"jumping_jack", 3},
    LabelShare{"deadlift", 5},
    LabelShare{"shoulder_press", 5},
    LabelShare{"bench_press", 5},
    LabelShare{"row", 5},
    LabelShare{"tricep_extension", 5},
    LabelShare{"pull_up", 4},
    LabelShare{"front_raise", 3.5},
    LabelShare{kRest, 12},
    LabelShare{kOther, 27},
};

void check(const SyntheticOptions& options) {
    const auto fail = [](const std::string& what, const std::string& why) {
        throw Error("compute motion", what, why, "known labels are those of synthetic_labels()");
    };
    for (const Labels* list : {&options.labels, &options.without}) {
        for (const std::string& label : *list) {
            if (!contains(synthetic_labels(), label)) fail(label, "no motion is known for it");
        }
    }
    if (!options.labels.empty() && !contains(options.labels, kOther))
        fail(kOther, "must be among the labels");
    if (options.without.size() >= kShares.size()) fail("labels", "none is left");
}

std::string draw_label(Random& random, const Labels& without) {
    std::array<double, kShares.size()> weights{};
    for (std::size_t i = 0; i < kShares.size(); ++i)
        weights[i] = contains(without, kShares[i].label) ? 0 : kShares[i].weight;
    return kShares[pick(random, weights)].label;
}

// An exercise that is held; a plank is none, being held by its nature. Empty: all are left out.
std::string draw_held(Random& random, const Labels& without) {
    std::vector<double> weights = {3, 2, 2, 1, 0.5, 0, 1, 0.5, 1.5, 1, 0.7, 0.7, 1, 0.7, 1.5};
    for (std::size_t i = 0; i < weights.size(); ++i) {
        if (contains(without, kShares[i].label)) weights[i] = 0;
    }
    if (std::ranges::all_of(weights, [](double weight) { return weight <= 0; })) return {};
    return kShares[pick(random, weights)].label;
}

const MotionKind& draw_kind(Random& random, const std::string& label) {
    const std::vector<MotionKind>& kinds = motion_kinds();
    std::vector<double> weights(kinds.size());
    for (std::size_t i = 0; i < kinds.size(); ++i)
        weights[i] = label == kinds[i].label ? kinds[i].weight : 0;
    return kinds[pick(random, weights)];
}

// When pictures of the window were captured, from 0, by cameras of any rate, as the common
// sampler picks them.
std::vector<MediaTime> capture_times(Random& random, const ClipWindow& window) {
    constexpr std::array kRates = {15.0, 30.0, 24.0, 12.0, 10.0};
    const double step = 1 / kRates[pick(random, {4, 2, 1.5, 1, 0.7})];
    const double jitter = random.chance(0.3) ? random.uniform(0, 0.3) * step : 0;
    const double length = to_seconds(window.length());
    std::vector<MediaTime> times;
    for (double t = -step * random.uniform(); t < length + step; t += step)
        times.push_back(from_seconds(t + jitter * random.uniform(-1, 1)));
    std::ranges::sort(times);
    std::vector<MediaTime> chosen;
    for (const std::size_t i : sample_window_padded(times, window.length(), window))
        chosen.push_back(times[i]);
    return chosen;
}

// Mostly in the middle of a set; now and then the set begins or ends within the window, which
// it still dominates.
RepPlan draw_plan(Random& random, double length) {
    RepPlan plan;
    plan.begin = random.uniform(-6, -0.1);
    plan.finish = length + 1;
    if (random.chance(0.12))
        plan.begin = random.uniform(0, 0.35) * length;
    else if (random.chance(0.06))
        plan.finish = random.uniform(0.3, 0.7) * length;
    return plan;
}

// Who exercises comes from something else and goes over to something else: seldom to another
// exercise, mostly to rest.
const MotionKind& draw_neighbour(Random& random, const std::string& label, const Labels& without) {
    const bool idle = label == kRest || label == kOther;
    std::string other = kRest;
    if (random.chance(0.5)) {
        do {
            other = draw_label(random, without);
        } while (!idle && other != kRest && other != kOther);
    }
    return draw_kind(random, other);
}

// Somebody who does `kind` for most of the window, and something else before or after.
std::optional<Performance> draw_change(Random& random, const MotionKind& kind,
                                       const MotionKind& other, double length) {
    const bool before = random.chance(0.5);  // the other
    const double most = before ? random.uniform(0.05, 0.38) : random.uniform(0.62, 0.95);
    double border = most * length;
    RepPlan plan;
    plan.begin = random.uniform(-6, -0.1);
    plan.finish = border;
    Performance performance(random, before ? other : kind, plan);
    const double change_s = random.uniform(0.3, 1);
    double begin = border - change_s;
    if (!performance.reps().reps().empty()) {  // the last one is finished, mostly
        for (const SyntheticRep& rep : performance.reps().reps()) {
            if (std::abs(rep.end - border) < 0.15 * length) border = rep.end;
        }
        performance.finish_at(border);
        begin = border;
    }
    plan.begin = begin + change_s;
    plan.finish = length + 1;
    if (!performance.then(random, before ? kind : other, plan, begin, change_s)) return {};
    return performance;
}

// Somebody who does `kind`; in one of six clips also something else.
Performance draw_performance(Random& random, const MotionKind& kind, const Labels& without,
                             double length) {
    const std::string label = kind.label;
    const bool changes =
        random.chance(0.16) && !contains(without, kRest) && !contains(without, kOther);
    for (int tries = 0; changes && tries < 4; ++tries) {
        const MotionKind& other = draw_neighbour(random, label, without);
        if (auto performance = draw_change(random, kind, other, length))
            return *std::move(performance);
    }
    return {random, kind, draw_plan(random, length)};
}

PoseTrack track_of(std::vector<MediaTime> times, const View& view, Random& random) {
    PoseTrack track;
    track.width = view.width;
    track.height = view.height;
    track.times = std::move(times);
    track.poses = estimated(random, view);
    return track;
}

// Nobody; or somebody far too little seen to be anything.
SyntheticClip empty_room(std::vector<MediaTime> times) {
    SyntheticClip clip{kRest, kNobody, {640, 360, std::move(times), {}}};
    clip.track.poses.resize(clip.track.times.size());
    return clip;
}

}  // namespace

const Labels& synthetic_labels() {
    static const Labels labels = [] {
        Labels all;
        for (const LabelShare& share : kShares) all.emplace_back(share.label);
        return all;
    }();
    return labels;
}

std::vector<SyntheticKind> synthetic_kinds(const Labels& without) {
    std::vector<SyntheticKind> kinds;
    for (const MotionKind& kind : motion_kinds()) {
        if (!contains(without, kind.label)) kinds.push_back({kind.label, kind.name});
    }
    if (contains(without, kRest)) return kinds;
    kinds.push_back({kRest, kHeld});
    kinds.push_back({kRest, kNobody});
    return kinds;
}

std::string_view SyntheticClip::kind_name() const {
    return kind.starts_with(kHeldPrefix) ? kHeld : std::string_view(kind);
}

SyntheticClip make_synthetic_clip(std::uint64_t seed, std::uint64_t index,
                                  const SyntheticOptions& options) {
    check(options);
    Random random = Random::of({seed, index});
    SyntheticClip clip;
    clip.label = draw_label(random, options.without);
    std::vector<MediaTime> times = capture_times(random, options.window);
    const double length = to_seconds(options.window.length());
    if (clip.label == kRest && random.chance(0.05)) return empty_room(std::move(times));
    // Whoever holds still is resting, whatever the exercise.
    const std::string held =
        clip.label == kRest && random.chance(0.22) ? draw_held(random, options.without) : "";
    const bool frozen = !held.empty();
    const std::string& done = frozen ? held : clip.label;
    const MotionKind& kind = draw_kind(random, done);
    clip.kind = frozen ? std::string(kHeldPrefix) + kind.name : kind.name;
    Performance performance = frozen ? Performance(random, kind, draw_plan(random, length))
                                     : draw_performance(random, kind, options.without, length);
    if (frozen) performance.freeze(random.chance(0.65) ? 0 : random.uniform());
    std::vector<Skeleton> bodies;
    bodies.reserve(times.size());
    for (const MediaTime time : times) bodies.push_back(performance.at(to_seconds(time)));
    const View view = viewed(random, bodies);
    clip.track = track_of(std::move(times), view, random);
    if (!options.labels.empty() && !contains(options.labels, clip.label)) clip.label = kOther;
    return clip;
}

}  // namespace spotter
