#include "ui/shell/shell.h"

#include <algorithm>

#include "ui/format.h"
#include "ui/notices.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

// The project's sign: a person seen by a finder.
void draw_brand(const Rect& area) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Palette& colors = theme().palette();
    const float side = std::min(theme().px(34), area.width * 0.6F);
    const Rect sign = {area.x + (area.width - side) / 2, area.y + (area.height - side) / 2, side,
                       side};
    list.AddRectFilled({sign.x, sign.y}, {sign.right(), sign.bottom()}, colors.accent, side * 0.3F);
    draw_icon(list, sign.inset(side / 6), Icon::skeleton, colors.on_accent);
}

bool draw_entry(const Rect& area, const ShellView::Entry& entry, bool current) {
    const Palette& colors = theme().palette();
    ImGui::SetCursorScreenPos({area.x, area.y});
    const bool clicked = ImGui::InvisibleButton(entry.name.c_str(), {area.width, area.height});
    const bool hovered = ImGui::IsItemHovered();
    if (current || hovered) draw_card(area, current ? colors.raised : colors.surface);
    const ImU32 color = current ? colors.text : colors.muted;
    const float text = theme().size(Type::small) * 1.4F;
    const float icon = std::min(theme().px(24), area.height - text);
    const float y = area.y + (area.height - icon - text) / 2;
    draw_icon(*ImGui::GetWindowDrawList(), {area.x, y, area.width, icon}, entry.icon,
              current ? colors.accent : color);
    draw_text({area.x, y + icon, area.width, text}, entry.name, Type::small, color, Align::center);
    return clicked;
}

void draw_rail(const ShellView& view, const Rect& rail, ShellActions& actions) {
    const Palette& colors = theme().palette();
    begin_panel("Rail", rail);
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine({rail.right() - 1, rail.y}, {rail.right() - 1, rail.bottom()}, colors.line);
    const float brand = theme().px(60);
    draw_brand(rail.top(brand));
    const auto count = static_cast<float>(std::max<std::size_t>(view.screens.size(), 1));
    const float height = std::min(theme().px(64), (rail.height - brand) / count);
    const float side = theme().px(6);
    for (std::size_t i = 0; i < view.screens.size(); ++i) {
        const Rect slot = {rail.x, rail.y + brand + static_cast<float>(i) * height, rail.width,
                           height};
        const auto index = static_cast<int>(i);
        if (draw_entry(slot.inset(side, theme().px(2)), view.screens[i], index == view.current)) {
            actions.go_to = index;
        }
        tooltip(view.screens[i].name + " (" + std::to_string(i + 1) + ")");
    }
    end_panel();
}

std::string left_text(const JobView& job) {
    if (job.stopping) return "Stopping…";
    if (!job.left_s) return "";
    return clock_time(*job.left_s) + " left";
}

bool draw_job(const JobView& job, const Rect& area) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.raised);
    Rect rest = area.inset(theme().px(14), 0);
    const float gap = theme().px(14);
    const auto take = [&](float width, bool from_right) {
        const Rect part = from_right ? rest.right_part(width) : rest.left(width);
        rest = from_right ? rest.left(rest.width - width - gap)
                          : rest.right_part(rest.width - width - gap);
        return part;
    };
    draw_spinner(take(theme().px(18), false), colors.accent);
    const float button = std::min(theme().px(36), area.height - theme().px(6));
    const Rect cancel = take(theme().px(88), true);
    const bool clicked = text_button(
        "cancel", {cancel.x, cancel.y + (cancel.height - button) / 2, cancel.width, button},
        "Cancel", false, !job.stopping);
    const std::string left = left_text(job);
    if (!left.empty()) {
        draw_text(take(theme().px(96), true), left, Type::small, colors.muted, Align::right);
    }
    if (job.fraction >= 0) {
        draw_text(take(theme().px(44), true), percent(job.fraction), Type::strong, colors.text,
                  Align::right);
        const Rect bar = take(rest.width * 0.4F, true);
        draw_bar({bar.x, bar.y + (bar.height - theme().px(6)) / 2, bar.width, theme().px(6)},
                 static_cast<float>(job.fraction), colors.accent);
    }
    const float name = std::min(text_width(job.name, Type::strong) + 1, rest.width);
    draw_text(take(name, false), job.name, Type::strong, colors.text);
    if (rest.width > theme().px(30)) {
        draw_text(rest, job.step, Type::body, colors.muted);
    }
    return clicked;
}

void draw_jobs(const ShellView& view, const ShellLayout& layout, ShellActions& actions) {
    if (layout.jobs.empty()) return;
    begin_panel("Jobs", layout.jobs);
    float y = layout.jobs.y;
    for (std::size_t i = 0; i < view.jobs.size() && y < layout.jobs.bottom() - 1; ++i) {
        const Rect row = {layout.jobs.x, y, layout.jobs.width, layout.job_height};
        ImGui::PushID(static_cast<int>(i));
        if (draw_job(view.jobs[i], row.inset(theme().px(16), theme().px(3)))) {
            actions.cancel_job = static_cast<int>(i);
        }
        ImGui::PopID();
        y += layout.job_height;
    }
    end_panel();
}

// Typed text, so that it works on every keyboard layout.
void read_digits(const ShellView& view, ShellActions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    if (view.typing || io.WantTextInput || io.KeyAlt ||
        ImGui::IsPopupOpen("", ImGuiPopupFlags_AnyPopup)) {
        return;
    }
    for (const ImWchar letter : io.InputQueueCharacters) {
        const int index = letter - '1';
        if (index >= 0 && index < static_cast<int>(view.screens.size())) actions.go_to = index;
    }
}

// Beside notices.
float margin() {
    return theme().px(16);
}

void draw_shell_notices(const ShellView& view, const Rect& area, ShellActions& actions) {
    if (area.empty()) return;
    begin_panel("Notices", area);
    actions.dismiss_notice = draw_notice_rows(view.notices, area.inset(margin(), 0));
    end_panel();
}

}  // namespace

ShellLayout lay_out_shell(const ShellView& view, const Rect& window) {
    ShellLayout out = shell_layout_for(window, theme().px(1), view.jobs.size(), view.bare);
    constexpr float kMost = 0.4F;  // of the screen
    make_room_for_notices(out, notices_height(view.notices, out.content.width - 2 * margin(),
                                              out.content.height * kMost));
    return out;
}

ShellActions draw_shell(const ShellView& view, const ShellLayout& layout) {
    ShellActions actions;
    read_digits(view, actions);
    if (!layout.rail.empty()) draw_rail(view, layout.rail, actions);
    draw_shell_notices(view, layout.notices, actions);
    draw_jobs(view, layout, actions);
    return actions;
}

}  // namespace spotter
