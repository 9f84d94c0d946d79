#include <algorithm>
#include <cmath>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr std::size_t kMostGroups = 12;
constexpr std::size_t kLeastRows = 9;  // the plot beside them is as high as so many groups

float group_row() {
    return theme().px(26);
}

void draw_group_row(const Rect& row, const std::string& group, const std::string& clips,
                    const std::string& right, Type type, ImU32 color) {
    Cutter cells(row, theme().px(8));
    draw_text(cells.right(theme().px(60)), right, type, color, Align::right);
    draw_text(cells.right(theme().px(60)), clips, type, color, Align::right);
    draw_name(cells.rest(), group, type, color);
}

void draw_group_table(const FiguresView& view, const Rect& area) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(10)), 0);
    draw_text(rows.top(theme().px(28)), "Groups, the worst first", Type::strong, colors.text);
    draw_group_row(rows.top(group_row()), "Person, place or recording", "Clips", "Right",
                   Type::small, colors.muted);
    const std::size_t shown = std::min(kMostGroups, view.groups.size());
    for (std::size_t i = 0; i < shown; ++i) {
        const GroupFiguresView& group = view.groups[i];
        draw_group_row(rows.top(group_row()), group.group, std::to_string(group.clips),
                       std::to_string(group.right), Type::body,
                       group.right < group.clips ? colors.text : colors.muted);
    }
    if (shown < view.groups.size()) {
        draw_text(rows.top(group_row()),
                  "and " + std::to_string(view.groups.size() - shown) + " more, none worse",
                  Type::small, colors.muted);
    }
}

void draw_point(const Rect& plot, const CalibrationView& bin, double share, int index) {
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto at = [&](double sure, double right) {
        return ImVec2(plot.x + static_cast<float>(sure) * plot.width,
                      plot.bottom() - static_cast<float>(right) * plot.height);
    };
    const ImVec2 point = at(bin.confidence, bin.accuracy);
    const ImVec2 ideal = at(bin.confidence, bin.confidence);
    const float radius = theme().px(3) + theme().px(9) * static_cast<float>(std::sqrt(share));
    list.AddLine(ideal, point, faded(colors.danger, 0.6F), theme().px(1.5F));
    list.AddCircleFilled(point, radius, faded(colors.accent, 0.85F));
    ImGui::SetCursorScreenPos({point.x - radius, point.y - radius});
    ImGui::PushID(index);
    ImGui::InvisibleButton("point", {2 * radius, 2 * radius});
    ImGui::PopID();
    tooltip(std::to_string(bin.clips) + " clips: " + percent(bin.confidence) + " sure, " +
            percent(bin.accuracy) + " right");
}

void draw_calibration(const FiguresView& view, const Rect& area) {
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_card(area, colors.surface);
    const float line = theme().size(Type::small) * 1.5F;
    Cutter rows(area.inset(theme().px(16), theme().px(10)), 0);
    draw_text(rows.top(theme().px(28)), "Calibration", Type::strong, colors.text);
    draw_text(rows.top(theme().px(22)), "How often it is right (up) when it is so sure (across)",
              Type::small, colors.muted);
    const Rect footer = rows.below(line);
    const float axis = theme().px(48);
    const Rect room = rows.rest().right_part(rows.rest().width - axis);
    // Points lie on its border, too.
    const Rect plot = fitted(room.inset(theme().px(12)), 1, 1);
    for (const double part : {0.0, 0.5, 1.0}) {
        const float x = plot.x + static_cast<float>(part) * plot.width;
        const float y = plot.bottom() - static_cast<float>(part) * plot.height;
        list.AddLine({plot.x, y}, {plot.right(), y}, colors.line);
        draw_text({plot.x - axis - theme().px(8), y - line / 2, axis, line}, percent(part),
                  Type::small, colors.muted, Align::right);
        draw_text({x - axis, footer.y, 2 * axis, line}, percent(part), Type::small, colors.muted,
                  Align::center);
    }
    list.AddLine({plot.x, plot.bottom()}, {plot.right(), plot.y}, colors.faint);
    for (std::size_t i = 0; i < view.calibration.size(); ++i) {
        const CalibrationView& bin = view.calibration[i];
        if (bin.clips == 0 || view.count == 0) continue;
        draw_point(plot, bin, static_cast<double>(bin.clips) / view.count, static_cast<int>(i));
    }
}

}  // namespace

float groups_height(const FiguresView& view) {
    const bool more = view.groups.size() > kMostGroups;
    const std::size_t rows = std::max(kLeastRows, std::min(kMostGroups, view.groups.size()));
    return group_row() * static_cast<float>(rows + 1 + (more ? 1 : 0)) + theme().px(52);
}

void draw_groups(const FiguresView& view, const Rect& area) {
    const float gap = theme().px(12);
    Cutter columns(area, gap);
    draw_group_table(view, columns.left((area.width - gap) / 2));
    draw_calibration(view, columns.rest());
}

}  // namespace spotter
