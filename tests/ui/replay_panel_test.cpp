#include "ui/replay/replay_panel.h"

#include <chrono>
#include <iostream>

#include <catch2/catch.hpp>

#include "tests/ui/headless.h"
#include "tests/ui/replay_views.h"
#include "ui/replay/replay_layout.h"
#include "ui/replay/replay_parts.h"
#include "ui/text.h"

using namespace spotter;
using Kind = ReplaySelection::Kind;
using Drag = TimelineDrag::Kind;

namespace {

constexpr float kWidth = 1280;
constexpr float kHeight = 720;

// The screen on its own, with what was dragged and selected fed back as the program does.
struct Screen {
    Headless ui{kWidth, kHeight};
    NamedReplayView state = workout_replay(kFakeTexture);
    ReplayLayout layout = replay_layout_for({0, 0, kWidth, kHeight}, 1, false);

    auto panel() {
        return [this] {
            const ReplayActions actions = draw_replay_panel(state.view, ui.screen());
            if (actions.drag) {
                state.view.drag = actions.drag;
                if (actions.drag_to_s) state.view.drag->changed = true;
            }
            if (actions.drop) state.view.drag.reset();
            if (actions.drag_to_s) dragged_to = actions.drag_to_s;
            if (actions.select) selected = actions.select;
            return actions;
        };
    }
    float x_of(double time) const {
        return TimeScale{state.view.first_s, state.view.last_s, layout.plot.x, layout.plot.width}
            .x_of(time);
    }
    static float middle(const Rect& part) { return part.y + part.height / 2; }

    std::optional<double> dragged_to;
    std::optional<ReplaySelection> selected;
};

ReplayActions type(const ReplayView& view, char letter) {
    Headless ui(kWidth, kHeight);
    return ui.type([&] { return draw_replay_panel(view, ui.screen()); }, letter);
}

ReplayActions press(const ReplayView& view, ImGuiKey key) {
    Headless ui(kWidth, kHeight);
    return ui.press([&] { return draw_replay_panel(view, ui.screen()); }, key);
}

}  // namespace

TEST_CASE("every state of Replay is drawn in every size, and nothing but the timeline cut off") {
    struct Size {
        float width, height, scale;
    };
    for (const Size& size : {Size{1280, 720, 1}, Size{1280, 720, 2}, Size{1920, 1080, 1},
                             Size{1920, 1080, 2}, Size{640, 400, 1}}) {
        Headless ui(size.width, size.height, size.scale);
        for (const NamedReplayView& state : all_replay_views(kFakeTexture)) {
            CAPTURE(state.name, size.width, size.scale);
            ui.draw([&] { return draw_replay_panel(state.view, ui.screen()); });
            // What the timeline shows goes on beyond its ends.
            if (!state.view.curves) CHECK(ui.nothing_clipped());
        }
    }
}

TEST_CASE("a click on the curves goes there and selects nothing") {
    Screen screen;
    screen.state.view.selection = {Kind::set, 1, 0, 12, 40};
    std::optional<double> sought;
    auto panel = screen.panel();
    screen.ui.click(
        [&] {
            const ReplayActions actions = panel();
            if (actions.seek_s) sought = actions.seek_s;
            return actions;
        },
        screen.x_of(60), Screen::middle(screen.layout.plot));
    REQUIRE(sought);
    CHECK(*sought == Approx(60).margin(0.3));
    REQUIRE(screen.selected);
    CHECK(screen.selected->kind == Kind::nothing);
}

TEST_CASE("dragging over the curves marks a stretch") {
    Screen screen;
    screen.ui.drag(screen.panel(), screen.x_of(40), Screen::middle(screen.layout.plot),
                   screen.x_of(60), Screen::middle(screen.layout.plot));
    REQUIRE(screen.dragged_to);
    CHECK(*screen.dragged_to == Approx(60).margin(0.3));
}

TEST_CASE("a set, its reps and a segment are selected where they are clicked") {
    Screen screen;
    const Rect& sets = screen.layout.sets;
    screen.ui.click(screen.panel(), screen.x_of(20), sets.y + sets.height * 0.25F);
    REQUIRE(screen.selected);
    CHECK(screen.selected->kind == Kind::set);
    CHECK(screen.selected->id == 1);

    screen.ui.click(screen.panel(), screen.x_of(20), sets.bottom() - sets.height * 0.2F);
    CHECK(screen.selected->kind == Kind::rep);
    CHECK(screen.selected->rep == 3);

    screen.ui.click(screen.panel(), screen.x_of(20), Screen::middle(screen.layout.segments));
    CHECK(screen.selected->kind == Kind::segment);
    CHECK(screen.selected->id == 1);
}

TEST_CASE("the borders of sets and segments are grabbed at their ends") {
    Screen screen;
    const auto grabbed = [&](double time, float dx, float y) {
        std::optional<TimelineDrag> out;
        auto panel = screen.panel();
        screen.ui.click(
            [&] {
                const ReplayActions actions = panel();
                if (actions.drag && !out) out = actions.drag;
                return actions;
            },
            screen.x_of(time) + dx, y);
        return out;
    };
    const float in_sets = screen.layout.sets.y + 8;
    const float in_segments = Screen::middle(screen.layout.segments);
    CHECK(grabbed(12.4, 2, in_sets)->kind == Drag::set_start);
    CHECK(grabbed(38, -2, in_sets)->kind == Drag::set_end);
    CHECK(grabbed(38, -2, in_sets)->id == 1);
    CHECK(grabbed(40, 3, in_segments)->kind == Drag::segment_start);
    CHECK(grabbed(40, -4, in_segments)->kind == Drag::segment_end);
    CHECK(grabbed(60, 0, Screen::middle(screen.layout.ruler))->kind == Drag::playhead);
    // The third rep of the first set, closer looked at.
    screen.state.view.first_s = 15;
    screen.state.view.last_s = 25;
    const RecordedRep rep = screen.state.view.edit->reps.at(2);
    const float in_reps = screen.layout.sets.bottom() - screen.layout.sets.height * 0.2F;
    CHECK(grabbed(to_seconds(rep.start), 2, in_reps)->kind == Drag::rep_start);
    CHECK(grabbed(to_seconds(rep.turn), 2, in_reps)->kind == Drag::rep_turn);
    const auto end = grabbed(to_seconds(rep.end), -2, in_reps);
    CHECK(end->kind == Drag::rep_end);
    CHECK(end->id == 1);
    CHECK(end->rep == 3);
}

TEST_CASE("the wheel zooms about the pointer and, with Shift, moves") {
    Screen screen;
    const float x = screen.x_of(30);
    const float y = Screen::middle(screen.layout.plot);
    const ReplayActions zoomed = screen.ui.wheel(screen.panel(), x, y, 1);
    REQUIRE(zoomed.show_s);
    CHECK(zoomed.show_s->second - zoomed.show_s->first == Approx(96));
    CHECK((30 - zoomed.show_s->first) / 96 == Approx(0.25).margin(0.01));
    const ReplayActions out = screen.ui.wheel(screen.panel(), x, y, -1);
    CHECK(out.show_s->first == 0);
    CHECK(out.show_s->second == 120);
}

TEST_CASE("keys play, step and jump") {
    const NamedReplayView state = workout_replay(kFakeTexture);
    CHECK(type(state.view, 'k').toggle_play);
    CHECK(*type(state.view, 'j').seek_s == Approx(21.4));
    CHECK(*type(state.view, 'l').seek_s == Approx(31.4));
    CHECK(press(state.view, ImGuiKey_LeftArrow).step == -1);
    CHECK(press(state.view, ImGuiKey_RightArrow).step == 1);
    CHECK(press(state.view, ImGuiKey_Space).toggle_play);
    CHECK(*press(state.view, ImGuiKey_UpArrow).speed == 2);
    CHECK(*press(state.view, ImGuiKey_DownArrow).speed == 0.5);
    CHECK(*type(state.view, 'x').loop);
    CHECK(type(state.view, 'p').show_skeleton == false);
    NamedReplayView unseen = workout_replay(kFakeTexture);
    unseen.view.player.has_poses = false;
    CHECK(type(unseen.view, 'p').find_poses);
}

TEST_CASE("keys correct at the playhead") {
    const NamedReplayView state = workout_replay(kFakeTexture);
    CHECK(type(state.view, 'r').add_rep);
    CHECK(type(state.view, 's').split);
    CHECK(type(state.view, 'm').merge);
    CHECK(press(state.view, ImGuiKey_Delete).remove);
    const ReplayActions marked = type(state.view, 'i');
    REQUIRE(marked.select);
    CHECK(marked.select->kind == Kind::span);
    CHECK(marked.select->start_s == Approx(26.4));
    CHECK(marked.select->end_s == Approx(120));
}

TEST_CASE("a key asks for weight and note of the selected set, else of the nearest") {
    NamedReplayView state = workout_replay(kFakeTexture);
    CHECK(type(state.view, 'w').open_load == 1);
    state.view.selection = {Kind::set, 2, 0, 70.8, 96.4};
    CHECK(type(state.view, 'w').open_load == 2);
    state.view.selection = {};
    state.view.player.position_s = 60;
    CHECK(type(state.view, 'w').open_load == 2);
    state.view.player.position_s = 0;
    CHECK(type(state.view, 'w').open_load == 1);
    state.view.edit = nullptr;
    CHECK_FALSE(type(state.view, 'w').open_load);
}

TEST_CASE("a video's workout is kept with a button or a key, which then lead to History") {
    Screen screen;
    const auto has = [&](const auto& wanted) {
        auto panel = screen.panel();
        return screen.ui.click_finds(panel, screen.layout.side, wanted);
    };
    const auto keeps = [](const auto& a) { return a.keep; };
    const auto leads = [](const auto& a) { return a.open_history; };
    ReplayView& view = screen.state.view;
    CHECK(has(keeps));
    CHECK(type(view, 'h').keep);
    CHECK_FALSE(type(view, 'h').open_history);
    view.in_history = InHistory::keeping;
    CHECK_FALSE(has(keeps));
    CHECK_FALSE(type(view, 'h').keep);
    view.in_history = InHistory::yes;
    CHECK(has(leads));
    CHECK(type(view, 'h').open_history);
    CHECK_FALSE(type(view, 'h').keep);
    view.in_history = InHistory::unasked;
    CHECK_FALSE(has(leads));
    CHECK_FALSE(type(view, 'h').keep);
}

TEST_CASE("the form of a set's weight and note says what is typed, saved and closed") {
    Screen screen;
    screen.state.view.load = LoadView{"Squat, set 1", {"22.5", WeightUnit::kg, ""}, "", ""};
    auto panel = screen.panel();
    for (int i = 0; i < 3; ++i) screen.ui.draw(panel);
    CHECK(screen.ui.type(panel, '4').edit_load == LoadForm{"4", WeightUnit::kg, ""});
    const auto finds = [&](const auto& wanted) {
        return screen.ui.click_finds(panel, screen.ui.screen(), wanted);
    };
    CHECK(finds([](const auto& a) { return a.edit_load && a.edit_load->unit == WeightUnit::lb; }));
    CHECK(finds([](const auto& a) { return a.save_load; }));
    CHECK(screen.ui.press(panel, ImGuiKey_Escape).close);
}

TEST_CASE("keys do nothing while a dialog is open or nothing is there to correct") {
    NamedReplayView state = workout_replay(kFakeTexture);
    state.view.adding = AddToDatasetForm();
    CHECK_FALSE(type(state.view, 'r').add_rep);
    CHECK_FALSE(press(state.view, ImGuiKey_Delete).remove);
    const auto views = all_replay_views(kFakeTexture);
    CHECK_FALSE(type(views.front().view, 's').split);
}

TEST_CASE("what is selected is split, merged, deleted and added to a dataset with buttons") {
    Screen screen;
    screen.state.view.selection = {Kind::set, 1, 0, 12.4, 38};
    const Rect& side = screen.layout.side;
    auto panel = screen.panel();
    CHECK(screen.ui.click_finds(panel, side, [](const auto& a) { return a.split; }));
    CHECK(screen.ui.click_finds(panel, side, [](const auto& a) { return a.merge; }));
    CHECK(screen.ui.click_finds(panel, side, [](const auto& a) { return a.remove; }));
    CHECK(screen.ui.click_finds(panel, side, [](const auto& a) { return a.open_adding; }));
    CHECK(screen.ui.click_finds(panel, side, [](const auto& a) { return a.set_reps == 9; }));
    CHECK(screen.ui.click_finds(panel, side, [](const auto& a) { return a.add_rep; }));
    CHECK(screen.ui.click_finds(panel, side, [](const auto& a) { return a.open_load == 1; }));
}

TEST_CASE("a split is not offered where the playhead is elsewhere") {
    Screen screen;
    screen.state.view.selection = {Kind::set, 2, 0, 70.8, 96.4};
    CHECK_FALSE(screen.ui.click_finds(screen.panel(), screen.layout.side,
                                      [](const auto& a) { return a.split || a.merge; }));
}

TEST_CASE("differences are listed and lead to their moments") {
    for (const NamedReplayView& state : all_replay_views(kFakeTexture)) {
        if (state.name != "replay-compare") continue;
        Headless ui(kWidth, kHeight);
        const auto panel = [&] { return draw_replay_panel(state.view, ui.screen()); };
        const ReplayLayout layout = replay_layout_for(ui.screen(), 1, true);
        CHECK(ui.click_finds(panel, layout.side,
                             [](const auto& a) { return a.go_to_difference == 0; }));
        CHECK(ui.click_finds(panel, layout.side, [](const auto& a) { return a.end_comparison; }));
        CHECK(type(state.view, 'n').go_to_difference == 2);
        CHECK(ui.click_finds(panel, layout.side, [](const auto& a) { return a.take_all; }));
        CHECK(ui.click_finds(panel, layout.side,
                             [](const auto& a) { return a.take_difference == 1; }));
        CHECK(type(state.view, 't').take_difference == 1);
        NamedReplayView marked = state;
        marked.view.selection = {Kind::span, 0, 0, 40, 60};
        const ReplayActions taken = type(marked.view, 't');
        CHECK(taken.take_selected);
        CHECK_FALSE(taken.take_difference);
        const auto marked_panel = [&] { return draw_replay_panel(marked.view, ui.screen()); };
        CHECK(ui.click_finds(marked_panel, layout.side,
                             [](const auto& a) { return a.take_selected; }));
    }
}

TEST_CASE("without a comparison there is nothing to take") {
    NamedReplayView state = workout_replay(kFakeTexture);
    state.view.selection = {Kind::set, 1, 0, 12.4, 38};
    const ReplayActions actions = type(state.view, 't');
    CHECK_FALSE(actions.take_selected);
    CHECK_FALSE(actions.take_difference);
}

TEST_CASE("what was counted stands on a set of any width") {
    Headless ui(kWidth, kHeight);
    RecordedSet set;
    set.label = "lateral_raise";
    set.reps = 12;
    set.end = std::chrono::seconds(75);
    std::vector<std::string> titles;
    const auto collect = [&] {
        for (int width = 300; width >= 0; --width) {
            const std::string title = set_title(4, set, static_cast<float>(width));
            CHECK(text_width(title, Type::small) <= static_cast<float>(width));
            if (titles.empty() || titles.back() != title) titles.push_back(title);
        }
        return 0;
    };
    ui.draw(collect);
    CHECK(titles == std::vector<std::string>{"4  Lateral raise, 12 reps", "4  Lateral raise, 12",
                                             "12 reps", "12", ""});
    titles.clear();
    set.held = true;
    ui.draw(collect);
    CHECK(titles == std::vector<std::string>{"4  Lateral raise, 1:15", "1:15", ""});
    titles.clear();
    set.weight = 22.5;
    ui.draw(collect);
    CHECK(titles.front() == "4  Lateral raise, 1:15, 22.5 kg");
    CHECK(titles.size() == 4);
}

TEST_CASE("an analysis can be cancelled, a failure tried again, a recent recording opened") {
    for (const NamedReplayView& state : all_replay_views(kFakeTexture)) {
        Headless ui(kWidth, kHeight);
        const auto panel = [&] { return draw_replay_panel(state.view, ui.screen()); };
        const auto finds = [&](const auto& wanted) {
            return ui.click_finds(panel, ui.screen(), wanted);
        };
        if (state.name == "replay-analysing") CHECK(finds([](const auto& a) { return a.cancel; }));
        if (state.name == "replay-failed") {
            CHECK(finds([](const auto& a) { return a.retry; }));
            // The first of the two buttons.
            bool opens = false;
            CHECK(finds([&](const auto& a) {
                opens = a.open_text == state.view.asked_file;
                return opens || a.retry;
            }));
            CHECK(opens);
        }
        if (state.name == "replay-open") {
            CHECK(finds([](const auto& a) { return a.browse; }));
            CHECK(finds([](const auto& a) { return a.open; }));
        }
        if (state.name == "replay-empty") {
            CHECK(finds([](const auto& a) { return a.open_recent == 1; }));
        }
        if (state.name == "replay-added") CHECK(finds([](const auto& a) { return a.train; }));
        if (state.name == "replay-adding") CHECK(finds([](const auto& a) { return a.add; }));
        if (state.name == "replay-cutting") {
            CHECK(finds([](const auto& a) { return a.cancel_adding; }));
            CHECK_FALSE(finds([](const auto& a) { return a.add; }));
        }
    }
}

TEST_CASE("the lists of recordings and of models open, and what is chosen is asked for") {
    Screen screen;
    auto panel = screen.panel();
    const Rect& header = screen.layout.header;
    const float y = Screen::middle(header);
    screen.ui.click(panel, header.right() - 60, y);
    CHECK(screen.ui.list_open());
    screen.ui.press(panel, ImGuiKey_Escape);
    CHECK_FALSE(screen.ui.list_open());
    screen.ui.click(panel, header.right() - 250, y);
    CHECK(screen.ui.list_open());
    CHECK(screen.ui.click(panel, header.right() - 250, header.bottom() + 30).compare == 0);
}

TEST_CASE("in an open list the arrows and enter choose, escape closes it and nothing else") {
    Screen screen;
    ReplayView& view = screen.state.view;
    view.selection = {Kind::set, 1, 0, 12, 40};
    auto panel = screen.panel();
    const auto open = [&] {
        const Rect& side = screen.layout.side;
        screen.ui.click(panel, side.x + 80, side.y + 67);
        for (int i = 0; i < 3; ++i) screen.ui.draw(panel);
        REQUIRE(screen.ui.list_open());
    };
    open();
    CHECK_FALSE(screen.ui.list_scrolls());
    const std::string label = set_of_number(view, 1)->label;
    REQUIRE(label == view.labels[0]);
    CHECK_FALSE(screen.ui.press(panel, ImGuiKey_DownArrow).speed);
    screen.ui.press(panel, ImGuiKey_DownArrow);
    screen.ui.press(panel, ImGuiKey_UpArrow);
    CHECK(screen.ui.press(panel, ImGuiKey_Enter).set_label == view.labels[1]);
    CHECK_FALSE(screen.ui.list_open());

    // Many labels, of which not all can be seen; the last entry asks for a name of its own.
    for (int i = 0; i < 30; ++i) view.labels.push_back("label_" + std::to_string(i));
    open();
    CHECK(screen.ui.list_scrolls());
    for (int i = 0; i < 50; ++i) screen.ui.press(panel, ImGuiKey_DownArrow);
    CHECK(screen.ui.press(panel, ImGuiKey_Enter).naming == "");

    open();
    screen.selected.reset();
    CHECK_FALSE(screen.ui.press(panel, ImGuiKey_Escape).select);
    CHECK_FALSE(screen.ui.list_open());
    CHECK_FALSE(screen.selected);
    CHECK(screen.ui.press(panel, ImGuiKey_Escape).select);
}

TEST_CASE("of more labels than there is room for, the likeliest are named first") {
    Screen screen;
    CurvesView curves;
    curves.times_s = {1, 2};
    for (std::uint8_t label = 0; label < 30; ++label) {
        curves.labels.push_back("label " + std::to_string(label));
        curves.curves.emplace_back(std::vector<std::uint8_t>{0, label});
    }
    screen.state.view.curves = std::make_shared<const CurvesView>(std::move(curves));
    const Rect& legend = screen.layout.legend;
    const ReplayActions actions =
        screen.ui.click(screen.panel(), legend.x + 10, Screen::middle(legend));
    CHECK(actions.toggle_label == 29);
}

// For figures, run by hand: test_ui "[figures]".
TEST_CASE("figures of three hours on the timeline", "[.][figures]") {
    constexpr double kEnd = 3 * 3600;
    constexpr std::size_t kLabels = 17;
    Screen screen;
    CurvesView curves;
    for (double time = 0; time < kEnd; time += 1.0 / 15) curves.times_s.push_back(time);
    for (std::size_t label = 0; label < kLabels; ++label) {
        curves.labels.push_back("label " + std::to_string(label));
        std::vector<std::uint8_t> scores;
        for (std::size_t i = 0; i < curves.times_s.size(); ++i) {
            scores.push_back(static_cast<std::uint8_t>((i * (label + 3) / 7) % 256));
        }
        curves.curves.emplace_back(std::move(scores));
    }
    screen.state.view.curves = std::make_shared<const CurvesView>(std::move(curves));
    screen.state.view.player.length_s = kEnd;
    for (const double shown : {kEnd, 600.0, 20.0}) {
        screen.state.view.last_s = shown;
        constexpr int kPictures = 100;
        screen.ui.draw(screen.panel());
        const auto began = std::chrono::steady_clock::now();
        for (int i = 0; i < kPictures; ++i) screen.ui.draw(screen.panel());
        const std::chrono::duration<double, std::milli> took =
            std::chrono::steady_clock::now() - began;
        std::cout << shown << " s shown: " << took.count() / kPictures << " ms a picture\n";
    }
}
