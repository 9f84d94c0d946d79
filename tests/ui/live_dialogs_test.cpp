#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "app/plan.h"
#include "app/window/live_workout.h"
#include "tests/ui/screen_rig.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;

namespace {

// The Live screen's dialogs over what they set, on the keyboard alone.
struct Dialogs {
    ScreenRig rig;
    LivePipeline pipeline;
    LiveWorkout workout{rig.context, {}, nullptr};
    LiveView view;

    auto panel() {
        return [this] {
            workout.update({}, rig.now, view);
            const LiveActions actions = draw_live_panel(view, rig.ui.screen());
            if (actions.overlay) view.overlay = *actions.overlay;
            workout.perform(actions, pipeline, view);
            return actions;
        };
    }
    void type(const std::string& text) {
        for (const char letter : text) rig.ui.type(panel(), letter);
        rig.ui.draw(panel());
    }
    void press(ImGuiKey key) { rig.ui.press(panel(), key); }
};

}  // namespace

TEST_CASE("what is refused in a dialog keeps the keyboard, and is refused until it is changed") {
    Dialogs live;
    live.view.labels = {"squat"};
    live.type("p");
    for (int i = 0; i < 3; ++i) live.rig.ui.draw(live.panel());
    live.type("x");
    live.press(ImGuiKey_Enter);
    CHECK(live.view.overlay == Overlay::targets);
    live.rig.ui.draw(live.panel());
    CHECK(live.view.targets.refusal == "sets: 'x' is no whole number from 1 to 1000");
    live.press(ImGuiKey_Backspace);
    live.type("3");
    CHECK(live.view.targets.form.sets == "3");
    CHECK(live.view.targets.refusal.empty());
    live.press(ImGuiKey_Enter);
    CHECK(live.view.overlay == Overlay::none);
    // The screen's letters are its own again.
    live.type("o");
    CHECK(live.view.overlay == Overlay::open);
    for (int i = 0; i < 3; ++i) live.rig.ui.draw(live.panel());
    live.press(ImGuiKey_Enter);
    CHECK(live.rig.ui.type(live.panel(), 'a').open_text == "a");
}

TEST_CASE("targets of two exercises are typed, and saved, in one visit") {
    Dialogs live;
    live.view.labels = {"squat", "row"};
    live.type("p");
    for (int i = 0; i < 3; ++i) live.rig.ui.draw(live.panel());
    live.type("3");
    // The list of exercises.
    live.rig.ui.click(live.panel(), 640, 234);
    for (int i = 0; i < 3; ++i) live.rig.ui.draw(live.panel());
    REQUIRE(live.rig.ui.list_open());
    CHECK(live.view.targets.exercises.items[0].detail == "Not saved yet");
    live.press(ImGuiKey_DownArrow);
    live.press(ImGuiKey_Enter);
    CHECK(live.view.overlay == Overlay::targets);
    // The first field has the keyboard again.
    live.type("4");
    live.press(ImGuiKey_Tab);
    live.type("8");
    live.press(ImGuiKey_Enter);
    CHECK(live.view.overlay == Overlay::none);
    const WorkoutPlan plan = read_plan(own_plan_file(live.rig.paths)).plan;
    REQUIRE(plan.target_of("squat") != nullptr);
    CHECK(plan.target_of("squat")->sets == 3);
    REQUIRE(plan.target_of("row") != nullptr);
    CHECK(plan.target_of("row")->sets == 4);
    CHECK(plan.target_of("row")->reps == 8);
}

TEST_CASE("a rest goes on while no pictures come from a camera, without a jump") {
    ScreenRig rig;
    LiveWorkout workout(rig.context, {}, nullptr);
    Snapshot snapshot;
    snapshot.source.kind = SourceKind::camera;
    SetRecord set;
    set.number = 1;
    set.label = "squat";
    snapshot.workout.sets = std::make_shared<const std::vector<SetRecord>>(1, set);
    LiveView view;
    const auto rest_at = [&](SteadyTime now, MediaTime seen) {
        snapshot.workout.now = seen;
        workout.update(snapshot, now, view);
        return view.coach.rest_s;
    };
    const SteadyTime begin = rig.now;
    CHECK(rest_at(begin, 40s) == 40);
    // On hold, or lost: the workout's clock stands still.
    CHECK(rest_at(begin + 20s, 40s) == 60);
    CHECK(rest_at(begin + 21s, 40s) == 61);
    // With the next picture it is where it would have been.
    CHECK(rest_at(begin + 22s, 62s) == 62);
    // A recording that stands still is at its own time.
    snapshot.source.kind = SourceKind::file;
    CHECK(rest_at(begin + 30s, 62s) == 62);
    CHECK(rest_at(begin + 40s, 62s) == 62);
}
