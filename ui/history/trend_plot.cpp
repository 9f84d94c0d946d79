#include "ui/history/trend_plot.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

#include "ui/format.h"
#include "ui/history/history_text.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

using std::chrono::days;
using std::chrono::sys_days;
using std::chrono::year_month_day;

ImDrawList& canvas() {
    return *ImGui::GetWindowDrawList();
}

bool known(double value) {
    return !std::isnan(value);
}

std::string value_text(const TrendPlot& plot, double value) {
    return known(value) ? fixed(value, plot.decimals) + plot.unit : "–";
}

// A number at the axis, with as many decimals as all of them need.
std::string axis_text(const TrendAxis& axis, double value) {
    int decimals = axis.step < 1 ? (axis.step < 0.1 ? 2 : 1) : 0;
    const bool quarter = std::abs(axis.step - 0.25) < 1e-9 || std::abs(axis.step - 2.5) < 1e-9;
    if (quarter) ++decimals;
    return fixed(value, decimals);
}

// Where values and weeks are, pixels.
struct Frame {
    Rect area;
    std::size_t weeks;
    TrendAxis axis;

    float slot() const { return area.width / static_cast<float>(weeks); }
    float x_of(std::size_t week) const {
        return area.x + (static_cast<float>(week) + 0.5F) * slot();
    }
    float y_of(double value) const {
        return area.bottom() - static_cast<float>(value / axis.top()) * area.height;
    }
};

std::size_t weeks_of(const TrendPlot& plot) {
    std::size_t out = 0;
    for (const TrendSeries& series : plot.series) out = std::max(out, series.values.size());
    return out;
}

double most_of(const TrendPlot& plot) {
    double out = 0;
    for (const TrendSeries& series : plot.series) {
        for (const double value : series.values) {
            if (known(value)) out = std::max(out, value);
        }
    }
    return out;
}

std::optional<std::size_t> hovered_week(const Frame& frame) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    if (!ImGui::IsWindowHovered() || !frame.area.contains(at.x, at.y)) return std::nullopt;
    const auto week = static_cast<std::size_t>((at.x - frame.area.x) / frame.slot());
    return std::min(week, frame.weeks - 1);
}

// The newest week of which something is known.
std::size_t newest_week(const TrendPlot& plot, std::size_t weeks) {
    for (std::size_t week = weeks; week-- > 0;) {
        for (const TrendSeries& series : plot.series) {
            if (week < series.values.size() && known(series.values[week])) return week;
        }
    }
    return weeks - 1;
}

void draw_title(const Rect& row, const TrendPlot& plot, std::size_t week) {
    const Palette& colors = theme().palette();
    std::string values;
    for (const TrendSeries& series : plot.series) {
        const double value = week < series.values.size() ? series.values[week] : NAN;
        if (!values.empty()) values += ", ";
        if (plot.series.size() > 1) values += series.name + " ";
        values += value_text(plot, value);
    }
    const sys_days monday = plot.first + days(7) * static_cast<int>(week);
    const std::string said = "Week of " + short_day_text(monday) + ": " + values;
    const float title = std::min(text_width(plot.title, Type::strong) + 1, row.width * 0.6F);
    draw_text(row.left(title), plot.title, Type::strong, colors.text);
    draw_text(row.right_part(row.width - title - theme().px(10)), said, Type::small, colors.muted,
              Align::right);
}

void draw_legend(const Rect& row, const TrendPlot& plot) {
    float x = row.x;
    for (const TrendSeries& series : plot.series) {
        const float dot = theme().px(4);
        canvas().AddCircleFilled({x + dot, row.y + row.height / 2}, dot, series.color);
        const float width = text_width(series.name, Type::small) + 1;
        draw_text({x + 3.5F * dot, row.y, width, row.height}, series.name, Type::small,
                  theme().palette().muted);
        x += 3.5F * dot + width + theme().px(14);
    }
}

void draw_axes(const Frame& frame, const TrendPlot& plot, float labels, float dates) {
    const Palette& colors = theme().palette();
    const Rect& area = frame.area;
    const float line = theme().size(Type::small) * 1.3F;
    for (int i = 0; i <= frame.axis.count; ++i) {
        const double value = frame.axis.step * i;
        const float y = std::round(frame.y_of(value)) + 0.5F;
        canvas().AddLine({area.x, y}, {area.right(), y}, i == 0 ? colors.faint : colors.line);
        draw_text({area.x - labels, y - line / 2, labels - theme().px(8), line},
                  axis_text(frame.axis, value), Type::small, colors.muted, Align::right);
    }
    const float name = text_width("2026", Type::small) + theme().px(12);
    for (const TrendMark& mark : trend_marks(plot.first, frame.weeks, name / frame.slot())) {
        const float x = area.x + static_cast<float>(mark.week) * frame.slot();
        canvas().AddLine({x, area.bottom()}, {x, area.bottom() + theme().px(4)}, colors.faint);
        if (x + name - theme().px(10) > area.right() + theme().px(12)) continue;
        draw_text({x + theme().px(1), area.bottom() + theme().px(3), name, dates - theme().px(3)},
                  mark.text, Type::small, colors.muted);
    }
}

void draw_bars(const Frame& frame, const TrendSeries& series,
               const std::optional<std::size_t>& hovered) {
    const float width = std::clamp(frame.slot() * 0.72F, 1.F, theme().px(26));
    for (std::size_t week = 0; week < series.values.size(); ++week) {
        const double value = series.values[week];
        if (!known(value) || value <= 0) continue;
        const float x = frame.x_of(week) - width / 2;
        const float top = std::min(frame.y_of(value), frame.area.bottom() - theme().px(2));
        const bool dim = hovered && *hovered != week;
        canvas().AddRectFilled({x, top}, {x + width, frame.area.bottom()},
                               dim ? faded(series.color, 0.45F) : series.color,
                               std::min(theme().px(3), width / 3), ImDrawFlags_RoundCornersTop);
    }
}

void draw_line(const Frame& frame, const TrendSeries& series,
               const std::optional<std::size_t>& hovered) {
    std::vector<ImVec2> points;
    std::optional<ImVec2> marked;
    for (std::size_t week = 0; week < series.values.size(); ++week) {
        if (!known(series.values[week])) continue;
        points.push_back({frame.x_of(week), frame.y_of(series.values[week])});
        if (hovered == week) marked = points.back();
    }
    canvas().AddPolyline(points.data(), static_cast<int>(points.size()), series.color, 0,
                         theme().px(2));
    const float radius = std::clamp(frame.slot() * 0.3F, theme().px(1.5F), theme().px(3.5F));
    for (const ImVec2& point : points) canvas().AddCircleFilled(point, radius, series.color);
    if (marked) canvas().AddCircle(*marked, theme().px(6), theme().palette().text);
}

}  // namespace

TrendAxis trend_axis(double most, int most_steps, bool whole_numbers) {
    constexpr std::array<double, 4> kSteps = {1, 2, 2.5, 5};
    TrendAxis out;
    if (!(most > 0)) return out;
    const int steps = std::max(most_steps, 1);
    double power = std::pow(10, std::floor(std::log10(most)) - 2);
    for (;; power *= 10) {
        for (const double step : kSteps) {
            out.step = step * power;
            if (whole_numbers && std::abs(out.step - std::round(out.step)) > 1e-9) continue;
            out.count = static_cast<int>(std::ceil(most / out.step - 1e-9));
            if (out.count <= steps) return out;
        }
    }
}

std::vector<TrendMark> trend_marks(sys_days first, std::size_t weeks, double apart) {
    // Every month, every second one …; January is among them, so that years can be told apart.
    constexpr std::array<unsigned, 4> kMonths = {1, 2, 3, 6};
    constexpr double kWeeksOfMonth = 365.25 / 12 / 7;
    unsigned step = 12;
    for (std::size_t i = kMonths.size(); i-- > 0;) {
        // Months begin with a Monday, up to a week late.
        if (kMonths[i] * kWeeksOfMonth - 1 >= apart) step = kMonths[i];
    }
    std::vector<TrendMark> out;
    std::chrono::month before = year_month_day(first - days(7)).month();
    for (std::size_t week = 0; week < weeks; ++week) {
        const year_month_day date(first + days(7) * static_cast<int>(week));
        const bool begins = date.month() != before;
        before = date.month();
        if (!begins || (static_cast<unsigned>(date.month()) - 1) % step != 0) continue;
        out.push_back({week, date.month() == std::chrono::January
                                 ? std::to_string(static_cast<int>(date.year()))
                                 : month_text(date.month())});
    }
    return out;
}

void draw_trend_plot(const Rect& area, const TrendPlot& plot) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(14), theme().px(10)), theme().px(6));
    const Rect title = rows.top(theme().px(22));
    const std::size_t weeks = weeks_of(plot);
    const double most = most_of(plot);
    if (weeks == 0 || most <= 0) {
        draw_text(title, plot.title, Type::strong, colors.text);
        draw_text(rows.rest(), plot.nothing, Type::body, colors.muted, Align::center);
        return;
    }
    if (plot.series.size() > 1) draw_legend(rows.top(theme().px(18)), plot);
    const float dates = theme().px(20);
    const Rect rest = rows.rest();
    const auto steps = static_cast<int>(std::clamp(rest.height / theme().px(34), 2.F, 5.F));
    const TrendAxis axis = trend_axis(most, steps, plot.decimals == 0);
    float labels = 0;
    for (int i = 0; i <= axis.count; ++i) {
        labels = std::max(labels, text_width(axis_text(axis, axis.step * i), Type::small));
    }
    labels += theme().px(12);
    const float above = theme().size(Type::small) * 0.65F;
    const Frame frame = {
        {rest.x + labels, rest.y + above, rest.width - labels, rest.height - above - dates},
        weeks,
        axis};
    const std::optional<std::size_t> hovered = hovered_week(frame);
    draw_title(title, plot, hovered.value_or(newest_week(plot, weeks)));
    draw_axes(frame, plot, labels, dates);
    for (const TrendSeries& series : plot.series) {
        plot.bars ? draw_bars(frame, series, hovered) : draw_line(frame, series, hovered);
    }
}

}  // namespace spotter
