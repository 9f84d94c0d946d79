#include "app/window/plan_edit.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"

using namespace spotter;
using namespace std::chrono_literals;
using Catch::Matchers::Message;

namespace {

TargetForm typed(const std::string& sets, const std::string& reps, const std::string& rest,
                 const std::string& weight) {
    TargetForm form;
    form.sets = sets;
    form.reps = reps;
    form.rest = rest;
    form.weight = weight;
    form.set_ends = "20";
    return form;
}

void check_refused(const TargetForm& form, const std::string& line) {
    WorkoutPlan plan;
    CHECK_THROWS_MATCHES(put_form(plan, "squat", form), Error, Message(line));
    CHECK(plan.exercises.empty());
}

}  // namespace

TEST_CASE("what is typed becomes targets, and targets what is typed") {
    WorkoutPlan plan;
    TargetForm form = typed(" 3 ", "12", "1:30", "22,5");
    form.unit = WeightUnit::lb;
    form.any_rest = "60";
    form.set_ends = "15.5";
    put_form(plan, "squat", form);
    const ExerciseTarget* target = plan.target_of("squat");
    REQUIRE(target != nullptr);
    CHECK(target->sets == 3);
    CHECK(target->reps == 12);
    CHECK(target->rest == 90s);
    CHECK(target->weight == Weight{22.5, WeightUnit::lb});
    CHECK(plan.rest == 60s);
    CHECK(plan.rules.rest == 15500ms);

    const TargetForm shown = form_of(plan, "squat", WeightUnit::kg);
    CHECK(shown.sets == "3");
    CHECK(shown.rest == "90");
    CHECK(shown.weight == "22.5");
    CHECK(shown.unit == WeightUnit::lb);
    CHECK(shown.set_ends == "15.5");
    CHECK_FALSE(shown.held);
    CHECK(form_of(plan, "row", WeightUnit::lb).unit == WeightUnit::lb);
    CHECK(form_of(plan, "plank", WeightUnit::kg).held);
}

TEST_CASE("an exercise without targets is no part of the plan") {
    WorkoutPlan plan;
    put_form(plan, "squat", typed("3", "", "", ""));
    put_form(plan, "row", typed("", "", "", ""));
    CHECK(plan.exercises.size() == 1);
    TargetForm none;
    put_form(plan, "squat", none);
    CHECK(plan.exercises.empty());
    CHECK(plan.rules.rest == SetRules().rest);
}

TEST_CASE("what is typed for one exercise after the other is saved together") {
    WorkoutPlan before;
    put_form(before, "row", typed("2", "8", "", ""));
    TargetForms forms(before, WeightUnit::lb);
    forms.choose("squat");
    CHECK(forms.form().unit == WeightUnit::lb);
    TargetForm squat = typed("3", "12", "", "");
    squat.any_rest = "60";
    forms.edit(squat);
    forms.choose("lunge");
    // It is asked of all alike.
    CHECK(forms.form().any_rest == "60");
    CHECK(forms.form().sets.empty());
    TargetForm lunge = forms.form();
    lunge.sets = "4";
    lunge.any_rest = "75";
    forms.edit(lunge);
    forms.choose("squat");
    CHECK(forms.form().reps == "12");
    CHECK(forms.form().any_rest == "75");
    CHECK(forms.changed("squat"));
    CHECK(forms.changed("lunge"));
    CHECK_FALSE(forms.changed("row"));
    forms.choose("row");

    const WorkoutPlan plan = forms.plan();
    REQUIRE(plan.target_of("squat") != nullptr);
    CHECK(plan.target_of("squat")->reps == 12);
    REQUIRE(plan.target_of("lunge") != nullptr);
    CHECK(plan.target_of("lunge")->sets == 4);
    REQUIRE(plan.target_of("row") != nullptr);
    CHECK(plan.target_of("row")->reps == 8);
    CHECK(plan.rest == 75s);
}

TEST_CASE("of several exercises the one that is refused is shown, with all that was typed") {
    TargetForms forms(WorkoutPlan(), WeightUnit::kg);
    forms.choose("squat");
    forms.edit(typed("3", "many", "", ""));
    forms.choose("row");
    forms.edit(typed("2", "8", "", ""));
    CHECK_THROWS_MATCHES(forms.plan(), Error,
                         Message("reps: 'many' is no whole number from 1 to 1000"));
    CHECK(forms.label() == "squat");
    forms.edit(typed("3", "12", "", ""));
    const WorkoutPlan plan = forms.plan();
    CHECK(plan.exercises.size() == 2);
    CHECK(plan.target_of("row")->reps == 8);
    // What is asked of all alike is refused where it stands.
    TargetForm rest = forms.form();
    rest.any_rest = "soon";
    forms.edit(rest);
    CHECK_THROWS_AS(forms.plan(), Error);
    CHECK(forms.label() == "squat");
}

TEST_CASE("nonsense is refused in one line, and nothing has changed") {
    check_refused(typed("0", "", "", ""), "sets: '0' is no whole number from 1 to 1000");
    check_refused(typed("", "12.5", "", ""), "reps: '12.5' is no whole number from 1 to 1000");
    check_refused(typed("", "9999999999", "", ""),
                  "reps: '9999999999' is no whole number from 1 to 1000");
    const std::string time = " is no time from 1 s to an hour, such as 90 or 1:30";
    for (const char* text : {"0.5", "0:00", "1:75", "-5", "nan", "1:2:3", "5000", "soon", "1:"}) {
        check_refused(typed("", "", text, ""), "rest: '" + std::string(text) + "'" + time);
    }
    for (const char* text : {"4.9", "0.0000000001", "3601"}) {
        TargetForm form = typed("3", "", "", "");
        form.set_ends = text;
        check_refused(form, "end of a set: '" + std::string(text) +
                                "' is no time from 5 s to an hour, such as 90 or 1:30");
    }
    for (const char* text : {"0", "-1", "inf", "1001", "forty"}) {
        check_refused(typed("", "", "", text),
                      "weight: '" + std::string(text) + "' is no weight up to 1000, such as 22.5");
    }
    TargetForm both = typed("", "10", "", "");
    both.hold = "30";
    check_refused(both, "squat: it has both reps and a hold; leave one of them out");
}
