#include "ui/chart.h"

#include <algorithm>
#include <cmath>
#include <cstddef>

#include "ui/format.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

struct Range {
    double low = 0;
    double high = 1;
};

Range range_of(const ChartView& view) {
    if (view.percent) return {};
    Range out = {0, 0};
    for (const ChartLine& line : view.lines) {
        for (const double value : line.values) {
            if (std::isfinite(value)) out.high = std::max(out.high, value);
        }
    }
    if (out.high <= 0) out.high = 1;
    return out;
}

std::string value_text(const ChartView& view, double value) {
    return view.percent ? percent(value) : fixed(value, 2);
}

void draw_line(const Rect& plot, const ChartLine& line, const Range& range, int steps) {
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const auto at = [&](std::size_t index) {
        const float x =
            steps < 2 ? 0.5F : static_cast<float>(index) / static_cast<float>(steps - 1);
        const double part = (line.values[index] - range.low) / (range.high - range.low);
        return ImVec2{plot.x + x * plot.width,
                      plot.bottom() - static_cast<float>(std::clamp(part, 0.0, 1.0)) * plot.height};
    };
    for (std::size_t i = 0; i < line.values.size(); ++i) {
        if (std::isfinite(line.values[i])) list.PathLineTo(at(i));
    }
    list.PathStroke(line.color, ImDrawFlags_None, std::max(1.5F, theme().px(2)));
    if (!line.values.empty()) {
        list.AddCircleFilled(at(line.values.size() - 1), theme().px(3.5F), line.color);
    }
}

// Name and last value of each line, at the right end of the title's row.
void draw_legend(const Rect& row, const ChartView& view) {
    const Palette& colors = theme().palette();
    Cutter rest(row, theme().px(8));
    for (std::size_t i = view.lines.size(); i-- > 0;) {
        const ChartLine& line = view.lines[i];
        std::string text = line.name;
        if (!line.values.empty()) text += " " + value_text(view, line.values.back());
        const Rect area = rest.right(text_width(text, Type::small) + theme().px(16));
        ImGui::GetWindowDrawList()->AddCircleFilled(
            {area.x + theme().px(4), area.y + area.height / 2}, theme().px(4), line.color);
        draw_text(area.right_part(area.width - theme().px(12)), text, Type::small, colors.muted);
    }
    draw_text(rest.rest(), view.title, Type::strong, colors.text);
}

int steps_of(const ChartView& view) {
    std::size_t most = 0;
    for (const ChartLine& line : view.lines) most = std::max(most, line.values.size());
    return std::max(view.steps, static_cast<int>(most));
}

ImU32 cell_color(bool right, double share) {
    const Palette& colors = theme().palette();
    const auto strength = static_cast<float>(0.12 + 0.78 * share);
    return faded(right ? colors.accent : colors.danger, strength);
}

void draw_cell(const Rect& cell, const MatrixView& view, std::size_t truth, std::size_t said,
               std::int64_t row_total) {
    const Palette& colors = theme().palette();
    const std::int64_t count = view.counts[truth][said];
    const bool right = truth == said;
    const double share =
        row_total > 0 ? static_cast<double>(count) / static_cast<double>(row_total) : 0;
    const Rect inner = cell.inset(std::max(1.F, theme().px(1)));
    ImGui::GetWindowDrawList()->AddRectFilled({inner.x, inner.y}, {inner.right(), inner.bottom()},
                                              count > 0 ? cell_color(right, share) : colors.raised,
                                              theme().px(3));
    if (count > 0 && inner.height > theme().size(Type::small) * 0.9F) {
        draw_text_fitted(inner.inset(theme().px(1), 0), std::to_string(count), Type::small,
                         theme().size(Type::small),
                         right && share > 0.5 ? colors.on_accent : colors.text, Align::center);
    }
    ImGui::SetCursorScreenPos({inner.x, inner.y});
    ImGui::PushID(static_cast<int>(truth * view.labels.size() + said));
    ImGui::InvisibleButton("cell", {std::max(inner.width, 1.F), std::max(inner.height, 1.F)});
    tooltip(display_name(view.labels[truth]) + (right ? " recognised: " : " called ") +
            (right ? "" : display_name(view.labels[said]) + ": ") + std::to_string(count) + " of " +
            std::to_string(row_total));
    ImGui::PopID();
}

}  // namespace

void draw_chart(const Rect& area, const ChartView& view) {
    const Palette& colors = theme().palette();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float line = theme().size(Type::small) * 1.5F;
    Cutter rows(area, theme().px(8));
    draw_legend(rows.top(theme().px(22)), view);
    const int steps = steps_of(view);
    const Rect footer = rows.below(line);
    const float axis = theme().px(44);
    const Rect plot = rows.rest().right_part(rows.rest().width - axis).inset(0, theme().px(4));
    const Range range = range_of(view);
    for (const double part : {0.0, 0.5, 1.0}) {
        const float y = plot.bottom() - static_cast<float>(part) * plot.height;
        list.AddLine({plot.x, y}, {plot.right(), y}, colors.line);
        draw_text({area.x, y - line / 2, axis - theme().px(8), line},
                  value_text(view, range.low + part * (range.high - range.low)), Type::small,
                  colors.muted, Align::right);
    }
    const Rect below = footer.right_part(footer.width - axis);
    draw_text(below, view.step_name + " 1", Type::small, colors.muted);
    if (steps > 1) {
        draw_text(below, std::to_string(steps), Type::small, colors.muted, Align::right);
    }
    for (const ChartLine& shown : view.lines) draw_line(plot, shown, range, steps);
}

void draw_matrix(const Rect& area, const MatrixView& view) {
    const Palette& colors = theme().palette();
    const std::size_t count = view.labels.size();
    if (count == 0 || view.counts.size() != count) return;
    float names = 0;
    for (std::size_t i = 0; i < count; ++i) {
        names = std::max(names, text_width(display_name(view.labels[i]), Type::small));
    }
    names = std::min(names + theme().px(34), area.width * 0.42F);
    const float head = theme().size(Type::small) * 1.5F;
    const auto parts = static_cast<float>(count);
    const float width = std::min((area.width - names) / parts, theme().px(58));
    const float height = std::min((area.height - head) / parts, theme().px(30));
    for (std::size_t truth = 0; truth < count; ++truth) {
        const std::string number = std::to_string(truth + 1);
        const float y = area.y + head + static_cast<float>(truth) * height;
        draw_text({area.x, y, theme().px(22), height}, number, Type::small, colors.faint);
        draw_text({area.x + theme().px(24), y, names - theme().px(28), height},
                  display_name(view.labels[truth]), Type::small, colors.muted);
        draw_text({area.x + names + static_cast<float>(truth) * width, area.y, width, head}, number,
                  Type::small, colors.faint, Align::center);
        std::int64_t total = 0;
        for (const std::int64_t cell : view.counts[truth]) total += cell;
        for (std::size_t said = 0; said < count; ++said) {
            draw_cell({area.x + names + static_cast<float>(said) * width, y, width, height}, view,
                      truth, said, total);
        }
    }
}

void draw_strip(const Rect& area, const StripView& strip) {
    if (!strip.texture || strip.width <= 0 || strip.height <= 0) {
        draw_card(area, theme().palette().raised);
        return;
    }
    Rect shown = fitted(area, static_cast<float>(strip.width), static_cast<float>(strip.height));
    shown.x = area.x;
    ImGui::GetWindowDrawList()->AddImageRounded(strip.texture, {shown.x, shown.y},
                                                {shown.right(), shown.bottom()}, {0, 0}, {1, 1},
                                                IM_COL32_WHITE, theme().px(6));
}

}  // namespace spotter
