#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <span>
#include <string>

#include "engine/core/random.h"

namespace spotter {

// What one example looks like: `frames` pictures of `size` x `size`, 8-bit RGB.
struct ExampleShape {
    int frames = 16;
    int size = 224;

    std::size_t bytes() const {
        const auto side = static_cast<std::size_t>(size);
        return static_cast<std::size_t>(frames) * side * side * 3;
    }
    friend bool operator==(const ExampleShape&, const ExampleShape&) = default;
};

// The size of a set that makes a new example for every index.
inline constexpr std::size_t kEndless = std::numeric_limits<std::size_t>::max();

// Clips to learn from or to measure on. Several threads call draw() at once; nothing else
// changes while they do.
class ExampleSet {
  public:
    virtual ~ExampleSet() = default;
    virtual ExampleShape shape() const = 0;
    virtual std::size_t size() const = 0;  // or kEndless
    // Index of the label among the model's; of an endless set only draw() tells it.
    virtual int label(std::size_t index) const = 0;
    // What stands together on one side of a split.
    virtual const std::string& group(std::size_t index) const = 0;
    // Puts the example into `out`, (T, H, W, 3) as shape() says, and returns its label. With
    // `random` the example is varied, from that stream alone; without it it is what a user of
    // the model would have it see. Throws Error when the clip cannot be read.
    virtual int draw(std::size_t index, Random* random, std::span<std::uint8_t> out) const = 0;
};

}  // namespace spotter
