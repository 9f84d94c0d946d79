#include "app/plan.h"

#include <fstream>
#include <sstream>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

PlanFile plan_from(const std::string& text) {
    const test::TempFolder folder;
    const auto file = folder / "plan.toml";
    std::ofstream(file) << text;
    return read_plan(file);
}

}  // namespace

TEST_CASE("a plan says sets, reps and rests of each exercise") {
    const WorkoutPlan plan = plan_from(R"(
rest_s = 90
set_ends_after_s = 15.5
[[exercise]]
label = "squat"
sets = 3
reps = 10
rest_s = 120
[[exercise]]
label = "plank"
hold_s = 45
)")
                                 .plan;
    REQUIRE(plan.exercises.size() == 2);
    CHECK(plan.target_of("squat")->sets == 3);
    CHECK(plan.target_of("squat")->reps == 10);
    CHECK(plan.rest_after("squat") == 120s);
    CHECK(plan.target_of("plank")->hold == 45s);
    CHECK(plan.rest_after("plank") == 90s);
    CHECK(plan.rules.rest == 15500ms);
    CHECK(plan.target_of("row") == nullptr);
}

TEST_CASE("an empty plan has no targets") {
    CHECK(plan_from("").plan.exercises.empty());
    CHECK_FALSE(plan_from("").plan.rest_after("squat"));
    CHECK(plan_from("exercise = []").plan.exercises.empty());
    CHECK(plan_from("set_ends_after_s = 5\nrest_s = 1").plan.rules.rest == 5s);
}

TEST_CASE("nonsense in a plan is reported with its line") {
    const std::vector<std::pair<std::string, std::string>> cases = {
        {"rest_s = -1", "plan.toml:1: rest_s is no number of seconds from 1 to 3600"},
        {"rest_s = 0.9", "plan.toml:1: rest_s"},
        {"rest_s = 3600.5", "plan.toml:1: rest_s"},
        {"set_ends_after_s = 0.0000000001",
         "plan.toml:1: set_ends_after_s is no number of seconds from 5 to 3600"},
        {"set_ends_after_s = 4.9", "plan.toml:1: set_ends_after_s"},
        {"[[exercise]]\nlabel = \"plank\"\nhold_s = 1e-9", "plan.toml:3: hold_s"},
        {"\nrest_s = \"long\"", "plan.toml:2: rest_s"},
        {"rest_s = nan", "plan.toml:1: rest_s"},
        {"[[exercise]]\nlabel = \"a\"\nreps = 2.5", "plan.toml:3: reps is no number"},
        {"[[exercise]]\nlabel = \"a\"\nsets = 0", "plan.toml:3: sets is no number"},
        {"[[exercise]]\nlabel = 3", "plan.toml:2: label is no text"},
        {"[[exercise]]\nreps = 3", "plan.toml:1: an exercise has no label"},
        {"exercise = 3", "plan.toml:1: an exercise is a table"},
        {"exercise = [3]", "plan.toml:1: an exercise is a table"},
        {"[[exercise]]\nlabel = \"a\"\n[[exercise]]\nlabel = \"a\"", "a stands twice"},
        {"[[exercise]]\nlabel = \"a\"\nreps = 3\nhold_s = 3", "both reps and hold_s"},
        {"rest_s = ", "plan.toml:1"},
    };
    for (const auto& [text, told] : cases) {
        CAPTURE(text);
        CHECK_THROWS_WITH(plan_from(text), Contains(told));
    }
}

TEST_CASE("keys that a plan does not have are told and ignored") {
    const PlanFile read = plan_from("[[exercise]]\nlabel = \"squat\"\nweigth = 3");
    REQUIRE(read.notes.size() == 1);
    CHECK_THAT(read.notes[0], Contains("plan.toml:3: unknown key 'weigth'"));
    CHECK(read.plan.exercises.size() == 1);
}

TEST_CASE("a plan that is not there is one clear line") {
    CHECK_THROWS_WITH(read_plan("/nowhere/plan.toml"),
                      Contains("read plan: /nowhere/plan.toml: cannot be read"));
}

TEST_CASE("a plan says what is lifted, in one unit") {
    const WorkoutPlan plan = plan_from(
                                 "[[exercise]]\nlabel = \"squat\"\nweight_kg = 42.5\n"
                                 "[[exercise]]\nlabel = \"row\"\nweight_lb = 90\n")
                                 .plan;
    CHECK(plan.target_of("squat")->weight == Weight{42.5, WeightUnit::kg});
    CHECK(plan.target_of("row")->weight == Weight{90, WeightUnit::lb});
    const std::string squat = "[[exercise]]\nlabel = \"squat\"\n";
    CHECK_THROWS_WITH(plan_from(squat + "weight_kg = 4\nweight_lb = 9\n"),
                      Contains("leave one of them out"));
    CHECK_THROWS_WITH(plan_from(squat + "weight_kg = -4\n"), Contains("plan.toml:3"));
    CHECK_THROWS_WITH(plan_from(squat + "weight_kg = \"much\"\n"), Contains("no weight"));
}

TEST_CASE("a plan that was written is read the same") {
    const test::TempFolder folder;
    const auto file = folder / "new/plan.toml";
    WorkoutPlan plan;
    plan.rest = 90s;
    plan.rules.rest = 15500ms;
    plan.exercises.push_back({"squat", 3, 10, {}, 120s, Weight{42.5, WeightUnit::lb}});
    plan.exercises.push_back({"a \"plank\"\n", 1, {}, 45s, {}, Weight{5, WeightUnit::kg}});
    write_plan(file, plan);
    const PlanFile read = read_plan(file);
    CHECK(read.notes.empty());
    CHECK(read.plan.rest == plan.rest);
    CHECK(read.plan.rules.rest == plan.rules.rest);
    REQUIRE(read.plan.exercises.size() == 2);
    for (const ExerciseTarget& target : plan.exercises) {
        const ExerciseTarget* known = read.plan.target_of(target.label);
        REQUIRE(known != nullptr);
        CHECK(known->sets == target.sets);
        CHECK(known->reps == target.reps);
        CHECK(known->hold == target.hold);
        CHECK(known->rest == target.rest);
        CHECK(known->weight == target.weight);
    }
    write_plan(file, {});
    CHECK(read_plan(file).plan.exercises.empty());
    CHECK_FALSE(std::filesystem::exists(folder / "new/plan.toml.old"));
}

TEST_CASE("what a user wrote is kept aside when the plan is written anew") {
    const test::TempFolder folder;
    const auto file = folder / "plan.toml";
    std::ofstream(file) << "rest_s = 90 # as the doctor said\n";
    write_plan(file, {});
    std::string old;
    std::getline(std::ifstream(folder / "plan.toml.old"), old);
    CHECK(old == "rest_s = 90 # as the doctor said");
}

TEST_CASE("what a user adds to what Spotter wrote is kept aside, too") {
    const std::string added = GENERATE("# as the doctor said\n", "rest_s = 90\n", "\n");
    const test::TempFolder folder;
    const auto file = folder / "plan.toml";
    WorkoutPlan plan;
    plan.exercises.push_back({"squat", 3, 10, {}, 120s, {}});
    write_plan(file, plan);
    write_plan(file, plan);
    CHECK_FALSE(std::filesystem::exists(folder / "plan.toml.old"));
    std::stringstream written;
    written << std::ifstream(file).rdbuf();
    const std::string head = written.str().substr(0, written.str().find('\n') + 1);
    const std::string changed = head + added + written.str().substr(head.size());
    std::ofstream(file) << changed;
    write_plan(file, plan);
    std::stringstream old;
    old << std::ifstream(folder / "plan.toml.old").rdbuf();
    CHECK(old.str() == changed);
}

TEST_CASE("the user's own plan holds where none is named, and its nonsense is only noted") {
    const test::TempFolder folder;
    Paths paths;
    paths.data = folder / "data";
    CHECK(find_plan({}, paths).plan.exercises.empty());
    WorkoutPlan plan;
    plan.rest = 30s;
    write_plan(own_plan_file(paths), plan);
    CHECK(find_plan({}, paths).plan.rest == 30s);
    std::ofstream(own_plan_file(paths)) << "rest_s = 'soon'\n";
    const PlanFile broken = find_plan({}, paths);
    REQUIRE(broken.notes.size() == 1);
    CHECK_THAT(broken.notes[0], Contains("plan.toml:1"));
    CHECK_THROWS_AS(find_plan(folder / "named.toml", paths), Error);
}
