#include "engine/live/workout_plan.h"

#include <catch2/catch.hpp>

using namespace spotter;
using namespace std::chrono_literals;

namespace {

SetRecord set_of(const std::string& label, int reps) {
    SetRecord set;
    set.label = label;
    set.reps.resize(static_cast<std::size_t>(reps));
    return set;
}

WorkoutPlan two_sets_of_ten() {
    WorkoutPlan plan;
    plan.exercises.push_back({"squat", 2, 10, {}, {}});
    return plan;
}

}  // namespace

TEST_CASE("a set is done with its last rep, an exercise with its last set") {
    const WorkoutPlan plan = two_sets_of_ten();
    std::vector<SetRecord> sets = {set_of("squat", 9)};
    CHECK_FALSE(progress_of(plan, sets, "squat").set_done);
    sets[0].correction = 1;
    CHECK(progress_of(plan, sets, "squat").set_done);
    CHECK_FALSE(progress_of(plan, sets, "squat").sets_done);
    sets.push_back(set_of("push_up", 3));
    sets.push_back(set_of("squat", 10));
    CHECK(progress_of(plan, sets, "squat").set == 2);
    CHECK(progress_of(plan, sets, "squat").sets_done);
}

TEST_CASE("what the plan does not have is never done") {
    const ExerciseProgress progress = progress_of(two_sets_of_ten(), {set_of("row", 50)}, "row");
    CHECK(progress.set == 1);
    CHECK_FALSE(progress.set_done);
    CHECK_FALSE(progress.sets_done);
}

TEST_CASE("a hold is done when it lasted long enough") {
    WorkoutPlan plan;
    plan.exercises.push_back({"plank", {}, {}, 30s, {}});
    SetRecord set = set_of("plank", 0);
    set.held = true;
    set.end = 29s;
    CHECK_FALSE(progress_of(plan, {set}, "plank").set_done);
    set.end = 30s;
    CHECK(progress_of(plan, {set}, "plank").set_done);
}
