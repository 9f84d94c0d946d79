#include <string>

#include <catch2/catch.hpp>

#include "tests/ui/live_rig.h"

using namespace spotter;

TEST_CASE("reps are corrected and counted in with the buttons beside the number") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    const Rect card = layout_of(view).coach;
    const auto more = [](auto& a) { return a.correct_reps == 1; };
    CHECK(screen.click_finds(view, card, more));
    CHECK(screen.click_finds(view, card, [](auto& a) { return a.correct_reps == -1; }));
    CHECK(screen.click_finds(view, card, [](auto& a) { return a.count_in; }));
    view.coach.held = true;
    CHECK_FALSE(screen.click_finds(view, card, more));
    view.coach = {};
    CHECK_FALSE(screen.click_finds(view, card, more));
}

TEST_CASE("a set beyond those that are meant is no third of two") {
    LiveView view = shown_view();
    view.coach.sets_meant = 2;
    const auto vertices = [&](int set) {
        view.coach.set = set;
        Headless screen(1280, 720);
        for (int i = 0; i < 2; ++i) screen.draw(view);
        return ImGui::GetDrawData()->TotalVtxCount;
    };
    // "Set 3, 2 meant" has four letters more than "Set 2 of 2".
    CHECK(vertices(3) == vertices(2) + 4 * 4);
}

TEST_CASE("in a small card the set is named, and corrected, too") {
    LiveView view = shown_view();
    while (view.labels.size() < 17)
        view.labels.push_back("another_" + std::to_string(view.labels.size()));
    view.scores.resize(view.labels.size());
    const LiveLayout layout =
        layout_for({0, 0, 1280, 720}, unit_for(1280, 720, 2), view.labels.size(), false);
    REQUIRE(layout.coach_compact);
    const auto vertices = [&] {
        Headless screen(1280, 720, 2);
        for (int i = 0; i < 2; ++i) screen.draw(view);
        return ImGui::GetDrawData()->TotalVtxCount;
    };
    view.coach.sets_meant.reset();
    const int without = vertices();
    view.coach.sets_meant = 3;
    CHECK(vertices() > without);
    Headless screen(1280, 720, 2);
    CHECK(screen.click_finds(view, layout.coach, [](auto& a) { return a.correct_reps == 1; }));
    CHECK(screen.click_finds(view, layout.coach, [](auto& a) { return a.correct_reps == -1; }));
    const auto opens = [&](Overlay overlay) {
        return screen.click_finds(view, layout.coach,
                                  [overlay](auto& a) { return a.overlay == overlay; });
    };
    CHECK(opens(Overlay::targets));
    CHECK(opens(Overlay::load));
    CHECK(screen.click_finds(view, layout.coach, [](auto& a) { return a.count_in; }));
}

TEST_CASE("targets and the set's weight are opened beside the number") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    const Rect card = layout_of(view).coach;
    const auto load = [](auto& a) { return a.overlay == Overlay::load; };
    CHECK(screen.click_finds(view, card, [](auto& a) { return a.overlay == Overlay::targets; }));
    CHECK(screen.click_finds(view, card, load));
    CHECK(screen.type(view, 'p').overlay == Overlay::targets);
    CHECK(screen.type(view, 'w').overlay == Overlay::load);
    view.load = {};
    CHECK_FALSE(screen.click_finds(view, card, load));
    CHECK_FALSE(screen.type(view, 'w').overlay);
}

TEST_CASE("targets are typed, taken over with enter, and another exercise is chosen") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.overlay = Overlay::targets;
    view.targets.form.sets = "3";
    view.targets.exercises = {{{"Squat", ""}, {"Row", ""}}, 0, false};
    for (int i = 0; i < 3; ++i) screen.draw(view);
    const Rect dialog = {390, 150, 500, 420};
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.save_targets; }));
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.overlay == Overlay::none; }));
    LiveActions typed;
    screen.click_finds(view, {dialog.x, dialog.y + 100, 200, 120}, [&](const LiveActions&) {
        typed = screen.type(view, '4');
        return typed.edit_targets.has_value();
    });
    REQUIRE(typed.edit_targets);
    CHECK(typed.edit_targets->sets.find('4') != std::string::npos);
    CHECK(screen.press(view, ImGuiKey_Enter).save_targets);
    CHECK(screen.press(view, ImGuiKey_Escape).overlay == Overlay::none);
}

TEST_CASE("weight, unit and note of a set are typed and saved") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.overlay = Overlay::load;
    for (int i = 0; i < 3; ++i) screen.draw(view);
    CHECK(screen.type(view, '5').edit_load.has_value());
    CHECK(screen.press(view, ImGuiKey_Enter).save_load);
    const Rect dialog = {410, 200, 460, 320};
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.save_load; }));
    CHECK(screen.click_finds(
        view, dialog, [](auto& a) { return a.edit_load && a.edit_load->unit == WeightUnit::lb; }));
}

TEST_CASE("tab and shift tab lead through the fields of a dialog, the first has the keyboard") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.overlay = Overlay::targets;
    view.targets.exercises = {{{"Squat", ""}, {"Row", ""}}, 0, false};
    for (int i = 0; i < 3; ++i) screen.draw(view);
    const auto typed = [&](char letter) {
        const LiveActions actions = screen.type(view, letter);
        CHECK_FALSE(actions.overlay);
        return actions.edit_targets.value_or(TargetForm());
    };
    CHECK(typed('3').sets == "3");
    screen.press(view, ImGuiKey_Tab);
    CHECK(typed('8').reps == "8");
    screen.press(view, ImGuiKey_Tab);
    CHECK(typed('9').rest == "9");
    screen.hold_shift(true);
    screen.press(view, ImGuiKey_Tab);
    screen.press(view, ImGuiKey_Tab);
    screen.hold_shift(false);
    CHECK(typed('4').sets == "4");

    view.overlay = Overlay::load;
    for (int i = 0; i < 3; ++i) screen.draw(view);
    screen.press(view, ImGuiKey_Tab);
    CHECK(screen.type(view, 'x').edit_load.value_or(LoadForm()).note == "x");
    // Without a dialog keys are keys: tab is none of Live's, and the others do what they did.
    view.overlay = Overlay::none;
    view.playback = PlaybackView();
    for (int i = 0; i < 3; ++i) screen.draw(view);
    screen.press(view, ImGuiKey_Tab);
    CHECK(screen.press(view, ImGuiKey_Space).toggle_pause);
    CHECK(screen.type(view, 'k').show_skeleton.has_value());
}

TEST_CASE("a dialog grows with what it refuses, by what one line more than its room takes") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.overlay = Overlay::load;
    const auto height = [&](const std::string& refusal) {
        view.load.refusal = view.targets.refusal = refusal;
        for (int i = 0; i < 3; ++i) screen.draw(view);
        return screen.height_of(view.overlay == Overlay::load ? "Weight and note" : "Targets");
    };
    const std::string two_lines = "weight: '" + std::string(50, 'x') + "' is no number";
    for (const Overlay overlay : {Overlay::load, Overlay::targets}) {
        view.overlay = Overlay::none;
        for (int i = 0; i < 3; ++i) screen.draw(view);
        view.overlay = overlay;
        const float without = height("");
        CHECK(without > 0);
        CHECK(height("weight: 'x' is no number") == without);
        CHECK(height(two_lines) > without + 15);
        CHECK(height(two_lines + " " + two_lines) > height(two_lines) + 15);
    }
}

TEST_CASE("a session that is kept can be finished, and looked at once it is saved") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    const Rect picture = middle_picture(view);
    const Rect corner = picture.below(60);
    const auto finish = [](auto& a) { return a.finish_session; };
    CHECK_FALSE(screen.click_finds(view, corner, finish));
    view.keeping = {true, 75, 2, false, 0, 0};
    CHECK(screen.click_finds(view, corner, finish));
    view.overlay = Overlay::saved;
    view.saved.rows = {{"Squat", "2 sets"}};
    const auto look = [](auto& a) { return a.look_at_session && a.overlay == Overlay::none; };
    const Rect dialog = {390, 240, 500, 240};
    CHECK(screen.click_finds(view, dialog, look));
    view.saved.problem = "write session: the disk is full; free some space";
    CHECK_FALSE(screen.click_finds(view, dialog, look));
}

TEST_CASE("what flashes and what is kept is chosen in the settings") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.overlay = Overlay::settings;
    const Rect dialog = {390, 180, 500, 300};
    const auto videos = [](auto& a) { return a.keep_videos == true; };
    CHECK(screen.click_finds(view, dialog,
                             [](auto& a) { return a.flash_choice == FlashChoice::nothing; }));
    CHECK(
        screen.click_finds(view, dialog, [](auto& a) { return a.weight_unit == WeightUnit::lb; }));
    CHECK(screen.click_finds(view, dialog, videos));
    CHECK(screen.click_finds(view, dialog, [](auto& a) { return a.tones == true; }));
    view.keep_videos.reset();
    CHECK_FALSE(screen.click_finds(view, dialog, videos));
}

TEST_CASE("a flash lets clicks through") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    view.flash = FlashView{FlashKind::set_done, "12", "Set 2 done", 1};
    const Rect picture = middle_picture(view);
    CHECK(screen.click(view, picture.x + 90, picture.y + 90).choose_person);
}

TEST_CASE("a dialog lies above what flashes, also when that is the first flash of all") {
    Headless screen(1280, 720);
    LiveView view = shown_view();
    screen.draw(view);
    view.overlay = Overlay::load;
    for (int i = 0; i < 3; ++i) screen.draw(view);
    view.flash = FlashView{FlashKind::rep, "8", "", 1};
    for (int i = 0; i < 3; ++i) screen.draw(view);
    CHECK(screen.is_above("Weight and note", "Flash"));
    CHECK(screen.is_above("Flash", "Live"));
}
