#include "engine/core/image.h"

#include <algorithm>
#include <cmath>

#include "engine/core/error.h"

namespace spotter {
namespace {

constexpr int kMaxSide = 16384;
// Pillow resamples 8-bit pictures in fixed point with this many fractional bits.
constexpr int kWeightBits = 22;

// For one output pixel: the first input pixel and the fixed-point weights from there on.
struct Taps {
    int first = 0;
    std::vector<std::int32_t> weights;
};

std::vector<Taps> triangle_taps(int in, int out) {
    const double scale = static_cast<double>(in) / out;
    const double support = std::max(scale, 1.0);
    std::vector<Taps> all(static_cast<std::size_t>(out));
    for (int i = 0; i < out; ++i) {
        const double centre = (i + 0.5) * scale;
        const int begin = std::max(0, static_cast<int>(centre - support + 0.5));
        const int end = std::min(in, static_cast<int>(centre + support + 0.5));
        std::vector<double> weights;
        double sum = 0;
        for (int j = begin; j < end; ++j) {
            const double w = std::max(0.0, 1.0 - std::abs((j - centre + 0.5) / support));
            weights.push_back(w);
            sum += w;
        }
        Taps& taps = all[static_cast<std::size_t>(i)];
        taps.first = begin;
        for (double w : weights) {
            taps.weights.push_back(
                static_cast<std::int32_t>(std::lround(w / sum * (1 << kWeightBits))));
        }
    }
    return all;
}

std::uint8_t rounded(std::int64_t sum) {
    return static_cast<std::uint8_t>(std::clamp<std::int64_t>(sum >> kWeightBits, 0, 255));
}

constexpr std::int64_t kHalf = std::int64_t{1} << (kWeightBits - 1);

Image resized_across(ImageView image, int width) {
    const auto taps = triangle_taps(image.width, width);
    Image out(width, image.height);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* in = image.row(y);
        std::uint8_t* to = out.row(y);
        for (const Taps& tap : taps) {
            std::int64_t sum[3] = {kHalf, kHalf, kHalf};
            const std::uint8_t* from = in + static_cast<std::size_t>(tap.first) * 3;
            for (std::int32_t w : tap.weights) {
                for (int c = 0; c < 3; ++c) sum[c] += std::int64_t{w} * from[c];
                from += 3;
            }
            for (int c = 0; c < 3; ++c) *to++ = rounded(sum[c]);
        }
    }
    return out;
}

Image resized_down(ImageView image, int height) {
    const auto taps = triangle_taps(image.height, height);
    Image out(image.width, height);
    const std::size_t row_bytes = out.stride();
    std::vector<std::int64_t> sums(row_bytes);
    for (int y = 0; y < height; ++y) {
        const Taps& tap = taps[static_cast<std::size_t>(y)];
        std::fill(sums.begin(), sums.end(), kHalf);
        int source = tap.first;
        for (std::int32_t w : tap.weights) {
            const std::uint8_t* from = image.row(source++);
            for (std::size_t x = 0; x < row_bytes; ++x) sums[x] += std::int64_t{w} * from[x];
        }
        std::transform(sums.begin(), sums.end(), out.row(y), rounded);
    }
    return out;
}

}  // namespace

Image::Image(int width, int height) : width_(width), height_(height) {
    if (width < 1 || height < 1 || width > kMaxSide || height > kMaxSide) {
        throw Error("make picture", std::to_string(width) + "x" + std::to_string(height),
                    "size is not supported",
                    "use pictures of 1 to " + std::to_string(kMaxSide) + " pixels a side");
    }
    pixels_.resize(static_cast<std::size_t>(width) * static_cast<std::size_t>(height) * 3);
}

ImageView cropped(ImageView image, int x, int y, int width, int height) {
    const int left = std::clamp(x, 0, image.width);
    const int top = std::clamp(y, 0, image.height);
    const int right = std::clamp(x + width, left, image.width);
    const int bottom = std::clamp(y + height, top, image.height);
    if (right == left || bottom == top) return {};
    return {image.row(top) + static_cast<std::size_t>(left) * 3, right - left, bottom - top,
            image.stride};
}

Image mirrored(ImageView image) {
    Image out(image.width, image.height);
    for (int y = 0; y < image.height; ++y) {
        const std::uint8_t* from = image.row(y);
        std::uint8_t* to = out.row(y) + out.stride();
        for (int x = 0; x < image.width; ++x, from += 3) std::copy_n(from, 3, to -= 3);
    }
    return out;
}

Image resized(ImageView image, int width, int height) {
    if (image.empty()) throw Error("resize picture", "", "it is empty");
    const Image across = resized_across(image, width);
    return resized_down(across, height);
}

}  // namespace spotter
