#pragma once

#include <cstdint>

namespace spotter {

// Rows of bfloat16, as their bits, `width` values each.
struct BFloat16Rows {
    std::uint16_t* data = nullptr;
    std::int64_t count = 0;
    std::int64_t width = 0;
};

// Softmax of scale * row, in place, for each row.
void softmax_rows(BFloat16Rows rows, float scale);

// The gradient of what softmax_rows() was given, from its result and the result's gradient, which
// is replaced: scale * p * (g - sum(p * g)).
void softmax_gradient_rows(const BFloat16Rows& result, BFloat16Rows gradient, float scale);

}  // namespace spotter
