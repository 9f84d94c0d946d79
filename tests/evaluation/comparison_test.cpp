#include "training/evaluation/comparison.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/evaluation/verdicts.h"

using namespace spotter;
using namespace spotter::test;

namespace {

const Labels kLabels = {"a", "b"};

Evaluation evaluated(const std::string& truths, const std::string& said) {
    return evaluation_from_verdicts(kLabels, verdicts(kLabels, truths, said));
}

}  // namespace

TEST_CASE("McNemar's exact p-values are those of statsmodels") {
    CHECK(exact_sign_test(1, 8) == Approx(0.0390625).margin(1e-9));
    CHECK(exact_sign_test(3, 3) == Approx(1));
    CHECK(exact_sign_test(0, 0) == Approx(1));
    CHECK(exact_sign_test(12, 30) == Approx(0.007915897334).margin(1e-9));
    CHECK(exact_sign_test(0, 5) == Approx(0.0625).margin(1e-9));
    CHECK(exact_sign_test(5, 0) == exact_sign_test(0, 5));
}

TEST_CASE("a comparison counts the clips on which two models differ") {
    const Comparison found =
        compared(evaluated("a a a a a b", "a a a b b a"), evaluated("a a a a a b", "a b b a b b"));
    CHECK(found.clips == 6);
    CHECK(found.both_right == 1);
    CHECK(found.only_first == 2);
    CHECK(found.only_second == 2);
    CHECK(found.both_wrong == 1);
    CHECK(found.p_value == Approx(1));
}

TEST_CASE("models are not compared on different clips") {
    CHECK_THROWS_AS(compared(evaluated("a a", "a a"), evaluated("a", "a")), Error);
    CHECK_THROWS_AS(compared(evaluated("a a", "a a"), evaluated("a b", "a a")), Error);
}
