#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "engine/core/labels.h"

namespace spotter {

// Scores of the windows of one clip, and the index of its true label.
struct ScoredClip {
    std::size_t truth = 0;
    std::vector<Scores> windows;
};

// Scores as they would be with logits divided by `temperature`: above 1 less sure, below 1 surer.
Scores tempered(const Scores& scores, double temperature);
// The mean of the tempered scores of a clip's windows. Precondition: there is a window.
Scores tempered_mean(std::span<const Scores> windows, double temperature);

// The temperature that makes a model's confidence most honest on `clips`: least negative
// log-likelihood of the mean of their windows' scores (Guo et al. 2017). Between 0.2 and 5; 1 for
// no clips.
double fit_temperature(std::span<const ScoredClip> clips);

}  // namespace spotter
