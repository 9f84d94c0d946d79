#include "training/synthetic/repetition.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace spotter {

Repetitions::Repetitions(Random& random, const RepPlan& plan) : alternating_(plan.alternating) {
    sharpness_ = random.uniform(0, 0.6);
    const double tempo = log_uniform(random, plan.shortest, 1.2 * plan.longest);
    const double out = random.uniform(0.32, 0.5);
    const double hold = random.chance(0.3) ? random.uniform(0.05, 0.25) : random.uniform(0, 0.08);
    const double pause = random.chance(0.25) ? random.uniform(0.2, 1.0) : random.uniform(0, 0.12);
    const double slower = random.uniform(0, 0.04);    // from one to the next
    const double shorter = random.uniform(0, 0.015);  // likewise
    const double uneven = random.uniform(0.01, 0.1);
    double at = plan.begin;
    for (int n = 0; at <= plan.finish && n < 200; ++n) {
        const double tired = std::min(n, 15);
        const double length = tempo * (1 + slower * tired) * std::exp(normal(random, 0, uneven));
        SyntheticRep rep;
        rep.start = at;
        rep.turn = at + length * out;
        rep.turn_end = rep.turn + length * hold;
        rep.end = rep.turn_end + length * (1 - out);
        rep.range = std::clamp(1 - shorter * tired + normal(random, 0, uneven * 0.6), 0.6, 1.1);
        const bool other = plan.alternating && n % 2 == 1;
        (other ? others_ : reps_).push_back(rep);
        at = rep.end + pause * std::exp(normal(random, 0, 0.3));
    }
    if (!plan.alternating) others_ = reps_;
}

double Repetitions::progress_of(const std::vector<SyntheticRep>& reps, double seconds) const {
    const auto after = std::ranges::upper_bound(reps, seconds, {}, &SyntheticRep::start);
    if (after == reps.begin()) return 0;
    const SyntheticRep& rep = *(after - 1);
    if (seconds >= rep.end) return 0;
    double share = 1;
    if (seconds < rep.turn) share = (seconds - rep.start) / (rep.turn - rep.start);
    if (seconds > rep.turn_end) share = (rep.end - seconds) / (rep.end - rep.turn_end);
    const double eased = 0.5 - 0.5 * std::cos(std::numbers::pi * share);
    return rep.range * (sharpness_ * share + (1 - sharpness_) * eased);
}

double Repetitions::progress(double seconds) const {
    return progress_of(reps_, seconds);
}

double Repetitions::other_progress(double seconds) const {
    return progress_of(others_, seconds);
}

std::vector<SyntheticRep> Repetitions::of_both_sides() const {
    std::vector<SyntheticRep> out = reps_;
    if (!alternating_) return out;
    out.insert(out.end(), others_.begin(), others_.end());
    std::ranges::sort(out, {}, &SyntheticRep::start);
    return out;
}

void Repetitions::finish_at(double seconds) {
    for (std::vector<SyntheticRep>* reps : {&reps_, &others_})
        std::erase_if(*reps, [=](const SyntheticRep& rep) { return rep.start >= seconds; });
}

}  // namespace spotter
