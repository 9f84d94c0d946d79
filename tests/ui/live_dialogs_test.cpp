#include <string>

#include <catch2/catch.hpp>

#include "app/window/live_workout.h"
#include "tests/ui/screen_rig.h"

using namespace spotter;
using namespace spotter::test;

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
    // All of it is chosen, to be typed over.
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
