#include "ui/files/files_panel.h"

#include <algorithm>

#include <imgui.h>

#include "ui/files/files_parts.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

void draw_header(const FilesView& view, const Rect& area, FilesActions& actions) {
    Cutter row(area, theme().px(8));
    const Rect close = row.right(theme().px(38));
    if (icon_button("close", close, Icon::close, "Close (Esc)")) actions.close = true;
    draw_text(row.rest(), view.title, Type::large, theme().palette().text);
}

TextEdit draw_path(const FilesView& view, const Rect& area, FilesActions& actions) {
    Cutter row(area, theme().px(8));
    if (text_button("parent", row.left(theme().px(56)), "Up", false)) actions.parent = true;
    tooltip("The folder above (Backspace)");
    if (view.can_make) {
        const bool wide = area.width > theme().px(420);
        const bool wanted =
            wide ? text_button("new", row.right(theme().px(124)), "New folder", false)
                 : icon_button("new", row.right(theme().px(38)), Icon::plus, "New folder");
        if (wanted) actions.new_folder = true;
    }
    const TextEdit edit =
        text_field("path", row.rest(), view.path_text, "Path of a folder or file");
    if (edit.text) actions.path_text = *edit.text;
    if (edit.entered) actions.go_to_path = true;
    return edit;
}

void draw_places(const FilesView& view, const Rect& area, FilesActions& actions) {
    const Palette& colors = theme().palette();
    const float height = theme().px(40);
    const Rect content =
        begin_scroll("places", area, height * static_cast<float>(view.places.size()));
    for (std::size_t i = 0; i < view.places.size(); ++i) {
        const FilePlace& place = view.places[i];
        const Rect row = {content.x, content.y + static_cast<float>(i) * height, content.width,
                          height - theme().px(2)};
        ImGui::SetCursorScreenPos({row.x, row.y});
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("place", {row.width, row.height})) {
            actions.place = static_cast<int>(i);
        }
        ImGui::PopID();
        const bool here = place.path == view.folder;
        if (here || ImGui::IsItemHovered()) draw_card(row, colors.raised);
        Cutter inner(row.inset(theme().px(10), 0), theme().px(10));
        draw_icon(*ImGui::GetWindowDrawList(), inner.left(theme().px(18)), place.icon,
                  here ? colors.accent : colors.muted);
        draw_text(inner.rest(), place.name, Type::body, here ? colors.text : colors.muted);
    }
    end_scroll();
}

// The kinds beside the filter.
TextEdit draw_filter(const FilesView& view, const Rect& area, bool focus, FilesActions& actions) {
    Cutter row(area, theme().px(8));
    if (view.kinds.size() > 1) {
        const float width = std::min(theme().px(240), area.width * 0.5F);
        const int kind = segments("kind", row.right(width), view.kinds, view.kind);
        if (kind >= 0 && kind != view.kind) actions.kind = kind;
    }
    if (view.name) {
        draw_text(row.rest(), "Files that are there already", Type::small, theme().palette().muted);
        return {};
    }
    const TextEdit edit = text_field("filter", row.rest(), view.filter, "Type to filter", focus);
    if (edit.text) actions.filter = *edit.text;
    return edit;
}

void draw_status(const FilesView& view, const Rect& area) {
    const Palette& colors = theme().palette();
    Cutter row(area, theme().px(8));
    if (view.warning) {
        draw_icon(*ImGui::GetWindowDrawList(), row.left(theme().px(20)), Icon::warning,
                  colors.warning);
    }
    draw_text(row.rest(), view.status, Type::body, view.warning ? colors.warning : colors.muted);
}

void draw_question(const FilesView& view, const Rect& area, FilesActions& actions) {
    Cutter row(area, theme().px(10));
    const float width = theme().px(130);
    if (text_button("replace", row.right(width), "Replace it", true)) actions.replace = true;
    if (text_button("keep", row.right(width), "Keep it", false)) actions.keep = true;
    draw_status(view, row.rest());
}

void draw_making(const FilesView& view, const Rect& area, FilesActions& actions) {
    Cutter row(area, theme().px(10));
    const float width = theme().px(130);
    if (text_button("make", row.right(width), "Make folder", true, !view.folder_name->empty())) {
        actions.make_folder = true;
    }
    if (text_button("keep", row.right(theme().px(110)), "Cancel", false)) actions.keep = true;
    draw_status(view, row.rest());
}

void draw_folder_field(const FilesView& view, const Rect& area, bool focus, FilesActions& actions) {
    Cutter row(area, theme().px(10));
    draw_text(row.left(theme().px(86)), "New folder", Type::body, theme().palette().muted);
    const TextEdit edit = text_field("folder", row.rest(), *view.folder_name, "Its name", focus);
    if (edit.text) actions.folder_name = *edit.text;
    if (edit.entered) actions.make_folder = true;
}

// The name to save under, where that is asked for.
TextEdit draw_name_field(const FilesView& view, const Rect& area, bool focus,
                         FilesActions& actions) {
    Cutter row(area, theme().px(10));
    draw_text(row.left(theme().px(56)), "Name", Type::body, theme().palette().muted);
    const TextEdit edit = text_field("name", row.rest(), *view.name, "Name of the file", focus);
    if (edit.text) actions.name = *edit.text;
    return edit;
}

void draw_end(const FilesView& view, const Rect& area, FilesActions& actions) {
    Cutter row(area, theme().px(10));
    const float wide = text_width(view.button, Type::strong) + theme().px(36);
    if (text_button("choose", row.right(std::max(theme().px(130), wide)), view.button, true,
                    view.ready)) {
        actions.choose = true;
    }
    if (text_button("cancel", row.right(theme().px(110)), "Cancel", false)) actions.close = true;
    draw_status(view, row.rest());
}

// Nothing else is typed into, so that letters go to the filter or the name.
bool wants_focus() {
    return !ImGui::IsAnyItemActive() && !ImGui::IsMouseDown(0);
}

}  // namespace

FilesActions draw_files_panel(const FilesView& view, const Rect& area) {
    FilesActions actions;
    FilesFocus focus;
    begin_panel("Files", area);
    const bool making = view.folder_name.has_value();
    const bool free = wants_focus();
    const bool typed = !view.asking && !making && free;
    Cutter rows(area.inset(theme().px(20), theme().px(14)), theme().px(10));
    draw_header(view, rows.top(theme().px(38)), actions);
    ImGui::PushID(view.version);
    focus.path = draw_path(view, rows.top(theme().px(40)), actions);
    const Rect end = rows.below(theme().px(42));
    if (making) {
        draw_making(view, end, actions);
    } else if (view.asking) {
        draw_question(view, end, actions);
    } else {
        draw_end(view, end, actions);
    }
    if (making) {
        draw_folder_field(view, rows.below(theme().px(40)), free, actions);
    } else if (view.name) {
        focus.typed = draw_name_field(view, rows.below(theme().px(40)), typed, actions);
    }
    Cutter columns(rows.rest(), theme().px(16));
    const bool wide = area.width > theme().px(560);
    if (wide) {
        const Rect places = columns.left(std::min(theme().px(180), area.width * 0.24F));
        draw_places(view, places, actions);
    }
    Cutter right(columns.rest(), theme().px(8));
    const bool low = area.height < theme().px(320);
    if (!view.name || !low) {
        const TextEdit filter = draw_filter(view, right.top(theme().px(38)), typed, actions);
        if (!view.name) focus.typed = filter;
    }
    ImGui::PopID();
    draw_files_list(view, right.rest(), actions);
    end_panel();
    read_files_keys(view, focus, actions);
    return actions;
}

}  // namespace spotter
