#pragma once

#include <cmath>
#include <initializer_list>
#include <span>

#include "engine/core/random.h"

// Distributions that motions are drawn from.
namespace spotter {

inline double log_uniform(Random& random, double least, double most) {
    return std::exp(random.uniform(std::log(least), std::log(most)));
}
inline double normal(Random& random, double mean, double deviation) {
    return mean + deviation * random.normal();
}
// `value` or its opposite.
inline double either_way(Random& random, double value) {
    return random.chance(0.5) ? value : -value;
}

// An index, each as likely as its weight says. Precondition: one weight is above 0.
inline std::size_t pick(Random& random, std::span<const double> weights) {
    double sum = 0;
    for (const double weight : weights) sum += weight;
    double left = random.uniform() * sum;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        left -= weights[i];
        if (left < 0) return i;
    }
    return weights.size() - 1;
}
inline std::size_t pick(Random& random, std::initializer_list<double> weights) {
    return pick(random, std::span(weights.begin(), weights.size()));
}

}  // namespace spotter
