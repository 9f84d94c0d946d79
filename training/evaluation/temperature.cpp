#include "training/evaluation/temperature.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace spotter {
namespace {

constexpr double kLeast = 0.2;
constexpr double kMost = 5;
// Smaller scores are rounding.
constexpr double kFloor = 1e-9;

double mean_loss(std::span<const ScoredClip> clips, double temperature) {
    double loss = 0;
    for (const ScoredClip& clip : clips) {
        const Scores scores = tempered_mean(clip.windows, temperature);
        loss -= std::log(std::max(kFloor, static_cast<double>(scores[clip.truth])));
    }
    return loss / static_cast<double>(clips.size());
}

}  // namespace

Scores tempered(const Scores& scores, double temperature) {
    std::vector<double> logits;
    double highest = -std::numeric_limits<double>::infinity();
    for (const float score : scores) {
        logits.push_back(std::log(std::max(kFloor, static_cast<double>(score))) / temperature);
        highest = std::max(highest, logits.back());
    }
    double sum = 0;
    for (double& logit : logits) sum += logit = std::exp(logit - highest);
    Scores out;
    for (const double value : logits) out.push_back(static_cast<float>(value / sum));
    return out;
}

Scores tempered_mean(std::span<const Scores> windows, double temperature) {
    Scores mean(windows.front().size(), 0.0F);
    const auto count = static_cast<float>(windows.size());
    for (const Scores& window : windows) {
        const Scores scores = tempered(window, temperature);
        for (std::size_t i = 0; i < mean.size(); ++i) mean[i] += scores[i] / count;
    }
    return mean;
}

double fit_temperature(std::span<const ScoredClip> clips) {
    if (clips.empty()) return 1;
    // Golden section over the logarithm: the loss has one valley there.
    const double golden = (std::sqrt(5.0) - 1) / 2;
    double low = std::log(kLeast);
    double high = std::log(kMost);
    const auto loss = [&](double at) { return mean_loss(clips, std::exp(at)); };
    double left = high - golden * (high - low);
    double right = low + golden * (high - low);
    double at_left = loss(left);
    double at_right = loss(right);
    while (high - low > 1e-3) {
        if (at_left < at_right) {
            high = right;
            right = left;
            at_right = at_left;
            left = high - golden * (high - low);
            at_left = loss(left);
        } else {
            low = left;
            left = right;
            at_left = at_right;
            right = low + golden * (high - low);
            at_right = loss(right);
        }
    }
    return std::exp((low + high) / 2);
}

}  // namespace spotter
