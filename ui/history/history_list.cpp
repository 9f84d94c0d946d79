#include <algorithm>

#include "engine/core/counted.h"
#include "engine/session/session_facts.h"
#include "ui/fields.h"
#include "ui/history/history_parts.h"
#include "ui/history/history_text.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// "14:05, 30 min, Integrated Camera, with video".
std::string origin_text(const SessionSummary& session) {
    std::string out = time_of_day_text(session);
    if (!session.title.empty()) out = short_day_text(day_of(session)) + ", " + out;
    out += ", " + length_text(session.length);
    if (!session.source.empty()) out += ", " + source_text(session.source, session.source_kind);
    if (!session.finished) out += ", going on";
    if (session.recovered) out += ", was cut off";
    if (session.recorded) out += ", with video";
    if (session.video_missing && !session.recorded) out += ", its video is not here";
    return out;
}

// A box that shows and changes whether the row is chosen.
bool check_box(const Rect& area, bool on) {
    const Palette& colors = theme().palette();
    ImGui::SetCursorScreenPos({area.x, area.y});
    const bool clicked = ImGui::InvisibleButton("choose", {area.width, area.height});
    const bool hovered = ImGui::IsItemHovered();
    const float side = theme().px(18);
    const Rect box = {area.x + (area.width - side) / 2, area.y + (area.height - side) / 2, side,
                      side};
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float round = theme().px(4);
    if (on) {
        list.AddRectFilled({box.x, box.y}, {box.right(), box.bottom()}, colors.accent, round);
        draw_icon(list, box.inset(theme().px(2)), Icon::check, colors.on_accent);
    } else {
        list.AddRect({box.x, box.y}, {box.right(), box.bottom()},
                     hovered ? colors.text : colors.faint, round, 0, theme().px(1.5F));
    }
    tooltip(on ? "Leave it out" : "Choose it, with others");
    return clicked;
}

void draw_row(const HistoryView& view, int index, const Rect& area, HistoryActions& actions) {
    const Palette& colors = theme().palette();
    const SessionSummary& session = view.sessions[static_cast<std::size_t>(index)];
    const bool chosen = view.chosen.contains(session.uuid);
    const float box = theme().px(34);
    const Rect rest = area.right_part(area.width - box);
    ImGui::SetCursorScreenPos({rest.x, rest.y});
    if (ImGui::InvisibleButton("row", {rest.width, rest.height})) {
        actions.row = index;
        actions.click = row_click();
    }
    const bool hovered = ImGui::IsItemHovered();
    if (hovered && ImGui::IsMouseDoubleClicked(0) && can_replay(view, index))
        actions.replay = index;
    const bool selected = index == view.selected;
    if (selected || chosen) {
        draw_card(area, colors.raised);
    } else {
        draw_card(area, hovered ? colors.raised : colors.surface);
    }
    if (selected) {
        ImGui::GetWindowDrawList()->AddRectFilled(
            {area.x, area.y + area.height * 0.2F},
            {area.x + theme().px(3), area.bottom() - area.height * 0.2F}, colors.accent,
            theme().px(1.5F));
    }
    if (check_box(area.left(box), chosen)) {
        actions.row = index;
        actions.click = RowClick::toggle;
    }
    const Rect text = rest.inset(theme().px(4), theme().px(7));
    const Rect upper = text.top(text.height * 0.52F);
    const Rect lower = text.below(text.height * 0.44F);
    const std::string work = work_text(session.sets, session.reps);
    const float width = std::min(text_width(work, Type::body) + 1, text.width * 0.5F);
    const float gap = theme().px(10);
    draw_text(upper.left(text.width - width - gap), name_of(session), Type::strong, colors.text);
    draw_text({text.right() - width - theme().px(6), upper.y, width, upper.height}, work,
              Type::body, session.sets > 0 ? colors.text : colors.muted, Align::right);
    const float half = text.width * 0.52F;
    draw_text(lower.left(half - gap), origin_text(session), Type::small, colors.muted);
    draw_text(lower.right_part(text.width - half).inset(theme().px(6), 0),
              exercises_text(session.exercises), Type::small, colors.muted, Align::right);
}

std::string found_text(const HistoryView& view) {
    const std::size_t count = view.sessions.size();
    if (view.page == HistoryPage::deleted) return counted(count, "deleted workout");
    if (view.search.empty() && !view.day) return counted(count, "workout");
    return std::to_string(count) + " of " + counted(view.kept, "workout");
}

void draw_found(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    Cutter row(area, theme().px(8));
    if (!view.sessions.empty()) {
        const bool all = view.chosen.size() == view.sessions.size();
        const std::string text = all ? "Choose none" : "Choose all";
        if (chip("all", row.right(chip_width(text)), text, false)) {
            (all ? actions.choose_none : actions.choose_all) = true;
        }
    }
    if (view.day) {
        const std::string text = short_day_text(*view.day) + "  ×";
        if (chip("day", row.right(chip_width(text)), text, true)) {
            actions.day = std::optional<std::chrono::sys_days>();
        }
    }
    draw_text(row.rest(), found_text(view), Type::body, theme().palette().muted);
}

void draw_none(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    Message message;
    message.icon = view.page == HistoryPage::deleted ? Icon::trash : Icon::history;
    message.color = theme().palette().accent;
    if (view.page == HistoryPage::deleted) {
        message.title = "Nothing is deleted";
        message.text = "What you delete stays here for 30 days and can be brought back.";
    } else {
        message.title = "Nothing was found";
        message.text = "Titles, notes, sources and exercises are searched.";
        message.primary = "Show all";
    }
    if (draw_message(area, message) == Clicked::primary) {
        actions.search = "";
        actions.day = std::optional<std::chrono::sys_days>();
    }
}

}  // namespace

bool can_replay(const HistoryView& view, int row) {
    return view.page == HistoryPage::workouts && row >= 0 &&
           row < static_cast<int>(view.sessions.size()) &&
           view.sessions[static_cast<std::size_t>(row)].finished;
}

bool can_change(const HistoryView& view) {
    return std::ranges::none_of(view.sessions, [&](const SessionSummary& session) {
        return !session.finished && view.chosen.contains(session.uuid);
    });
}

void draw_history_list(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    Cutter rows(area, theme().px(8));
    if (view.page == HistoryPage::workouts) {
        const TextEdit edit = text_field("search", rows.top(theme().px(40)), view.search,
                                         "Search title, note, source, exercise");
        if (edit.text) actions.search = *edit.text;
    }
    draw_found(view, rows.top(theme().px(28)), actions);
    if (view.undo && view.page != HistoryPage::trends &&
        undo_bar("undo", rows.below(theme().px(44)), *view.undo)) {
        actions.undo = true;
    }
    if (view.sessions.empty()) {
        draw_none(view, rows.rest(), actions);
        return;
    }
    const float height = theme().px(64);
    const Rect content =
        begin_scroll("sessions", rows.rest(), height * static_cast<float>(view.sessions.size()));
    const float gap = theme().px(4);
    // Only those in sight, however many there are.
    const float top = rows.rest().y - content.y;
    const auto first = static_cast<int>(std::max(top / height, 0.F));
    const auto last = std::min(static_cast<int>((top + rows.rest().height) / height) + 1,
                               static_cast<int>(view.sessions.size()));
    for (int i = first; i < last; ++i) {
        const Rect row = {content.x, content.y + static_cast<float>(i) * height, content.width,
                          height - gap};
        ImGui::PushID(i);
        draw_row(view, i, row, actions);
        ImGui::PopID();
    }
    end_scroll();
}

}  // namespace spotter
