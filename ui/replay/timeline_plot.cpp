#include <algorithm>
#include <cmath>
#include <functional>
#include <numeric>
#include <vector>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/replay/replay_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr std::uint8_t kNearlyNothing = 10;  // × 255: a curve below it all along is left out

ImDrawList& canvas() {
    return *ImGui::GetWindowDrawList();
}

bool is_hidden(const ReplayView& view, std::size_t label) {
    return label < view.hidden.size() && view.hidden[label];
}

void draw_dashed(const ImVec2& from, const ImVec2& to, ImU32 color, float width) {
    const float dash = theme().px(5);
    const float length = std::hypot(to.x - from.x, to.y - from.y);
    if (length <= 0) return;
    const ImVec2 step = {(to.x - from.x) / length, (to.y - from.y) / length};
    for (float at = 0; at < length; at += 2 * dash) {
        const float end = std::min(at + dash, length);
        canvas().AddLine({from.x + step.x * at, from.y + step.y * at},
                         {from.x + step.x * end, from.y + step.y * end}, color, width);
    }
}

// One curve: a line through its columns, each drawn from its least to its highest.
class CurvePen {
  public:
    CurvePen(ImU32 color, bool dashed) : color_(color), dashed_(dashed) {}
    void move_to(const ImVec2& point) {
        finish();
        points_.push_back(point);
    }
    void line_to(const ImVec2& point) { points_.push_back(point); }
    void finish() {
        const float width = std::max(1.F, theme().px(1.5F));
        if (points_.size() == 1) {
            canvas().AddCircleFilled(points_[0], width, color_);
        } else if (dashed_) {
            draw_dashes(width);
        } else if (!points_.empty()) {
            canvas().AddPolyline(points_.data(), static_cast<int>(points_.size()), color_, 0,
                                 width);
        }
        points_.clear();
    }

  private:
    // Dashes of equal width in time, so that they read as dashes also where the curve is wild.
    void draw_dashes(float width) const {
        const float dash = theme().px(5);
        const auto drawn = [dash](float x) { return static_cast<int>(x / dash) % 2 == 0; };
        for (std::size_t i = 1; i < points_.size(); ++i) {
            const ImVec2& a = points_[i - 1];
            const ImVec2& b = points_[i];
            const float length = b.x - a.x;
            if (length < 0.5F) {
                if (drawn(a.x)) canvas().AddLine(a, b, color_, width);
                continue;
            }
            for (float x = a.x; x < b.x;) {
                const float end = std::min((std::floor(x / dash) + 1) * dash + 0.01F, b.x);
                const auto y = [&](float at) { return a.y + (b.y - a.y) * (at - a.x) / length; };
                if (drawn(x)) canvas().AddLine({x, y(x)}, {end, y(end)}, color_, width);
                x = end;
            }
        }
    }

    ImU32 color_;
    bool dashed_;
    std::vector<ImVec2> points_;
};

void draw_curve(const CurvesView& curves, std::size_t label, const TimeScale& scale,
                const Rect& plot, ImU32 color, bool dashed) {
    const int columns = static_cast<int>(std::max(plot.width / theme().px(2), 8.F));
    const auto parts = curve_columns(curves.times_s, curves.curves[label], scale.first_s,
                                     scale.last_s, columns, kCurveHole_s);
    const bool seen = std::ranges::any_of(
        parts, [](const CurveColumn& part) { return part.range.most >= kNearlyNothing; });
    if (!seen) return;
    const auto y_of = [&](std::uint8_t score) {
        return plot.bottom() - static_cast<float>(score) / 255 * plot.height;
    };
    CurvePen pen(color, dashed);
    float last_y = plot.bottom();
    for (const CurveColumn& part : parts) {
        const float x = scale.x_of(part.time_s);
        // The nearer end first, so that the line does not go back and forth.
        float near = y_of(part.range.least);
        float far = y_of(part.range.most);
        if (std::abs(far - last_y) < std::abs(near - last_y)) std::swap(near, far);
        part.joined ? pen.line_to({x, near}) : pen.move_to({x, near});
        if (far != near) pen.line_to({x, far});
        last_y = far;
    }
    pen.finish();
}

void draw_threshold(const Rect& plot, double value, const std::string& what) {
    const std::string name = what + " " + percent(value);
    const float y = plot.bottom() - static_cast<float>(value) * plot.height;
    const ImU32 color = faded(theme().palette().muted, 0.5F);
    draw_dashed({plot.x, y}, {plot.right(), y}, color, 1);
    const float line = theme().size(Type::small) * 1.15F;
    const float width = text_width(name, Type::small) + theme().px(8);
    draw_text({plot.right() - width - theme().px(4), y - line, width, line}, name, Type::small,
              theme().palette().faint, Align::right);
}

void draw_curves(const ReplayView& view, const ReplayLayout& layout) {
    const Palette& colors = theme().palette();
    const Rect& plot = layout.plot;
    draw_card(plot, colors.surface);
    canvas().PushClipRect({plot.x, plot.y}, {plot.right(), plot.bottom()}, true);
    const TimeScale scale = scale_of(view, layout);
    const Rect inner = plot.inset(0, theme().px(4));
    if (!view.curves) {
        draw_text(plot, "No confidences are known of this recording", Type::small, colors.muted,
                  Align::center);
        canvas().PopClipRect();
        return;
    }
    draw_threshold(inner, view.curves->thresholds.enter, "appears");
    draw_threshold(inner, view.curves->thresholds.exit, "goes");
    if (view.comparison && view.comparison->curves) {
        const CurvesView& other = *view.comparison->curves;
        for (std::size_t i = 0; i < other.curves.size(); ++i) {
            const Labels& own = view.curves->labels;
            const auto same = std::ranges::find(own, other.labels[i]);
            if (same != own.end() && is_hidden(view, static_cast<std::size_t>(same - own.begin())))
                continue;
            draw_curve(other, i, scale, inner, faded(color_of(view, other.labels[i]), 0.9F), true);
        }
    }
    for (std::size_t i = 0; i < view.curves->curves.size(); ++i) {
        if (is_hidden(view, i)) continue;
        draw_curve(*view.curves, i, scale, inner, color_of(view, view.curves->labels[i]), false);
    }
    canvas().PopClipRect();
}

void draw_ruler(const ReplayView& view, const ReplayLayout& layout) {
    const Palette& colors = theme().palette();
    const Rect& ruler = layout.ruler;
    const TimeScale scale = scale_of(view, layout);
    const double step = ruler_step_s(scale, theme().px(78));
    const float width = theme().px(70);
    const Rect times = ruler.top(ruler.height - theme().px(kRulerFoot));
    canvas().PushClipRect({ruler.x, ruler.y}, {ruler.right(), layout.sets.bottom()}, true);
    for (double at = std::ceil(scale.first_s / step) * step; at <= scale.last_s; at += step) {
        const float x = scale.x_of(at);
        canvas().AddLine({x, times.bottom()}, {x, layout.plot.bottom()}, colors.line);
        const std::string text = step < 1 ? time_text(at + 0.001) : clock_time(at + 0.001);
        // A time that is cut off would be another one.
        const float left = x + theme().px(4);
        if (left + text_width(text, Type::small) > ruler.right()) continue;
        draw_text({left, times.y, width, times.height}, text, Type::small, colors.muted);
    }
    canvas().PopClipRect();
}

void draw_overview(const ReplayView& view, const ReplayLayout& layout) {
    const Palette& colors = theme().palette();
    const Rect& area = layout.overview;
    const TimeScale scale = overview_scale(view, layout);
    canvas().AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, colors.surface,
                           theme().px(4));
    if (view.edit != nullptr) {
        for (const RecordedSet& set : view.edit->sets) {
            const float x = scale.x_of(to_seconds(set.start));
            const float end = std::max(scale.x_of(to_seconds(set.end)), x + theme().px(2));
            canvas().AddRectFilled({x, area.y + theme().px(3)},
                                   {std::min(end, area.right()), area.bottom() - theme().px(3)},
                                   faded(color_of(view, set.label), 0.8F), theme().px(2));
        }
    }
    const float from = std::max(scale.x_of(view.first_s), area.x);
    const float to = std::min(scale.x_of(view.last_s), area.right());
    const bool all = from <= area.x + 1 && to >= area.right() - 1;
    if (!all) {
        canvas().AddRectFilled({from, area.y}, {std::max(to, from + theme().px(3)), area.bottom()},
                               faded(colors.text, 0.14F), theme().px(4));
        canvas().AddRect({from, area.y}, {std::max(to, from + theme().px(3)), area.bottom()},
                         faded(colors.text, 0.5F), theme().px(4));
    }
    const float head = std::clamp(scale.x_of(view.player.position_s), area.x, area.right());
    canvas().AddLine({head, area.y}, {head, area.bottom()}, colors.accent, theme().px(2));
}

// So that those that there is no room for matter least.
std::vector<std::size_t> likeliest_first(const CurvesView& curves) {
    std::vector<std::size_t> order(curves.labels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t label) {
        const ScoreCurve& curve = curves.curves[label];
        return curve.size() == 0 ? 0 : int{curve.range(0, curve.size()).most};
    });
    return order;
}

}  // namespace

void draw_timeline_legend(const ReplayView& view, const Rect& area, ReplayActions& actions) {
    if (!view.curves) return;
    const Palette& colors = theme().palette();
    Cutter row(area, theme().px(6));
    if (view.comparison) {
        const std::string text = "– –  " + view.comparison->model;
        draw_text(row.right(std::min(text_width(text, Type::small) + 2, area.width * 0.3F)), text,
                  Type::small, colors.muted, Align::right);
    }
    for (const std::size_t i : likeliest_first(*view.curves)) {
        const std::string name = display_name(view.curves->labels[i]);
        const float width = text_width(name, Type::small) + theme().px(30);
        if (width > row.rest().width) return;
        const Rect part = row.left(width);
        ImGui::SetCursorScreenPos({part.x, part.y});
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::InvisibleButton("label", {part.width, part.height})) {
            actions.toggle_label = static_cast<int>(i);
        }
        const bool hovered = ImGui::IsItemHovered();
        tooltip(is_hidden(view, i) ? "Show its curve" : "Hide its curve");
        ImGui::PopID();
        if (hovered) draw_card(part, colors.raised);
        const float dot = theme().px(4);
        const ImVec2 middle = {part.x + theme().px(12), part.y + part.height / 2};
        const ImU32 color = color_of(view, view.curves->labels[i]);
        is_hidden(view, i) ? canvas().AddCircle(middle, dot, color)
                           : canvas().AddCircleFilled(middle, dot, color);
        draw_text({part.x + theme().px(22), part.y, part.width - theme().px(24), part.height}, name,
                  Type::small, is_hidden(view, i) ? colors.faint : colors.text);
    }
}

void draw_timeline_plot(const ReplayView& view, const ReplayLayout& layout) {
    draw_overview(view, layout);
    draw_curves(view, layout);
    draw_ruler(view, layout);
}

}  // namespace spotter
