#include "app/quantiles.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace spotter {

Quantiles quantiles(std::vector<double> values) {
    if (values.empty()) return {};
    std::sort(values.begin(), values.end());
    const auto at = [&](double share) {
        const auto rank =
            static_cast<std::size_t>(std::ceil(share * static_cast<double>(values.size())));
        return values[std::clamp<std::size_t>(rank, 1, values.size()) - 1];
    };
    return {at(0.5), at(0.95), values.size()};
}

Json to_json(const Quantiles& quantiles) {
    return {{"median", rounded(quantiles.median)},
            {"p95", rounded(quantiles.p95)},
            {"count", quantiles.count}};
}

}  // namespace spotter
