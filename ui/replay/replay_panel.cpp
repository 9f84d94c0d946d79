#include "ui/replay/replay_panel.h"

#include <algorithm>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/replay/replay_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void choose_recording(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    ChoiceView recent;
    recent.items = view.recent;
    recent.busy = view.reading_recent;
    const int chosen = choice("open", area, recent, {Icon::open, "", "Open", "Open a video file…"});
    if (chosen == static_cast<int>(view.recent.size())) {
        actions.open_text = "";
    } else if (chosen >= 0) {
        actions.open_recent = chosen;
    }
}

void choose_comparison(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const int chosen =
        choice("compare", area, view.models, {Icon::model, "", "Compare…", std::string()});
    if (chosen >= 0) actions.compare = chosen;
}

void draw_header(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const Palette& colors = theme().palette();
    Cutter row(area, theme().px(6));
    const float side = theme().px(38);
    const auto button = [&](const char* id, Icon icon, const char* hint, bool enabled) {
        const Rect place = row.right(side);
        const Rect square = {place.x, place.y + (place.height - side) / 2, side, side};
        return icon_button(id, square, icon, hint, enabled);
    };
    choose_recording(view, row.right(theme().px(128)), actions);
    if (button("help", Icon::help, "Keys (?)", false)) actions.show_help = true;
    if (view.phase == ReplayPhase::ready) {
        if (!view.models.items.empty()) {
            choose_comparison(view, row.right(theme().px(150)), actions);
        }
        if (text_button("dataset", row.right(theme().px(146)), "Add to dataset…", false)) {
            actions.open_adding = true;
        }
        if (button("redo", Icon::redo, "Do it again (Ctrl Shift Z)", view.can_redo)) {
            actions.redo = true;
        }
        if (button("undo", Icon::undo, "Undo (Ctrl Z)", view.can_undo)) actions.undo = true;
    }
    const Rect text = row.rest();
    const std::string title = view.phase == ReplayPhase::empty ? "Replay" : view.title;
    if (view.detail.empty() || view.phase == ReplayPhase::empty) {
        draw_text(text, title, Type::large, colors.text);
    } else {
        draw_text_fitted(text.top(text.height * 0.58F), title, Type::title,
                         theme().size(Type::title), colors.text, Align::left, 0.7F);
        draw_text(text.below(text.height * 0.42F), view.detail, Type::small, colors.muted);
        // There is not always room for all of it.
        if (!text.empty()) {
            ImGui::SetCursorScreenPos({text.x, text.y});
            ImGui::InvisibleButton("title", {text.width, text.height});
            tooltip(title + "\n" + view.detail);
        }
    }
}

void draw_recent(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const Palette& colors = theme().palette();
    Cutter rows(area, theme().px(6));
    draw_text(rows.top(theme().px(26)), "Recent", Type::strong, colors.muted);
    const float height = theme().px(52);
    const Rect content =
        begin_scroll("recent", rows.rest(), height * static_cast<float>(view.recent.size()));
    for (std::size_t i = 0; i < view.recent.size(); ++i) {
        const Rect row = {content.x, content.y + static_cast<float>(i) * height, content.width,
                          height - theme().px(4)};
        if (!in_view(row)) continue;
        ImGui::SetCursorScreenPos({row.x, row.y});
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("recent", {row.width, row.height})) {
            actions.open_recent = static_cast<int>(i);
        }
        draw_card(row, ImGui::IsItemHovered() ? colors.hovered : colors.surface);
        ImGui::PopID();
        const Rect inner = row.inset(theme().px(12), theme().px(5));
        draw_text(inner.top(inner.height * 0.56F), view.recent[i].name, Type::body, colors.text);
        draw_text(inner.below(inner.height * 0.44F), view.recent[i].detail, Type::small,
                  colors.muted);
    }
    end_scroll();
}

void draw_empty(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    Message message;
    message.icon = Icon::replay;
    message.color = theme().palette().accent;
    message.title = "Look at a workout again";
    message.text =
        "Open a session that Spotter kept, or drop a video on this window: what was done is laid "
        "out in time, and can be corrected and learned from.";
    message.primary = "Open a video…";
    Cutter columns(area, theme().px(16));
    if (!view.recent.empty()) {
        draw_recent(view, columns.right(std::min(theme().px(400), area.width * 0.42F)), actions);
    }
    if (draw_message(columns.rest(), message) == Clicked::primary) actions.open_text = "";
}

void draw_busy(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    Message message;
    message.color = theme().palette().accent;
    message.spinning = true;
    message.title = view.phase == ReplayPhase::opening ? "Opening…" : "Looking at the video…";
    message.text = view.step;
    if (view.progress >= 0)
        message.text += (message.text.empty() ? "" : ", ") + percent(view.progress);
    if (view.left_s) message.text += ", " + clock_time(*view.left_s) + " left";
    message.primary = "Cancel";
    if (draw_message(area, message) == Clicked::primary) actions.cancel = true;
}

void draw_failed(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const Message message =
        failure_message("That did not work", view.failure, "Open another…", "Try again");
    const Clicked clicked = draw_message(area, message);
    // A name that was mistyped is mended rather than typed again.
    if (clicked == Clicked::primary) actions.open_text = view.asked_file;
    if (clicked == Clicked::secondary) actions.retry = true;
}

void draw_ready(const ReplayView& view, const ReplayLayout& layout, ReplayActions& actions) {
    draw_replay_player(view, layout, actions);
    draw_replay_side(view, layout.side, actions);
    draw_timeline_legend(view, layout.legend, actions);
    draw_timeline_plot(view, layout);
    draw_timeline_lanes(view, layout);
    read_timeline(view, layout, actions);
}

}  // namespace

ReplayActions draw_replay_panel(const ReplayView& view, const Rect& area) {
    ReplayActions actions;
    const ReplayLayout layout = replay_layout_for(area, theme().px(1), view.comparison.has_value());
    begin_panel("Replay", area);
    draw_header(view, layout.header, actions);
    const Rect body = {layout.header.x, layout.header.bottom() + theme().px(8), layout.header.width,
                       area.bottom() - layout.header.bottom() - theme().px(18)};
    switch (view.phase) {
        case ReplayPhase::empty:
            draw_empty(view, body, actions);
            break;
        case ReplayPhase::opening:
        case ReplayPhase::analysing:
            draw_busy(view, body, actions);
            break;
        case ReplayPhase::failed:
            draw_failed(view, body, actions);
            break;
        case ReplayPhase::ready:
            draw_ready(view, layout, actions);
            break;
    }
    end_panel();
    read_replay_keys(view, actions);
    draw_replay_dialogs(view, actions);
    return actions;
}

}  // namespace spotter
