#include "engine/live/score_smoother.h"

#include <cmath>

namespace spotter {

const Scores& ScoreSmoother::update(MediaTime time, const Scores& scores) {
    if (!last_ || time < *last_ || scores.size() != smoothed_.size()) {
        smoothed_ = scores;
    } else {
        const double weight = -std::expm1(-to_seconds(time - *last_) / to_seconds(time_constant_));
        for (std::size_t i = 0; i < scores.size(); ++i) {
            smoothed_[i] += static_cast<float>(weight) * (scores[i] - smoothed_[i]);
        }
    }
    last_ = time;
    return smoothed_;
}

}  // namespace spotter
