#pragma once

#include <span>

namespace spotter {

// How long a repetition took on its way up and on its way down, seconds.
struct RepTimes {
    double lifting_s = 0;
    double lowering_s = 0;
};

// How the reps of a set went; all zero without any.
struct SetTempo {
    double rep_s = 0;  // medians
    double lifting_s = 0;
    double lowering_s = 0;
    // How much longer the last third of the reps took than the first (their medians), as a part:
    // 0.2 is a fifth slower, -0.2 a fifth faster. Zero with fewer than three.
    double slowing = 0;
};

// `reps` in order.
SetTempo tempo_of_reps(std::span<const RepTimes> reps);

}  // namespace spotter
