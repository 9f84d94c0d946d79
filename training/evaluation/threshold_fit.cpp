#include "training/evaluation/threshold_fit.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace spotter {
namespace {

constexpr double kUnsureWeight = 0.5;
constexpr double kFlipSeconds = 0.5;
constexpr double kSlack = 0.01;  // of the cost: what is not worth leaving the given ones for

std::vector<Thresholds> grid() {
    std::vector<Thresholds> out;
    for (int enter = 30; enter <= 95; enter += 5) {
        for (const double part : {0.5, 0.65, 0.8, 0.9, 1.0}) {
            for (const double dwell : {0.2, 0.3, 0.5, 0.75, 1.0, 1.5}) {
                const double level = enter / 100.0;
                out.push_back({level, std::round(level * part * 100) / 100, dwell});
            }
        }
    }
    return out;
}

double distance(const Thresholds& a, const Thresholds& b) {
    return std::abs(a.enter - b.enter) + std::abs(a.exit - b.exit) +
           std::abs(a.dwell_s - b.dwell_s) / 2;
}

}  // namespace

double threshold_cost(const StreamingFigures& figures) {
    if (figures.minutes <= 0) return 0;
    const double needless = figures.flips > figures.true_changes
                                ? static_cast<double>(figures.flips - figures.true_changes)
                                : 0.0;
    return (figures.wrong_s + figures.false_active_s + kUnsureWeight * figures.unsure_s +
            kFlipSeconds * needless) /
           figures.minutes;
}

FittedThresholds fit_thresholds(std::span<const StreamedRecording> recordings,
                                const StreamingRules& rules) {
    const auto cost_of = [&](const Thresholds& thresholds) {
        return threshold_cost(
            streaming_figures(recordings, {rules.labels, rules.idle_labels, thresholds}));
    };
    const double given = cost_of(rules.thresholds);
    double least = given;
    std::vector<FittedThresholds> candidates;
    for (const Thresholds& thresholds : grid()) {
        candidates.push_back({thresholds, given, cost_of(thresholds)});
        least = std::min(least, candidates.back().cost_after);
    }
    const double enough = least * (1 + kSlack);
    FittedThresholds best = {rules.thresholds, given, given};
    double nearest = given <= enough ? 0 : std::numeric_limits<double>::max();
    for (const FittedThresholds& candidate : candidates) {
        const double away = distance(candidate.thresholds, rules.thresholds);
        if (candidate.cost_after > enough || away >= nearest) continue;
        nearest = away;
        best = candidate;
    }
    return best;
}

}  // namespace spotter
