#include "engine/core/random.h"

#include <algorithm>
#include <array>
#include <numeric>
#include <vector>

#include <catch2/catch.hpp>

using spotter::Random;

TEST_CASE("random numbers are the same everywhere for a seed") {
    Random random(1);
    CHECK(random() == 0x910a2dec89025cc1ULL);
    CHECK(random() == 0xbeeb8da1658eec67ULL);
}

TEST_CASE("streams of different parts differ, of the same parts agree") {
    CHECK(Random::of({1, 2, 3})() == Random::of({1, 2, 3})());
    CHECK(Random::of({1, 2, 3})() != Random::of({1, 3, 2})());
    CHECK(Random::of({1, 2})() != Random::of({1, 2, 0})());
}

TEST_CASE("uniform, normal and below have their mean and range") {
    Random random(7);
    double sum = 0;
    double normal_sum = 0;
    double normal_squares = 0;
    std::array<int, 5> counts{};
    constexpr int kDraws = 20000;
    for (int i = 0; i < kDraws; ++i) {
        const double value = random.uniform(2, 4);
        CHECK((value >= 2 && value < 4));
        sum += value;
        const double normal = random.normal();
        normal_sum += normal;
        normal_squares += normal * normal;
        ++counts.at(random.below(counts.size()));
    }
    CHECK(sum / kDraws == Approx(3).margin(0.03));
    CHECK(normal_sum / kDraws == Approx(0).margin(0.03));
    CHECK(normal_squares / kDraws == Approx(1).margin(0.05));
    for (const int count : counts) CHECK(count == Approx(kDraws / 5).epsilon(0.1));
}

TEST_CASE("shuffling keeps every value") {
    std::vector<int> values(50);
    std::iota(values.begin(), values.end(), 0);
    std::vector<int> shuffled = values;
    Random random(3);
    random.shuffle(shuffled);
    CHECK(shuffled != values);
    std::sort(shuffled.begin(), shuffled.end());
    CHECK(shuffled == values);
}
