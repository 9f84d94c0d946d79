#include <catch2/catch.hpp>

#include "engine/session/session_facts.h"
#include "tests/ui/replay_rig.h"

using namespace spotter;
using namespace spotter::test;

namespace {

// With its set selected.
struct Chosen : Opened {
    Chosen() { ui.click(panel(screen), x_of(5), layout.sets.y + layout.sets.height * 0.25F); }
    void open_form() {
        ui.type(panel(screen), 'w');
        for (int i = 0; i < 3; ++i) ui.draw(panel(screen));
    }
    void type(const std::string& text) {
        for (const char letter : text) ui.type(panel(screen), letter);
        ui.draw(panel(screen));
    }
    void press(ImGuiKey key) { ui.press(panel(screen), key); }
    void press_undo(bool redo) {
        ImGui::GetIO().KeyCtrl = true;
        ImGui::GetIO().KeyShift = redo;
        press(ImGuiKey_Z);
        ImGui::GetIO().KeyCtrl = ImGui::GetIO().KeyShift = false;
    }
    RecordedSet set() { return stored().sets.at(0); }
};

}  // namespace

TEST_CASE("weight and note of a set are typed in Replay, kept, taken back and done again") {
    Chosen replay;
    replay.open_form();
    replay.type("22,5");
    replay.press(ImGuiKey_Tab);
    replay.type("left knee");
    replay.press(ImGuiKey_Enter);
    replay.until(replay.screen, [&] { return replay.set().weight.has_value(); });
    CHECK(weight_of(replay.set()) == Weight{22.5, WeightUnit::kg});
    CHECK(replay.set().note == "left knee");
    const std::vector<Correction> made = replay.stored().corrections;
    REQUIRE(made.size() == 2);
    CHECK(made[0].what == "weight");
    CHECK(made[0].from == "none");
    CHECK(made[0].to == "22.5 kg");
    CHECK(made[1].to == "\"left knee\"");

    replay.press_undo(false);
    replay.until(replay.screen, [&] { return !replay.set().weight; });
    CHECK(replay.set().note.empty());
    CHECK(replay.stored().corrections.empty());
    replay.press_undo(true);
    replay.until(replay.screen, [&] { return replay.set().weight.has_value(); });
    CHECK(replay.set().note == "left knee");
}

TEST_CASE("a weight that is none stays in its field, is refused there, and can be mended") {
    Chosen replay;
    for (const char* wrong : {"-5", "heavy"}) {
        replay.open_form();
        replay.type(wrong);
        const int before = ScreenRig::drawn_vertices();
        replay.press(ImGuiKey_Enter);
        replay.ui.draw(replay.panel(replay.screen));
        // Still there, with a line more.
        CHECK(Headless::height_of("Weight and note") > 0);
        CHECK(ScreenRig::drawn_vertices() - before > 100);
        replay.until(replay.screen, [&] { return !replay.screen.moving(true); });
        CHECK_FALSE(replay.set().weight);
        CHECK(replay.stored().corrections.empty());
        replay.press(ImGuiKey_Escape);
    }
    replay.open_form();
    replay.type("-5");
    replay.press(ImGuiKey_Enter);
    // It keeps the keyboard.
    for (int i = 0; i < 3; ++i) replay.ui.draw(replay.panel(replay.screen));
    replay.press(ImGuiKey_Backspace);
    replay.press(ImGuiKey_Backspace);
    replay.type("5");
    replay.press(ImGuiKey_Enter);
    replay.until(replay.screen, [&] { return replay.set().weight.has_value(); });
    CHECK(weight_of(replay.set()) == Weight{5, WeightUnit::kg});
}

TEST_CASE("a form that is closed changes nothing, and begins with what stands there") {
    Chosen replay;
    replay.open_form();
    replay.type("40");
    replay.press(ImGuiKey_Enter);
    replay.until(replay.screen, [&] { return replay.set().weight.has_value(); });
    replay.open_form();
    replay.press(ImGuiKey_End);
    replay.type("5");
    replay.press(ImGuiKey_Escape);
    replay.open_form();
    replay.press(ImGuiKey_End);
    replay.type(".5");
    replay.press(ImGuiKey_Enter);
    replay.until(replay.screen, [&] { return replay.set().weight != 40.0; });
    CHECK(replay.set().weight == 40.5);
}
