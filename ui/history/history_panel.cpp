#include "ui/history/history_panel.h"

#include <algorithm>
#include <cctype>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/history/history_parts.h"
#include "ui/history/history_text.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_header(const HistoryView& view, const HistoryLayout& layout, HistoryActions& actions) {
    Cutter row(layout.header, theme().px(8));
    const bool some = view.kept > 0 && !view.busy;
    if (layout.narrow) {
        const float side = theme().px(38);
        if (icon_button("import", row.right(side), Icon::open, "Import…")) {
            actions.open_import = true;
        }
        if (icon_button("export", row.right(side), Icon::download, "Export…") && some) {
            actions.open_export_all = true;
        }
    } else {
        if (text_button("import", row.right(theme().px(108)), "Import…", false, !view.busy)) {
            actions.open_import = true;
        }
        if (text_button("export", row.right(theme().px(108)), "Export…", false, some)) {
            actions.open_export_all = true;
        }
        draw_text(row.left(theme().px(130)), "History", Type::large, theme().palette().text);
    }
    const Rect rest = row.rest();
    const int page = segments("page", rest.left(std::min(rest.width, theme().px(390))),
                              {"Workouts", "Trends", "Deleted"}, static_cast<int>(view.page));
    if (page >= 0) actions.page = static_cast<HistoryPage>(page);
}

void draw_failed(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    const Message message = failure_message("The workouts could not be read", view.failure);
    if (draw_message(area, message) == Clicked::primary) actions.retry = true;
}

void draw_empty(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    Message message;
    message.icon = Icon::history;
    message.color = theme().palette().accent;
    if (view.reading) {
        message.title = "Reading the workouts…";
        message.spinning = true;
    } else {
        message.title = "Your workouts will be here";
        message.text =
            "Train in front of the camera in Live: from the first exercise on, Spotter keeps what "
            "was done by itself. Then you see here each set and rep, a calendar, and how you get "
            "on from week to week.";
        message.primary = "Go to Live";
        message.secondary = "Import…";
    }
    const Clicked clicked = draw_message(area, message);
    if (clicked == Clicked::primary) actions.go_to_live = true;
    if (clicked == Clicked::secondary) actions.open_import = true;
}

// What becomes of deleted workouts, and the way to end them now.
void draw_deleted_side(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    const Palette& colors = theme().palette();
    const float height = std::min(area.height, theme().px(190));
    const Rect card = area.top(height);
    draw_card(card, colors.surface);
    Cutter rows(card.inset(theme().px(14), theme().px(12)), theme().px(8));
    draw_text(rows.top(theme().px(24)), "Deleted", Type::strong, colors.text);
    if (text_button("purge", rows.below(theme().px(38)), "End them for good…", false,
                    !view.sessions.empty() && !view.busy)) {
        actions.open_purge = true;
    }
    std::string text = "Kept for 30 days, then ended with their video.";
    if (view.deleted_video_bytes > 0) {
        text += " Their video takes " + bytes_text(view.deleted_video_bytes) + " of the disk.";
    }
    draw_paragraph(rows.rest(), text, Type::body, colors.muted);
}

void draw_workouts(const HistoryView& view, const HistoryLayout& layout, HistoryActions& actions) {
    if (!layout.calendar.empty()) {
        view.page == HistoryPage::deleted ? draw_deleted_side(view, layout.calendar, actions)
                                          : draw_history_calendar(view, layout.calendar, actions);
    }
    draw_history_list(view, layout.list, actions);
    if (!layout.details.empty()) draw_history_details(view, layout.details, actions);
}

void read_keys(const HistoryView& view, HistoryActions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool dialog = view.exporting || view.importing || view.naming || view.purging;
    if (dialog || io.WantTextInput || view.page == HistoryPage::trends) return;
    const auto last = static_cast<int>(view.sessions.size()) - 1;
    if (key_pressed(ImGuiKey_DownArrow, true) && view.selected < last) {
        actions.row = view.selected + 1;
    }
    if (key_pressed(ImGuiKey_UpArrow, true) && view.selected > 0) actions.row = view.selected - 1;
    if (key_pressed(ImGuiKey_Enter) && can_replay(view, view.selected))
        actions.replay = view.selected;
    if (key_pressed(ImGuiKey_Delete) && !view.chosen.empty() && !view.busy && can_change(view) &&
        view.page == HistoryPage::workouts) {
        actions.remove = true;
    }
    if (key_pressed(ImGuiKey_Escape)) {
        if (view.chosen.empty() && view.day) {
            actions.day = std::optional<std::chrono::sys_days>();
        } else {
            actions.choose_none = true;
        }
    }
    if (!io.KeyCtrl) return;
    if (key_pressed(ImGuiKey_Z) && view.undo && !view.busy) actions.undo = true;
    if (key_pressed(ImGuiKey_A)) actions.choose_all = true;
}

}  // namespace

HistoryActions draw_history_panel(const HistoryView& view, const Rect& area) {
    HistoryActions actions;
    const bool details = view.selected >= 0 || view.chosen.size() > 1;
    const HistoryLayout layout = history_layout_for(area, theme().px(1), details);
    begin_panel("History", area);
    draw_header(view, layout, actions);
    const bool nothing = view.kept == 0 && !view.undo && view.page != HistoryPage::deleted;
    if (!view.failure.empty()) {
        draw_failed(view, layout.body, actions);
    } else if (nothing) {
        draw_empty(view, layout.body, actions);
    } else if (view.page == HistoryPage::trends) {
        draw_history_trends(view, layout.body, actions);
    } else {
        draw_workouts(view, layout, actions);
    }
    end_panel();
    if (view.failure.empty() && !nothing) read_keys(view, actions);
    draw_history_dialogs(view, actions);
    return actions;
}

}  // namespace spotter
