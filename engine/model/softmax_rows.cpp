#include "engine/model/softmax_rows.h"

#include <bit>
#include <cmath>
#include <vector>

// Compiled once for each instruction set; the loader picks the one that this CPU has.
#if defined(__x86_64__)
#define SPOTTER_FOR_EACH_CPU __attribute__((target_clones("avx512f", "avx2", "default")))
#else
#define SPOTTER_FOR_EACH_CPU
#endif

namespace spotter {
namespace {

// e^x for x <= 0, to about 4e-5, which is far below bfloat16's own rounding.
inline float exp_of_negative(float x) {
    const float t = x * 1.44269504F > -126.0F ? x * 1.44269504F : -126.0F;
    // Adding and subtracting this rounds to the nearest whole number.
    constexpr float kRounder = 12582912.0F;
    const float whole = (t + kRounder) - kRounder;
    const float f = (t - whole) * 0.69314718F;
    const float power = 1 + f * (1 + f * (0.5F + f * (0.16666667F + f * 0.041666667F)));
    const auto exponent = (static_cast<std::int32_t>(whole) + 127) << 23;
    return power * std::bit_cast<float>(exponent);
}

inline float value_of(std::uint16_t bits) {
    return std::bit_cast<float>(static_cast<std::uint32_t>(bits) << 16);
}

// To the nearest, ties to even.
inline std::uint16_t bits_of(float value) {
    const auto bits = std::bit_cast<std::uint32_t>(value);
    return static_cast<std::uint16_t>((bits + 0x7fff + ((bits >> 16) & 1)) >> 16);
}

SPOTTER_FOR_EACH_CPU
void softmax_row(std::uint16_t* row, std::int64_t width, float scale, float* values) {
    float largest = -INFINITY;
#pragma omp simd reduction(max : largest)
    for (std::int64_t i = 0; i < width; ++i) {
        values[i] = value_of(row[i]) * scale;
        largest = values[i] > largest ? values[i] : largest;
    }
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < width; ++i) {
        values[i] = exp_of_negative(values[i] - largest);
        sum += values[i];
    }
    const float share = 1 / sum;
#pragma omp simd
    for (std::int64_t i = 0; i < width; ++i) row[i] = bits_of(values[i] * share);
}

SPOTTER_FOR_EACH_CPU
void softmax_gradient_row(const std::uint16_t* result, std::uint16_t* gradient, std::int64_t width,
                          float scale) {
    float sum = 0;
#pragma omp simd reduction(+ : sum)
    for (std::int64_t i = 0; i < width; ++i) sum += value_of(result[i]) * value_of(gradient[i]);
#pragma omp simd
    for (std::int64_t i = 0; i < width; ++i) {
        gradient[i] = bits_of(scale * value_of(result[i]) * (value_of(gradient[i]) - sum));
    }
}

}  // namespace

void softmax_rows(BFloat16Rows rows, float scale) {
    std::vector<float> values(static_cast<std::size_t>(rows.width));
    for (std::int64_t r = 0; r < rows.count; ++r) {
        softmax_row(rows.data + r * rows.width, rows.width, scale, values.data());
    }
}

void softmax_gradient_rows(const BFloat16Rows& result, BFloat16Rows gradient, float scale) {
    for (std::int64_t r = 0; r < result.count; ++r) {
        softmax_gradient_row(result.data + r * result.width, gradient.data + r * result.width,
                             result.width, scale);
    }
}

}  // namespace spotter
