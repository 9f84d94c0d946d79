#include "training/evaluation/proportion.h"

#include <algorithm>
#include <cmath>

namespace spotter {

Proportion proportion(std::size_t right, std::size_t count) {
    constexpr double kZ = 1.959963984540054;  // of the normal distribution, two-sided 95 %
    Proportion out;
    out.right = right;
    out.count = count;
    if (count == 0) return out;
    const auto n = static_cast<double>(count);
    const double share = out.share();
    const double middle = share + kZ * kZ / (2 * n);
    const double spread = kZ * std::sqrt(share * (1 - share) / n + kZ * kZ / (4 * n * n));
    const double scale = 1 + kZ * kZ / n;
    out.low = std::max(0.0, (middle - spread) / scale);
    out.high = std::min(1.0, (middle + spread) / scale);
    return out;
}

}  // namespace spotter
