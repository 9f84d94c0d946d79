#include "engine/session/session_trends.h"

#include <catch2/catch.hpp>

using namespace spotter;
using std::chrono::days;
using std::chrono::sys_days;

namespace {

const sys_days kMonday = std::chrono::year(2026) / 11 / 23;

}  // namespace

TEST_CASE("a week begins on Monday") {
    CHECK(monday_of(kMonday) == kMonday);
    CHECK(monday_of(kMonday + days(6)) == kMonday);
    CHECK(monday_of(kMonday - days(1)) == kMonday - days(7));
}

TEST_CASE("days add up to weeks without holes, means by their reps") {
    ExerciseDay first = {"squat", kMonday - days(14), 2, 10, 2.0, 1.0, 20, 40, 400};
    ExerciseDay second = {"squat", kMonday - days(13), 1, 30, 4.0, 3.0, 120, 60, 1800};
    ExerciseDay third = {"squat", kMonday, 3, 12, 0, 0, 0, 0, 0};
    const std::vector<ExerciseDay> done = {
        first, second, third, {"plank", kMonday - days(30), 1, 0}};
    const auto weeks = weekly_trend(done, "squat", kMonday + days(7));
    REQUIRE(weeks.size() == 4);
    CHECK(weeks[0].monday == kMonday - days(14));
    CHECK(weeks[0].days == 2);
    CHECK(weeks[0].sets == 3);
    CHECK(weeks[0].reps == 40);
    CHECK(weeks[0].rep_s == Approx(3.5));
    CHECK(weeks[0].lowering_s == Approx(2.5));
    CHECK(weeks[0].under_tension_s == Approx(140));
    CHECK(weeks[0].best_kg == 60);
    CHECK(weeks[0].volume_kg == 2200);
    CHECK(weeks[1].sets == 0);
    CHECK(weeks[2].sets == 3);
    CHECK(weeks[2].rep_s == 0);
    CHECK(weeks[3].sets == 0);
    CHECK(weekly_trend(done, "deadlift", kMonday).empty());
}

TEST_CASE("all exercises together count a day once") {
    const std::vector<ExerciseDay> done = {{"plank", kMonday, 2, 0}, {"squat", kMonday, 3, 30}};
    const auto weeks = weekly_trend(done, "", kMonday);
    REQUIRE(weeks.size() == 1);
    CHECK(weeks[0].days == 1);
    CHECK(weeks[0].sets == 5);
    CHECK(trained_labels(done) == Labels{"squat", "plank"});
}
