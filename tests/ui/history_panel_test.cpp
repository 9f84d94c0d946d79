#include "ui/history/history_panel.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/ui/headless.h"
#include "tests/ui/history_views.h"
#include "ui/history/history_layout.h"
#include "ui/history/history_text.h"
#include "ui/history/trend_plot.h"

using namespace spotter;

namespace {

constexpr float kWidth = 1280;
constexpr float kHeight = 720;

struct Screen {
    Headless ui{kWidth, kHeight};
    HistoryView view = sample_history();
    HistoryLayout layout = history_layout_for({0, 0, kWidth, kHeight}, 1, true);

    auto panel() {
        return [this] { return draw_history_panel(view, ui.screen()); };
    }
    template <class Wanted>
    bool click_finds(const Rect& area, const Wanted& wanted) {
        return ui.click_finds(panel(), area, wanted);
    }
};

}  // namespace

TEST_CASE("every state of History is drawn in every size, and nothing is cut off") {
    struct Size {
        float width, height, scale;
    };
    for (const Size& size : {Size{1280, 720, 1}, Size{1280, 720, 2}, Size{1920, 1080, 1},
                             Size{1920, 1080, 2}, Size{640, 400, 1}}) {
        Headless ui(size.width, size.height, size.scale);
        for (const NamedHistoryView& state : all_history_views()) {
            CAPTURE(state.name, size.width, size.scale);
            const auto panel = [&] { return draw_history_panel(state.view, ui.screen()); };
            ui.draw(panel);
            ui.draw(panel);
            CHECK(ui.nothing_clipped());
        }
    }
}

TEST_CASE("the parts of History lie inside its area and apart") {
    for (const float width : {560.F, 900.F, 1200.F, 1840.F, 3200.F}) {
        for (const bool details : {false, true}) {
            const Rect area = {80, 0, width, 700};
            const HistoryLayout layout = history_layout_for(area, 1, details);
            CAPTURE(width, details);
            const Rect parts[] = {layout.calendar, layout.list, layout.details};
            for (const Rect& part : parts) {
                if (part.empty()) continue;
                CHECK(layout.body.contains(part));
                for (const Rect& other : parts) CHECK((&part == &other || !part.overlaps(other)));
            }
            CHECK(layout.list.width > 200);
            CHECK((!details || !layout.details.empty()));
        }
    }
}

TEST_CASE("a click on a day of the calendar lists that day, another one all days again") {
    Screen screen;
    std::optional<std::optional<std::chrono::sys_days>> day;
    const auto wanted = [&](const HistoryActions& actions) {
        if (actions.day) day = actions.day;
        return actions.day.has_value();
    };
    REQUIRE(screen.click_finds(screen.layout.calendar, wanted));
    REQUIRE(*day);
    CHECK(screen.view.days.contains(**day));
    screen.view.day = *day;
    REQUIRE(screen.click_finds(screen.layout.calendar, [&](const HistoryActions& actions) {
        if (actions.day) day = actions.day;
        return actions.day && !*actions.day;
    }));
}

TEST_CASE("months are leafed through") {
    Screen screen;
    std::optional<std::chrono::year_month> month;
    REQUIRE(screen.click_finds(screen.layout.calendar.top(40), [&](const HistoryActions& actions) {
        month = actions.month;
        return month && *month < screen.view.month;
    }));
    CHECK(*month == std::chrono::year(2026) / 10);
}

TEST_CASE("a click on a row selects it, one on its box chooses it with others") {
    Screen screen;
    const Rect rows = {screen.layout.list.x, screen.layout.list.y + 84, screen.layout.list.width,
                       130};
    const HistoryActions row =
        screen.ui.click(screen.panel(), rows.x + rows.width / 2, rows.y + 64 + 30);
    REQUIRE(row.row);
    CHECK(*row.row == 1);
    CHECK(row.click == RowClick::only);
    const HistoryActions box = screen.ui.click(screen.panel(), rows.x + 16, rows.y + 30);
    REQUIRE(box.row);
    CHECK(*box.row == 0);
    CHECK(box.click == RowClick::toggle);
}

TEST_CASE("the selected workout is replayed, exported and deleted from its card") {
    Screen screen;
    HistoryActions all;
    screen.click_finds(screen.layout.details, [&](const HistoryActions& actions) {
        if (actions.replay) all.replay = actions.replay;
        all.open_export |= actions.open_export;
        all.remove |= actions.remove;
        CHECK_FALSE(actions.merge);
        return false;
    });
    CHECK(all.replay == 0);
    CHECK(all.open_export);
    CHECK(all.remove);
}

TEST_CASE("a workout that is going on can be exported, but not be deleted, merged or named") {
    Screen screen;
    screen.view.sessions[0].finished = false;
    for (const std::size_t chosen : {1U, 2U}) {
        if (chosen == 2) screen.view.chosen.insert(screen.view.sessions[1].uuid);
        bool exported = false;
        screen.click_finds(screen.layout.details, [&](const HistoryActions& actions) {
            exported |= actions.open_export;
            CHECK_FALSE(actions.remove);
            CHECK_FALSE(actions.merge);
            CHECK_FALSE(actions.open_texts);
            return false;
        });
        CHECK(exported);
        CHECK_FALSE(screen.ui.press(screen.panel(), ImGuiKey_Delete).remove);
    }
}

TEST_CASE("the note of a set is written out") {
    HistoryView view = sample_history();
    REQUIRE(view.details.session);
    const auto vertices = [&](int words) {
        std::string note;
        for (int i = 0; i < words; ++i) note += "heavy ";
        view.details.session->sets.front().note = note;
        Headless ui(1280, 720);
        const auto panel = [&] { return draw_history_panel(view, ui.screen()); };
        ui.draw(panel);
        ui.draw(panel);
        CHECK(ui.nothing_clipped());
        return ImGui::GetDrawData()->TotalVtxCount;
    };
    // Every letter is four vertices; lines beneath may go out of sight.
    CHECK(vertices(20) >= vertices(10) + 10 * 5 * 4 - 100);
}

TEST_CASE("name and note are asked for from the card of the selected workout, and typed") {
    Screen screen;
    REQUIRE(screen.click_finds(screen.layout.details,
                               [](const HistoryActions& actions) { return actions.open_texts; }));
    screen.view.naming = HistoryTextsForm{screen.view.sessions[0].uuid, "", "", ""};
    CHECK(screen.click_finds(
        {kWidth / 2, kHeight / 2 + 100, 250, 70},
        [](const HistoryActions& actions) { return actions.save && !actions.open_texts; }));
    Screen typed;
    typed.view.naming = HistoryTextsForm{typed.view.sessions[0].uuid, "", "", ""};
    for (int i = 0; i < 3; ++i) typed.ui.draw(typed.panel());
    const auto texts = [&] {
        return typed.ui.type(typed.panel(), 'x').edit_texts.value_or(HistoryTextsForm());
    };
    CHECK(texts().title == "x");
    typed.ui.press(typed.panel(), ImGuiKey_Tab);
    CHECK(texts().note == "x");
}

TEST_CASE("several chosen workouts can be merged") {
    Screen screen;
    for (std::size_t i = 0; i < 3; ++i) screen.view.chosen.insert(screen.view.sessions[i].uuid);
    CHECK(screen.click_finds(screen.layout.details.below(60),
                             [](const HistoryActions& actions) { return actions.merge; }));
}

TEST_CASE("keys delete, take back, choose all, replay and go through the list") {
    Screen screen;
    screen.view.undo = "Deleted 1 workout";
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_Delete).remove);
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_Enter).replay == 0);
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_DownArrow).row == 1);
    CHECK_FALSE(screen.ui.press(screen.panel(), ImGuiKey_UpArrow).row);
    CHECK(screen.ui.press(screen.panel(), ImGuiKey_Escape).choose_none);
    screen.view.busy = true;
    CHECK_FALSE(screen.ui.press(screen.panel(), ImGuiKey_Delete).remove);
}

TEST_CASE("the empty history leads to Live and to an import") {
    Screen screen;
    screen.view = HistoryView();
    screen.view.reading = false;
    HistoryActions all;
    screen.click_finds(screen.layout.body.inset(300, 200), [&](const HistoryActions& actions) {
        all.go_to_live |= actions.go_to_live;
        all.open_import |= actions.open_import;
        return false;
    });
    CHECK(all.go_to_live);
    CHECK(all.open_import);
}

TEST_CASE("an export that goes on says how far it is in its dialog, and can be cancelled there") {
    const auto views = all_history_views();
    const auto state = std::ranges::find(views, std::string("history-exporting"),
                                         [](const auto& one) { return std::string(one.name); });
    REQUIRE(state != views.end());
    Headless ui(1280, 720);
    const auto panel = [&] { return draw_history_panel(state->view, ui.screen()); };
    CHECK(ui.click_finds(panel, ui.screen(), [](const auto& a) { return a.cancel; }));
    CHECK_FALSE(ui.click_finds(panel, ui.screen(), [](const auto& a) { return a.save; }));
}

TEST_CASE(
    "of trends without the demo's sets it is said that there are some, and a click shows them") {
    Screen screen;
    screen.view = HistoryView();
    screen.view.reading = false;
    screen.view.kept = 3;
    screen.view.page = HistoryPage::trends;
    // Below the switch that does it, too.
    const Rect middle = screen.layout.body.inset(200, 200);
    const auto shown = [](const HistoryActions& actions) { return actions.with_demo == true; };
    CHECK_FALSE(screen.click_finds(middle, shown));
    screen.view.kept_demos = 2;
    CHECK(screen.click_finds(middle, shown));
    screen.view.with_demo = true;
    CHECK_FALSE(screen.click_finds(middle, shown));
}

TEST_CASE("an export that would leave everything out is not begun; JSON lines leave nothing out") {
    Screen screen;
    const auto can_save = [&](int format, std::size_t demos) {
        screen.view.exporting =
            HistoryExportForm{2, demos, format, false, "/home/me/all", false, ""};
        return screen.click_finds({310, 150, 660, 420},
                                  [](const HistoryActions& actions) { return actions.save; });
    };
    CHECK_FALSE(can_save(1, 2));
    CHECK(can_save(1, 1));
    CHECK(can_save(1, 0));
    CHECK(can_save(0, 2));
}

TEST_CASE("what is imported is browsed for, unless an import goes on") {
    Screen screen;
    screen.view.importing = HistoryImportForm();
    const Rect dialog = {310, 240, 660, 240};
    const auto browse = [](const HistoryActions& actions) { return actions.browse; };
    CHECK(screen.click_finds(dialog, browse));
    screen.view.busy = true;
    CHECK_FALSE(screen.click_finds(dialog, browse));
}

TEST_CASE("the axis of a trend has few round steps that reach its highest value") {
    const TrendAxis reps = trend_axis(133, 5, true);
    CHECK(reps.step == Approx(50));
    CHECK(reps.count == 3);
    CHECK(trend_axis(3, 4, true).step == Approx(1));
    CHECK(trend_axis(3.2, 4, false).top() == Approx(4));
    CHECK(trend_axis(10, 4, false).step == Approx(2.5));
    CHECK(trend_axis(0, 4, true).top() == Approx(1));
    for (const double most : {0.003, 0.7, 1.0, 9.99, 12345.0}) {
        const TrendAxis axis = trend_axis(most, 4, false);
        CHECK(axis.count <= 4);
        CHECK(axis.top() >= most * 0.999);
        CHECK(axis.top() < most * 2.6);
    }
}

TEST_CASE("months are written below the weeks in which they begin, and years instead of January") {
    using std::chrono::sys_days;
    const sys_days first = std::chrono::year(2025) / 11 / 24;
    const auto marks = trend_marks(first, 20, 3);
    REQUIRE(marks.size() == 5);
    CHECK(marks[0].week == 1);
    CHECK(marks[0].text == "Dec");
    CHECK(marks[1].text == "2026");
    CHECK(marks[2].text == "Feb");
    CHECK(trend_marks(first, 20, 3.5)[1].text == "Mar");
    const auto long_ones = trend_marks(first, 150, 20);
    REQUIRE(long_ones.size() == 6);
    CHECK(long_ones[0].text == "2026");
    CHECK(long_ones[1].text == "Jul");
    CHECK(long_ones[4].text == "2028");
}

TEST_CASE("days, work and exercises read well") {
    const std::chrono::sys_days day = std::chrono::year(2026) / 11 / 25;
    CHECK(day_text(day) == "Wed 25 Nov 2026");
    CHECK(short_day_text(day) == "25 Nov");
    CHECK(month_text(std::chrono::year(2026) / 3) == "March 2026");
    CHECK(length_text(std::chrono::seconds(45)) == "45 s");
    CHECK(length_text(std::chrono::seconds(1812)) == "30 min");
    CHECK(length_text(std::chrono::minutes(60)) == "1 h");
    CHECK(length_text(std::chrono::minutes(65)) == "1 h 5 min");
    CHECK(work_text(1, 0) == "1 set");
    CHECK(work_text(3, 30) == "3 sets, 30 reps");
    CHECK(exercises_text({{"bicep_curl", 3, 30}, {"plank", 2, 0}}) ==
          "Bicep curl 30, Plank 2 sets");
    SessionSummary late;
    late.start = day + std::chrono::hours(23) + std::chrono::minutes(30);
    late.zone.offset = std::chrono::hours(1);
    CHECK(day_of(late) == day + std::chrono::days(1));
    CHECK(time_of_day_text(late) == "00:30");
}
