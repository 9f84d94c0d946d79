#include "engine/model/videomae_config.h"

#include <algorithm>

namespace spotter {

std::int64_t parameter_count(const VideoMaeConfig& config) {
    const std::int64_t d = config.hidden_size;
    const std::int64_t patch = d * config.patch_values() + d;
    const std::int64_t attention = 4 * d * d + d + (config.query_value_bias ? 2 * d : 0);
    const std::int64_t inner = config.intermediate_size;
    const std::int64_t mlp = 2 * d * inner + inner + d;
    const std::int64_t norm = 2 * d;
    const std::int64_t layer = attention + mlp + 2 * norm;
    return patch + config.layers * layer + norm + config.classes * (d + 1);
}

double gflop_per_clip(const VideoMaeConfig& config) {
    const double n = config.tokens();
    const double d = config.hidden_size;
    const double linear = n * (4 * d * d + 2 * d * config.intermediate_size);
    const double attention = 2 * n * n * d;
    return 2e-9 * (n * d * config.patch_values() + config.layers * (linear + attention));
}

double working_bytes(const VideoMaeConfig& config) {
    const double n = config.tokens();
    const double per_token = 8.0 * config.hidden_size + 2.0 * config.intermediate_size;
    const double pixels =
        1.0 * config.frames * config.channels * config.image_size * config.image_size;
    // Scores and probabilities of attention, for all heads together.
    const double attention = 2 * n * n * config.heads;
    return 4 * (n * per_token + 3 * pixels + attention);
}

}  // namespace spotter
