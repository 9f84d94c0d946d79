#include "tests/ui/workout_views.h"

namespace spotter {

namespace {

CoachView squat_rest(double rest_s) {
    CoachView coach = squat_set();
    coach.phase = CoachPhase::rest;
    coach.reps = 12;
    coach.rest_s = rest_s;
    coach.rest_meant_s = 90;
    return coach;
}

TargetsView squat_targets() {
    TargetsView targets;
    targets.exercises = {
        {{"Bicep curl", ""}, {"Lateral raise", ""}, {"Squat", "3 sets, 12 reps"}}, 2, false};
    targets.form = {"3", "12", "", "1:30", "40", WeightUnit::kg, false, "", "20"};
    targets.file = "/home/me/.local/share/spotter/plan.toml";
    return targets;
}

}  // namespace

CoachView squat_set() {
    CoachView coach;
    coach.phase = CoachPhase::set;
    coach.exercise = "Squat";
    coach.set = 2;
    coach.sets_meant = 3;
    coach.reps = 8;
    coach.reps_meant = 12;
    return coach;
}

std::vector<NamedView> workout_states() {
    return {
        named("workout_none",
              [](LiveView& view) {
                  view.coach = {};
                  view.load = {};
              }),
        named("workout_no_targets",
              [](LiveView& view) {
                  view.coach.sets_meant.reset();
                  view.coach.reps_meant.reset();
                  view.coach.reps = 104;
              }),
        named("workout_reached", [](LiveView& view) { view.coach.reps = 12; }),
        named("workout_rest", [](LiveView& view) { view.coach = squat_rest(18.2); }),
        named("workout_rest_over",
              [](LiveView& view) {
                  view.coach = squat_rest(95);
                  view.coach.set = 3;
                  view.coach.sets_done = true;
              }),
        named("workout_held",
              [](LiveView& view) {
                  view.coach.exercise = "Plank";
                  view.coach.held = true;
                  view.coach.held_s = 32;
                  view.coach.held_meant_s = 45;
              }),
        named("workout_count_in",
              [](LiveView& view) {
                  view.coach = {};
                  view.coach.phase = CoachPhase::count_in;
                  view.coach.count_in_s = 2.4;
              }),
        named("workout_long_name",
              [](LiveView& view) {
                  view.coach = squat_rest(30);
                  view.coach.exercise = "Single arm overhead tricep extension with dumbbell";
              }),
        named("flash_rep",
              [](LiveView& view) {
                  view.flash = FlashView{FlashKind::rep, "8", "Squat", 0.9F};
              }),
        named("flash_set",
              [](LiveView& view) {
                  view.coach = squat_rest(3);
                  view.flash = FlashView{FlashKind::set_done, "12", "Set 2 done", 0.95F};
              }),
        named("flash_rest",
              [](LiveView& view) {
                  view.coach = squat_rest(90.2);
                  view.flash = FlashView{FlashKind::rest_over, "Go", "The rest is over", 0.95F};
              }),
    };
}

std::vector<NamedView> session_states() {
    return {
        named("keeping", [](LiveView& view) { view.keeping = {true, 754, 3, false, 0, 0}; }),
        named("filming",
              [](LiveView& view) {
                  view.filming = true;
                  view.keeping = {true, 3754, 12, true, 725, 48'200'000, 4};
                  view.show_truth = true;
                  view.truth = "Squat, 3 of 12 reps done";
              }),
        named("targets",
              [](LiveView& view) {
                  view.overlay = Overlay::targets;
                  view.targets = squat_targets();
              }),
        named("targets_refused",
              [](LiveView& view) {
                  view.overlay = Overlay::targets;
                  view.targets = squat_targets();
                  view.targets.form.reps = "many";
                  view.targets.refusal = "reps: 'many' is no whole number from 1 to 1000";
              }),
        named("targets_held",
              [](LiveView& view) {
                  view.overlay = Overlay::targets;
                  view.targets = squat_targets();
                  view.targets.exercises.items[2].name = "Plank";
                  view.targets.form = {};
                  view.targets.form.held = true;
              }),
        named("load",
              [](LiveView& view) {
                  view.overlay = Overlay::load;
                  view.load.last_time = "37.5 kg, a little heavy";
              }),
        named("load_refused",
              [](LiveView& view) {
                  view.overlay = Overlay::load;
                  view.load.form.weight = "heavy";
                  view.load.refusal = "weight: 'heavy' is no weight up to 1000, such as 22.5";
              }),
        named("saved",
              [](LiveView& view) {
                  view.overlay = Overlay::saved;
                  view.saved = {1874,
                                {{"Squat", "3 sets, 36 reps, 40 kg"},
                                 {"Bicep curl", "3 sets, 33 reps, 12.5 kg"},
                                 {"Plank", "1 set, 0:45 held"}},
                                ""};
              }),
        named("saved_not",
              [](LiveView& view) {
                  view.overlay = Overlay::saved;
                  view.saved = {74,
                                {},
                                "write session: /home/me/.local/share/spotter/spotter.sqlite: the "
                                "disk is full; free some space"};
              }),
    };
}

}  // namespace spotter
