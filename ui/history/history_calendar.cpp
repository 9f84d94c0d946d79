#include <algorithm>
#include <array>

#include "engine/core/counted.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/history/history_parts.h"
#include "ui/history/history_text.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

using std::chrono::days;
using std::chrono::months;
using std::chrono::sys_days;
using std::chrono::year_month_day;

constexpr int kWeeks = 6;  // of the grid, whatever the month

void draw_month_row(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    const float side = std::min(area.height, theme().px(32));
    Cutter row(area, theme().px(2));
    if (icon_button("later", row.right(side), Icon::step_on, "Next month")) {
        actions.month = view.month + months(1);
    }
    if (icon_button("earlier", row.right(side), Icon::step_back, "Previous month")) {
        actions.month = view.month - months(1);
    }
    const year_month_day today(view.today);
    const std::chrono::year_month now = today.year() / today.month();
    if (view.month != now && text_button("now", row.right(theme().px(66)), "Today", false)) {
        actions.month = now;
    }
    draw_text(row.rest(), month_text(view.month), Type::strong, theme().palette().text);
}

// One day of the month: its number, a mark for each workout, at most three.
void draw_day(const HistoryView& view, sys_days day, const Rect& cell, HistoryActions& actions) {
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto found = view.days.find(day);
    const int count = found == view.days.end() ? 0 : found->second;
    const bool chosen = view.day == day;
    const year_month_day date(day);
    const bool inside = date.year() / date.month() == view.month;
    ImGui::SetCursorScreenPos({cell.x, cell.y});
    const bool clicked = ImGui::InvisibleButton("day", {cell.width, cell.height});
    if (clicked && (count > 0 || chosen)) {
        actions.day = chosen ? std::nullopt : std::optional(day);
    }
    const bool hovered = ImGui::IsItemHovered() && count > 0;
    const std::string hint = day_text(day) + ", " + counted(count, "workout");
    if (count > 0) tooltip(hint);
    const Rect box = cell.inset(theme().px(1.5F));
    if (chosen) {
        draw_card(box, colors.accent);
    } else if (count > 0) {
        draw_card(box, faded(colors.accent, hovered ? 0.3F : 0.16F));
    }
    if (day == view.today) {
        list.AddRect({box.x, box.y}, {box.right(), box.bottom()},
                     chosen ? colors.text : colors.muted, std::min(theme().px(12), box.height / 3),
                     0, theme().px(1.5F));
    }
    ImU32 ink = count > 0 ? colors.text : colors.muted;
    if (chosen) ink = colors.on_accent;
    if (!inside) ink = faded(ink, 0.45F);
    const float mark = std::min(theme().px(2.2F), box.height * 0.08F);
    const Rect number = {box.x, box.y, box.width, box.height - (count > 0 ? 3 * mark : 0)};
    draw_text(number, std::to_string(static_cast<unsigned>(date.day())), Type::small, ink,
              Align::center);
    const int marks = std::min(count, 3);
    for (int i = 0; i < marks; ++i) {
        const float x = box.x + box.width / 2 +
                        (static_cast<float>(i) - static_cast<float>(marks - 1) / 2) * 3.2F * mark;
        list.AddCircleFilled({x, box.bottom() - 2.4F * mark}, mark,
                             chosen ? colors.on_accent : colors.accent);
    }
}

void draw_grid(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    constexpr std::array<const char*, 7> kNames = {"Mo", "Tu", "We", "Th", "Fr", "Sa", "Su"};
    const float head = theme().px(20);
    const float width = area.width / 7;
    const float height = (area.height - head) / kWeeks;
    const sys_days first = monday_of(sys_days(view.month / std::chrono::day(1)));
    for (int column = 0; column < 7; ++column) {
        const float x = area.x + static_cast<float>(column) * width;
        draw_text({x, area.y, width, head}, kNames.at(static_cast<std::size_t>(column)),
                  Type::small, theme().palette().muted, Align::center);
        for (int row = 0; row < kWeeks; ++row) {
            ImGui::PushID(row * 7 + column);
            draw_day(view, first + days(row * 7 + column),
                     {x, area.y + head + static_cast<float>(row) * height, width, height}, actions);
            ImGui::PopID();
        }
    }
}

void draw_fact(const Rect& row, const std::string& name, const std::string& value) {
    const Palette& colors = theme().palette();
    const float wide = text_width(value, Type::body) + theme().px(6);
    draw_text(row.left(row.width - wide), name, Type::body, colors.muted);
    draw_text(row, value, Type::body, colors.text, Align::right);
}

void draw_disk(const HistoryView& view, const Rect& area) {
    draw_card(area, theme().palette().surface);
    Cutter rows(area.inset(theme().px(14), theme().px(10)), theme().px(2));
    const float line = theme().px(22);
    draw_text(rows.top(line), "On disk", Type::strong, theme().palette().text);
    draw_fact(rows.top(line), "Workouts", bytes_text(view.disk.database_bytes));
    draw_fact(rows.top(line), "Video of them", bytes_text(view.disk.recording_bytes));
    const auto month_first = sys_days(view.month / std::chrono::day(1));
    const auto next_first = sys_days((view.month + months(1)) / std::chrono::day(1));
    std::size_t count = 0;
    for (auto day = view.days.lower_bound(month_first);
         day != view.days.end() && day->first < next_first; ++day) {
        count += static_cast<std::size_t>(day->second);
    }
    if (rows.rest().height < line) return;
    draw_fact(rows.top(line), month_text(view.month), counted(count, "workout"));
}

}  // namespace

void draw_history_calendar(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    ImGui::PushID("calendar");
    const float disk = theme().px(116);
    const float gap = theme().px(12);
    const float wanted = theme().px(74) + std::min(area.width / 7, theme().px(44)) * kWeeks;
    const bool both = area.height > theme().px(210) + disk + gap;
    const float height = std::min(wanted, both ? area.height - disk - gap : area.height);
    const Rect card = area.top(height);
    draw_card(card, theme().palette().surface);
    Cutter rows(card.inset(theme().px(12), theme().px(8)), theme().px(4));
    draw_month_row(view, rows.top(theme().px(32)), actions);
    draw_grid(view, rows.rest(), actions);
    if (both) draw_disk(view, {area.x, card.bottom() + gap, area.width, disk});
    ImGui::PopID();
}

}  // namespace spotter
