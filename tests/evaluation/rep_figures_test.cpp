#include "training/evaluation/rep_figures.h"

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

CountedClip clip(std::optional<int> truth, int counted) {
    CountedClip out;
    out.label = "squat";
    out.seconds = 10;
    out.truth = truth;
    out.counted = counted;
    return out;
}

CountedClip idle(double seconds, int counted) {
    CountedClip out = clip({}, counted);
    out.idle = true;
    out.seconds = seconds;
    return out;
}

}  // namespace

TEST_CASE("errors of counts are relative to the true count") {
    const RepFigures figures = rep_figures({clip(4, 4), clip(4, 5), clip(10, 7), clip(1, 0)});
    CHECK(figures.exact.right == 1);
    CHECK(figures.off_by_one.right == 3);
    CHECK(figures.off_by_one.count == 4);
    CHECK(figures.mean_error == Approx((0.25 + 0.3 + 1) / 4));
}

TEST_CASE("clips that nobody counted tell nothing") {
    CHECK(rep_figures({clip({}, 3)}).off_by_one.count == 0);
    CHECK(rep_figures({}).mean_error == 0);
}

TEST_CASE("reps in idle clips are false, per minute") {
    const RepFigures figures = rep_figures({idle(90, 1), idle(30, 2), clip(3, 3)});
    CHECK(figures.false_reps == 3);
    CHECK(figures.false_reps_per_minute() == Approx(1.5));
    CHECK(figures.off_by_one.count == 1);
}

TEST_CASE("an estimate of a count is one") {
    CHECK(rep_truth_from("5")->reps == 5);
    CHECK_FALSE(rep_truth_from("5")->estimated);
    CHECK(rep_truth_from("~12")->reps == 12);
    CHECK(rep_truth_from("~12")->estimated);
    for (const char* nonsense : {"", "~", "five", "5 or 6", "-1", "5.5"}) {
        CHECK_FALSE(rep_truth_from(nonsense));
    }
}
