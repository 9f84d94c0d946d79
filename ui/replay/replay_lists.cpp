#include <algorithm>
#include <array>

#include "engine/core/counted.h"
#include "engine/core/set_name.h"
#include "ui/fields.h"
#include "ui/format.h"
#include "ui/panel.h"
#include "ui/replay/replay_parts.h"
#include "ui/widgets.h"

// What the side of Replay lists: the sets, or what another model says else.
namespace spotter {

namespace {

using Kind = ReplaySelection::Kind;

struct ListRow {
    std::string text;
    std::string time;
    std::string detail;  // beneath; may be empty
    ImU32 dot = 0;
};

// One row of a list that leads to a moment.
bool list_row(int id, const Rect& row, const ListRow& texts, bool on) {
    const Palette& colors = theme().palette();
    ImGui::SetCursorScreenPos({row.x, row.y});
    ImGui::PushID(id);
    const bool clicked = ImGui::InvisibleButton("row", {row.width, row.height});
    ImGui::PopID();
    if (on || ImGui::IsItemHovered()) draw_card(row, on ? colors.raised : colors.hovered);
    if (!texts.detail.empty()) tooltip(texts.detail);
    const Rect inner = row.inset(theme().px(8), texts.detail.empty() ? 0 : theme().px(4));
    Cutter parts(inner.top(std::min(inner.height, theme().px(texts.detail.empty() ? 32 : 24))),
                 theme().px(8));
    const Rect sign = parts.left(theme().px(10));
    ImGui::GetWindowDrawList()->AddCircleFilled({sign.x + sign.width / 2, sign.y + sign.height / 2},
                                                theme().px(4), texts.dot);
    draw_text(parts.right(text_width(texts.time, Type::small) + 1), texts.time, Type::small,
              colors.muted, Align::right);
    const Rect text = parts.rest();
    draw_text(text, texts.text, Type::body, colors.text);
    if (texts.detail.empty()) return clicked;
    draw_text({text.x, text.bottom(), inner.right() - text.x, inner.bottom() - text.bottom()},
              texts.detail, Type::small, colors.muted);
    return clicked;
}

// What a set came to, and beneath it its note.
float set_row_height(const RecordedSet& set) {
    return theme().px(set.note.empty() ? 32 : 50);
}

void draw_set_row(const ReplayView& view, const RecordedSet& set, const Rect& row,
                  ReplayActions& actions) {
    const double start = to_seconds(set.start);
    const std::string time = clock_time(start);
    const float room = row.width - text_width(time, Type::small) - theme().px(44);
    const int number = set_of_exercise(view.edit->sets, set);
    const ListRow texts = {set_title(number, set, room, Type::body), time, set.note,
                           color_of(view, set.label)};
    if (list_row(set.number, row, texts, set_at(view, view.player.position_s) == &set)) {
        actions.select = ReplaySelection{Kind::set, set.number, 0, start, to_seconds(set.end)};
        actions.seek_s = start;
    }
}

void draw_set_rows(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    float height = 0;
    for (const RecordedSet& set : view.edit->sets) height += set_row_height(set);
    const Rect content = begin_scroll("sets", area, height);
    float y = content.y;
    for (const RecordedSet& set : view.edit->sets) {
        const Rect row = {content.x, y, content.width, set_row_height(set)};
        if (in_view(row)) draw_set_row(view, set, row, actions);
        y = row.bottom();
    }
    end_scroll();
}

// Beside the title, as much of it as there is room for.
void draw_history_button(const ReplayView& view, Cutter& row, ReplayActions& actions) {
    struct Texts {
        std::array<const char*, 3> names;  // the longest first
        const char* hint;
    };
    static constexpr Texts kKeep = {{"Keep in History (H)", "Keep in History", "Keep"},
                                    "Keep the workout of this video in History (H)"};
    static constexpr Texts kKeeping = {{"Keeping…", "Keeping…", "Keeping…"}, "It is being written"};
    static constexpr Texts kKept = {{"Open History (H)", "Open History", "History"},
                                    "It is kept; corrections go there. Open History (H)"};
    if (view.in_history == InHistory::unasked) return;
    const Texts& texts = view.in_history == InHistory::no    ? kKeep
                         : view.in_history == InHistory::yes ? kKept
                                                             : kKeeping;
    const float room = row.rest().width - text_width("Sets", Type::title) - theme().px(6);
    const auto* name = std::ranges::find_if(
        texts.names, [&](const char* text) { return chip_width(text) <= room; });
    if (name == texts.names.end()) --name;
    const Rect place = row.right(chip_width(*name));
    if (chip("history", place.inset(0, theme().px(2)), *name, false)) ask_history(view, actions);
    tooltip(texts.hint);
}

std::string label_or_nothing(const std::string& label) {
    return label.empty() ? "nothing" : display_name(label);
}

void draw_difference_buttons(const OpinionView& comparison, Cutter& rows, ReplayActions& actions) {
    const Rect buttons = rows.top(theme().px(36));
    const float half = (buttons.width - theme().px(6)) / 2;
    if (text_button("next", buttons.left(half), "Next (N)", false)) {
        actions.go_to_difference = comparison.next;
    }
    if (text_button("take", buttons.right_part(half), "Take (T)", false, comparison.current >= 0)) {
        actions.take_difference = comparison.current;
    }
    Cutter line(rows.top(theme().px(26)), theme().px(6));
    if (chip("all", line.right(chip_width("Take all")), "Take all", false)) {
        actions.take_all = true;
    }
    const std::string count = counted(comparison.differences.size(), "difference");
    const std::string text = count + ": here → there";
    const bool fits = text_width(text, Type::small) <= line.rest().width;
    draw_text(line.rest(), fits ? text : count, Type::small, theme().palette().muted);
}

}  // namespace

void draw_differences(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const Palette& colors = theme().palette();
    const OpinionView& comparison = *view.comparison;
    Cutter rows(area, theme().px(6));
    Cutter title(rows.top(theme().px(30)), theme().px(6));
    if (icon_button("end", title.right(theme().px(30)), Icon::close, "End the comparison")) {
        actions.end_comparison = true;
    }
    draw_text(title.rest(), "Against " + comparison.model, Type::title, colors.text);
    if (!comparison.failure.empty()) {
        draw_paragraph(rows.rest(), sentence(comparison.failure), Type::body, colors.danger);
        return;
    }
    if (comparison.busy) {
        draw_text(rows.top(theme().px(22)), "It looks at the recording…", Type::body, colors.muted);
        draw_bar(rows.top(theme().px(6)), static_cast<float>(std::max(comparison.progress, 0.0)),
                 colors.accent);
        return;
    }
    const auto count = comparison.differences.size();
    if (count == 0) {
        draw_paragraph(rows.rest(), "Both say the same all along.", Type::body, colors.muted);
        return;
    }
    const float height = theme().px(32);
    const float all = height * static_cast<float>(count);
    const float head = theme().px(36 + 6 + 26 + 6);
    // Where there is no room for a list, the buttons above it are scrolled, too.
    const bool small = rows.rest().height < head + 2 * height;
    Cutter parts(small ? begin_scroll("differences", rows.rest(), head + all) : rows.rest(),
                 theme().px(6));
    draw_difference_buttons(comparison, parts, actions);
    const Rect content = small ? parts.rest() : begin_scroll("differences", parts.rest(), all);
    for (std::size_t i = 0; i < count; ++i) {
        const SegmentDifference& part = comparison.differences[i];
        const Rect row = {content.x, content.y + static_cast<float>(i) * height, content.width,
                          height};
        if (!in_view(row)) continue;
        const std::string text = label_or_nothing(part.a) + " → " + label_or_nothing(part.b);
        const ListRow texts = {text, clock_time(to_seconds(part.start)), "",
                               color_of(view, part.b)};
        if (list_row(static_cast<int>(i), row, texts, static_cast<int>(i) == comparison.current)) {
            actions.go_to_difference = static_cast<int>(i);
        }
    }
    end_scroll();
}

void draw_set_list(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    const Palette& colors = theme().palette();
    Cutter rows(area, theme().px(6));
    Cutter title(rows.top(theme().px(30)), theme().px(6));
    draw_history_button(view, title, actions);
    draw_text(title.rest(), "Sets", Type::title, colors.text);
    if (!view.save_failure.empty()) {
        const float height = warning_height(area.width, view.save_failure);
        warning_line(rows.below(height), view.save_failure);
    } else if (!view.saved.empty()) {
        draw_text(rows.below(theme().px(20)), view.saved, Type::small, colors.muted);
    }
    if (view.edit->sets.empty()) {
        draw_paragraph(rows.rest(),
                       "None was counted. Drag over the curves to mark a stretch, and say what it "
                       "shows.",
                       Type::body, colors.muted);
        return;
    }
    draw_set_rows(view, rows.rest(), actions);
}

}  // namespace spotter
