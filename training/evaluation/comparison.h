#pragma once

#include <cstddef>

#include "training/evaluation/evaluation.h"

namespace spotter {

// McNemar's test: do two models differ on the same clips? Only clips that one of them got right
// and the other wrong say something. The exact binomial test (two-sided), which holds for small
// counts too.
struct Comparison {
    std::size_t clips = 0;
    std::size_t both_right = 0;
    std::size_t only_first = 0;   // right with the first model alone
    std::size_t only_second = 0;  // right with the second alone
    std::size_t both_wrong = 0;
    // How likely a difference at least this large is when both are equally good.
    double p_value = 1;
};

// Throws Error when the two were not made of the same clips in the same order.
Comparison compared(const Evaluation& first, const Evaluation& second);

// Two-sided exact binomial test of so many against so many with even odds.
double exact_sign_test(std::size_t first, std::size_t second);

}  // namespace spotter
