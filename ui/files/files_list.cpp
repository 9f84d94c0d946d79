#include <ctime>

#include <imgui.h>

#include "ui/files/files_parts.h"
#include "ui/format.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// "2026-11-25 18:03" on this machine's clock; empty when it is none.
std::string moment_text(std::int64_t seconds) {
    const auto moment = static_cast<std::time_t>(seconds);
    std::tm local{};
    char text[32];
    if (localtime_r(&moment, &local) == nullptr) return {};
    return {text, std::strftime(text, sizeof(text), "%Y-%m-%d %H:%M", &local)};
}

void draw_facts(const FileRow& row, Cutter& rest) {
    const ImU32 color = theme().palette().muted;
    constexpr float kLeastName = 180;  // logical; what is narrower is without them
    const float date = theme().px(110);
    const float size = theme().px(76);
    if (rest.rest().width > date + size + theme().px(kLeastName)) {
        const Rect place = rest.right(date);
        if (!row.folder)
            draw_text(place, moment_text(row.changed_s), Type::small, color, Align::right);
    }
    if (rest.rest().width > size + theme().px(kLeastName)) {
        const Rect place = rest.right(size);
        if (!row.folder) draw_text(place, bytes_text(row.bytes), Type::small, color, Align::right);
    }
}

void draw_row(const FilesView& view, int place, const Rect& area, FilesActions& actions) {
    const Palette& colors = theme().palette();
    const auto index = static_cast<std::size_t>((*view.shown)[static_cast<std::size_t>(place)]);
    const FileRow& row = (*view.rows)[index];
    ImGui::SetCursorScreenPos({area.x, area.y});
    if (ImGui::InvisibleButton("row", {area.width, area.height})) {
        actions.row = place;
        actions.click = row_click();
    }
    const bool hovered = ImGui::IsItemHovered();
    if (hovered && ImGui::IsMouseDoubleClicked(0)) {
        actions.row = place;
        actions.click = RowClick::only;
        actions.enter = true;
    }
    const bool chosen = index < view.chosen.size() && view.chosen[index];
    if (chosen) {
        draw_card(area, faded(colors.accent, 0.18F));
    } else if (hovered || place == view.cursor) {
        draw_card(area, colors.raised);
    }
    if (place == view.cursor) {
        ImGui::GetWindowDrawList()->AddRectFilled(
            {area.x, area.y + area.height * 0.2F},
            {area.x + theme().px(3), area.bottom() - area.height * 0.2F}, colors.accent,
            theme().px(1.5F));
    }
    Cutter rest(area.inset(theme().px(10), 0), theme().px(14));
    const Rect sign = rest.left(theme().px(20));
    draw_icon(*ImGui::GetWindowDrawList(), sign, row.icon,
              row.folder ? colors.accent : colors.muted);
    draw_facts(row, rest);
    draw_name(rest.rest(), row.name, row.folder ? Type::strong : Type::body, colors.text);
}

// Scrolls to the cursor when it is out of sight.
void follow_cursor(int cursor, float height, float seen) {
    const float top = static_cast<float>(cursor) * height;
    const float at = ImGui::GetScrollY();
    if (top < at) ImGui::SetScrollY(top);
    if (top + height > at + seen) ImGui::SetScrollY(top + height - seen);
}

void draw_rows(const FilesView& view, const Rect& area, FilesActions& actions) {
    const auto count = static_cast<int>(view.shown->size());
    const float height = theme().px(36);
    // Another folder begins at its top.
    ImGui::PushID(view.folder.c_str());
    const Rect content = begin_scroll("files", area, height * static_cast<float>(count));
    if (view.show_cursor && view.cursor >= 0) follow_cursor(view.cursor, height, area.height);
    ImGui::SetCursorScreenPos({content.x, content.y});
    ImGuiListClipper clipper;
    clipper.Begin(count, height);
    while (clipper.Step()) {
        for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
            const Rect row = {content.x, content.y + static_cast<float>(i) * height, content.width,
                              height - theme().px(2)};
            ImGui::PushID(i);
            draw_row(view, i, row, actions);
            ImGui::PopID();
        }
    }
    end_scroll();
    ImGui::PopID();
}

Message empty_message(const FilesView& view) {
    Message message;
    message.icon = Icon::folder;
    message.color = theme().palette().accent;
    if (!view.filter.empty()) {
        message.title = "Nothing here is called “" + view.filter + "”";
        message.text = "Escape shows all again.";
    } else {
        message.title = view.status.empty() ? "This folder is empty" : "Nothing here can be chosen";
        message.text = view.status;
    }
    return message;
}

}  // namespace

void draw_files_list(const FilesView& view, const Rect& area, FilesActions& actions) {
    if (view.reading) {
        Message message;
        message.color = theme().palette().accent;
        message.spinning = true;
        message.title = "Reading the folder…";
        message.text = view.read;
        draw_message(area, message);
    } else if (!view.failure.empty()) {
        Message message;
        message.icon = Icon::warning;
        message.color = theme().palette().warning;
        message.title = view.failure;
        message.primary = "One folder up";
        if (draw_message(area, message) == Clicked::primary) actions.parent = true;
    } else if (view.rows != nullptr && view.shown != nullptr && !view.shown->empty()) {
        draw_rows(view, area, actions);
    } else if (view.rows != nullptr) {
        draw_message(area, empty_message(view));
    }
}

}  // namespace spotter
