#include "training/evaluation/threshold_fit.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <limits>
#include <vector>

namespace spotter {
namespace {

constexpr double kUnsureWeight = 0.5;
constexpr double kFlipSeconds = 0.5;
constexpr double kSlack = 0.01;  // of the cost: what is not worth leaving the given ones for

std::vector<Thresholds> candidates(const Thresholds& given) {
    std::vector<Thresholds> out = {given};
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
    const std::vector<Thresholds> all = candidates(rules.thresholds);
    std::vector<double> costs;
    for (const Thresholds& thresholds : all) {
        costs.push_back(threshold_cost(
            streaming_figures(recordings, {rules.labels, rules.idle_labels, thresholds})));
    }
    const double least = *std::min_element(costs.begin(), costs.end());
    FittedThresholds out;
    out.cost_before = costs.front();
    double nearest = std::numeric_limits<double>::max();
    for (std::size_t i = 0; i < all.size(); ++i) {
        const double away = distance(all[i], rules.thresholds);
        if (costs[i] > least * (1 + kSlack) || away >= nearest) continue;
        nearest = away;
        out.thresholds = all[i];
        out.cost_after = costs[i];
    }
    return out;
}

}  // namespace spotter
