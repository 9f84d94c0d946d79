#include <algorithm>
#include <array>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// Parts of a row's width for the columns of the label table.
using Columns = std::array<float, 7>;
constexpr Columns kColumns = {0.30F, 0.11F, 0.13F, 0.13F, 0.11F, 0.11F, 0.11F};
// Where there is no room for all of them.
constexpr Columns kFewColumns = {0.46F, 0.17F, 0.20F, 0, 0, 0, 0.17F};
constexpr std::array<const char*, 7> kTitles = {"Label", "Clips", "Groups", "Minutes",
                                                "Train", "Val.",  "Test"};

std::array<Rect, 7> cells_of(const Rect& row) {
    std::array<Rect, 7> out;
    const Columns& columns = row.width < theme().px(420) ? kFewColumns : kColumns;
    float x = row.x;
    for (std::size_t i = 0; i < columns.size(); ++i) {
        out[i] = {x, row.y, row.width * columns[i] - theme().px(4), row.height};
        x += row.width * columns[i];
    }
    return out;
}

void draw_numbers(const LabelRow& row, const std::array<Rect, 7>& cells, ImU32 color) {
    const auto number = [&](std::size_t column, const std::string& text) {
        if (!cells[column].empty()) {
            draw_text(cells[column], text, Type::body, color, Align::right);
        }
    };
    number(1, std::to_string(row.clips));
    number(2, std::to_string(row.groups));
    number(3, fixed(row.minutes, 1));
    for (std::size_t split = 1; split < 4; ++split) {
        number(3 + split, std::to_string(row.by_split[split]));
    }
}

void draw_heads(const std::array<Rect, 7>& cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (cells[i].empty()) continue;
        draw_text(cells[i], kTitles[i], Type::small, theme().palette().muted,
                  i == 0 ? Align::left : Align::right);
    }
}

void draw_label_row(const DatasetView& view, int index, const Rect& area, DatasetActions& actions) {
    const Palette& colors = theme().palette();
    const LabelRow& row = view.labels[static_cast<std::size_t>(index)];
    ImGui::SetCursorScreenPos({area.x, area.y});
    if (ImGui::InvisibleButton("row", {area.width, area.height})) actions.select = index;
    const bool chosen = index == view.selected;
    if (chosen || ImGui::IsItemHovered()) draw_card(area, chosen ? colors.raised : colors.hovered);
    const std::array<Rect, 7> cells = cells_of(area.inset(theme().px(10), 0));
    ImGui::GetWindowDrawList()->AddCircleFilled(
        {cells[0].x + theme().px(4), area.y + area.height / 2}, theme().px(4),
        theme().label_color(index, row.idle));
    draw_text(cells[0].right_part(cells[0].width - theme().px(16)), display_name(row.label),
              Type::strong, row.idle ? colors.muted : colors.text);
    draw_numbers(row, cells, colors.text);
}

void choose_split(const ClipRow& clip, std::size_t index, const Rect& area,
                  DatasetActions& actions) {
    ChoiceView splits;
    for (const char* name : kSplitNames) splits.items.push_back({name});
    splits.current = static_cast<int>(clip.split);
    const int chosen = choice("split", area, splits, {Icon::chart, "", "None", ""});
    tooltip("The part of the dataset that this clip and its group belong to");
    if (chosen >= 0 && chosen != splits.current) {
        actions.move = index;
        actions.to = static_cast<ClipSplit>(chosen);
    }
}

void draw_clip_row(const DatasetView& view, std::size_t index, const Rect& area,
                   DatasetActions& actions) {
    const Palette& colors = theme().palette();
    const ClipRow& clip = view.clips[index];
    draw_card(area, colors.surface);
    Cutter row(area.inset(theme().px(8), theme().px(6)), theme().px(8));
    const float side = theme().px(34);
    const auto button = [&](const char* id, Icon icon, const char* hint) {
        const Rect place = row.right(side);
        return icon_button(id, {place.x, place.y + (place.height - side) / 2, side, side}, icon,
                           hint);
    };
    if (button("delete", Icon::trash, "Delete (can be undone)")) actions.remove = index;
    if (button("relabel", Icon::settings, "Give it another label (can be undone)")) {
        actions.edit_relabel =
            RelabelForm{index, view.labels[static_cast<std::size_t>(view.selected)].label};
    }
    const Rect split = row.right(theme().px(148));
    choose_split(
        clip, index,
        {split.x, split.y + (split.height - theme().px(36)) / 2, split.width, theme().px(36)},
        actions);
    // Where there is no room for it, the name is the strip's hint.
    const bool named = row.rest().width > theme().px(260);
    const Rect text =
        named ? row.right(std::min(theme().px(170), row.rest().width * 0.4F)) : Rect();
    const Rect strip = row.rest();
    draw_strip(strip, clip.strip);
    ImGui::SetCursorScreenPos({strip.x, strip.y});
    if (ImGui::InvisibleButton("play", {std::max(strip.width, 1.F), std::max(strip.height, 1.F)})) {
        actions.play = index;
    }
    tooltip("Play " + clip.name);
    if (!named) return;
    draw_name(text.top(text.height * 0.5F), clip.name, Type::body, colors.text);
    std::string detail = clip.group;
    if (clip.seconds > 0) detail = fixed(clip.seconds, 1) + " s · " + detail;
    draw_text(text.below(text.height * 0.45F), detail, Type::small, colors.muted);
}

float warnings_height(const DatasetView& view, float width) {
    float out = 0;
    for (const std::string& line : view.warnings) {
        out += warning_height(width, line) + theme().px(6);
    }
    return out;
}

}  // namespace

void draw_label_table(const DatasetView& view, const Rect& area, DatasetActions& actions) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(8), theme().px(10)), theme().px(4));
    const Rect head = rows.top(theme().px(26));
    const float width = area.width - theme().px(36);
    if (const float needed = warnings_height(view, width); needed > 0) {
        const float room = std::min(needed, area.height * 0.36F);
        const Rect place = rows.below(room + theme().px(6)).inset(theme().px(10), 0);
        const Rect content = begin_scroll("warnings", place, needed);
        float y = content.y;
        for (const std::string& line : view.warnings) {
            y += warning_line({content.x, y, content.width, 0}, line) + theme().px(6);
        }
        end_scroll();
    }
    const Rect total = rows.below(theme().px(30));
    const float height = theme().px(36);
    const Rect content =
        begin_scroll("labels", rows.rest(), height * static_cast<float>(view.labels.size()));
    for (std::size_t i = 0; i < view.labels.size(); ++i) {
        ImGui::PushID(static_cast<int>(i));
        draw_label_row(view, static_cast<int>(i),
                       {content.x, content.y + static_cast<float>(i) * height, content.width,
                        height - theme().px(2)},
                       actions);
        ImGui::PopID();
    }
    end_scroll();
    // As wide as the rows between them, which a scroll bar makes narrower.
    const auto cells = [&](const Rect& row) {
        return cells_of(row.left(content.width).inset(theme().px(10), 0));
    };
    draw_heads(cells(head));
    draw_text(cells(total)[0], "All", Type::strong, colors.muted);
    draw_numbers(view.all, cells(total), colors.muted);
}

void draw_clip_list(const DatasetView& view, const Rect& area, DatasetActions& actions) {
    const float height = theme().px(76);
    const Rect content =
        begin_scroll("clips", area, height * static_cast<float>(view.clips.size()));
    bool any = false;
    for (std::size_t i = 0; i < view.clips.size(); ++i) {
        const Rect row = {content.x, content.y + static_cast<float>(i) * height, content.width,
                          height - theme().px(6)};
        if (!in_view(row)) continue;
        if (!any) actions.first_shown = i;
        any = true;
        actions.last_shown = i + 1;
        ImGui::PushID(static_cast<int>(i));
        draw_clip_row(view, i, row, actions);
        ImGui::PopID();
    }
    end_scroll();
}

void draw_dataset_tab(const DatasetView& view, const Rect& area, DatasetActions& actions) {
    if (view.labels.empty()) {
        Message message;
        message.icon = Icon::film;
        message.color = theme().palette().accent;
        message.title = "There are no clips yet";
        message.text = "Record some, or import a zip, a folder or long videos.";
        message.primary = "Bring clips";
        if (draw_message(area, message) == Clicked::primary) actions.open_clips = true;
        return;
    }
    Cutter columns(area, theme().px(12));
    const Rect table =
        columns.left(std::clamp(area.width * 0.42F, theme().px(300), theme().px(560)));
    draw_label_table(view, table, actions);
    Cutter right(columns.rest(), theme().px(8));
    if (view.undo && undo_bar("undo", right.below(theme().px(44)), *view.undo)) {
        actions.undo = true;
    }
    draw_clip_list(view, right.rest(), actions);
}

}  // namespace spotter
