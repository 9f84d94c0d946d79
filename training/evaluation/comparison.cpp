#include "training/evaluation/comparison.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"

namespace spotter {

double exact_sign_test(std::size_t first, std::size_t second) {
    const auto n = static_cast<double>(first + second);
    const std::size_t fewer = std::min(first, second);
    double tail = 0;  // chance of `fewer` or fewer out of n
    for (std::size_t k = 0; k <= fewer; ++k) {
        const auto i = static_cast<double>(k);
        tail += std::exp(std::lgamma(n + 1) - std::lgamma(i + 1) - std::lgamma(n - i + 1) -
                         n * std::log(2.0));
    }
    return std::min(1.0, 2 * tail);
}

Comparison compared(const Evaluation& first, const Evaluation& second) {
    const auto same = [](const JudgedClip& a, const JudgedClip& b) {
        return a.verdict.file == b.verdict.file && a.verdict.truth == b.verdict.truth;
    };
    if (!std::equal(first.clips.begin(), first.clips.end(), second.clips.begin(),
                    second.clips.end(), same)) {
        throw Error("compare models", "", "they were not evaluated on the same clips");
    }
    Comparison out;
    out.clips = first.clips.size();
    for (std::size_t i = 0; i < out.clips; ++i) {
        const bool a = first.clips[i].right;
        const bool b = second.clips[i].right;
        ++(a ? (b ? out.both_right : out.only_first) : (b ? out.only_second : out.both_wrong));
    }
    out.p_value = exact_sign_test(out.only_first, out.only_second);
    return out;
}

}  // namespace spotter
