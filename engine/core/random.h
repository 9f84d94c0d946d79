#pragma once

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <limits>
#include <numbers>
#include <utility>

namespace spotter {

// A stream of pseudo-random numbers that is the same everywhere for the same seed (the standard
// library's distributions are not): SplitMix64 of Steele, Lea and Flood, 2014. Satisfies
// UniformRandomBitGenerator. Work that is done in any order by any number of threads takes one
// stream per piece, `Random::of({seed, epoch, index})`, so that its result depends on neither.
class Random {
  public:
    using result_type = std::uint64_t;

    explicit Random(std::uint64_t seed) : state_(seed) {}
    // A stream of its own for each sequence of numbers.
    static Random of(std::initializer_list<std::uint64_t> parts) {
        Random random(0);
        for (const std::uint64_t part : parts) random.state_ = random() ^ part;
        random.state_ = random();
        return random;
    }

    static constexpr result_type min() { return 0; }
    static constexpr result_type max() { return std::numeric_limits<result_type>::max(); }
    result_type operator()() {
        std::uint64_t z = (state_ += 0x9e3779b97f4a7c15ULL);
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    }

    // 0 <= x < 1.
    double uniform() { return static_cast<double>((*this)() >> 11) * 0x1p-53; }
    double uniform(double least, double most) { return least + (most - least) * uniform(); }
    // Mean 0, deviation 1 (Box and Muller).
    double normal() {
        const double radius = std::sqrt(-2 * std::log(1 - uniform()));
        return radius * std::cos(2 * std::numbers::pi * uniform());
    }
    // 0 … count - 1; `count` is at least 1.
    std::size_t below(std::size_t count) {
        return static_cast<std::size_t>(uniform() * static_cast<double>(count));
    }
    bool chance(double probability) { return uniform() < probability; }
    // Any order is as likely as any other (Fisher and Yates).
    template <class Sequence>
    void shuffle(Sequence& values) {
        for (std::size_t i = values.size(); i > 1; --i) std::swap(values[i - 1], values[below(i)]);
    }

  private:
    std::uint64_t state_;
};

}  // namespace spotter
