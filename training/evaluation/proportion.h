#pragma once

#include <cstddef>

namespace spotter {

// So many of so many, with what the true share may be: the 95 % Wilson score interval (Wilson
// 1927). Of nothing: share 0, interval 0 … 1.
struct Proportion {
    std::size_t right = 0;
    std::size_t count = 0;
    double low = 0;
    double high = 1;

    double share() const {
        return count == 0 ? 0 : static_cast<double>(right) / static_cast<double>(count);
    }
    double width() const { return high - low; }
};

// Precondition: right <= count.
Proportion proportion(std::size_t right, std::size_t count);

}  // namespace spotter
