#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/hero_text.h"
#include "ui/live/live_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

ImU32 color_of(HeroText::Tone tone) {
    const Palette& colors = theme().palette();
    switch (tone) {
        case HeroText::Tone::label:
            return colors.text;
        case HeroText::Tone::warning:
            return colors.warning;
        case HeroText::Tone::quiet:
            break;
    }
    return colors.muted;
}

// One label, its score, and how both are written.
struct Row {
    Rect area;
    std::string name;
    std::string number;
    float score = 0;
    ImU32 dot = 0;  // its colour on the timeline
    ImU32 ink = 0;
    ImU32 bar = 0;
};

Row row_of(const LiveView& view, std::size_t index, const Rect& area) {
    const Palette& colors = theme().palette();
    const auto label = static_cast<int>(index);
    const bool known = view.phase == LivePhase::running && index < view.scores.size();
    const bool current = known && view.label == label && view.label_phase == LabelPhase::steady;
    const float score = known ? view.scores[index] : 0;
    return {area,
            label_name(view, label),
            known ? percent(score) : "–",
            score,
            theme().label_color(label, is_idle(view, label)),
            current ? colors.text : colors.muted,
            current ? colors.accent : faded(colors.muted, 0.75F)};
}

void draw_dot(const Rect& area, ImU32 color) {
    ImGui::GetWindowDrawList()->AddCircleFilled({area.x + area.width / 2, area.y + area.height / 2},
                                                theme().px(4), color);
}

// Name, bar and number in one line.
void draw_compact_row(const Row& row) {
    const float dot = theme().px(14);
    const Rect area = row.area.right_part(row.area.width - dot);
    draw_dot({row.area.x, area.y, theme().px(8), area.height}, row.dot);
    const Type type = area.height < theme().px(22) ? Type::small : Type::body;
    const float number = text_width("100 %", type) + 1;
    const float name = area.width * 0.5F;
    const float gap = theme().px(8);
    draw_text(area.left(name), row.name, type, row.ink);
    draw_text(area.right_part(number), row.number, type, row.ink, Align::right);
    const float height = std::max(3.F, std::round(theme().px(6)));
    draw_bar({area.x + name + gap, area.y + (area.height - height) / 2,
              area.width - name - number - 2 * gap, height},
             row.score, row.bar);
}

// Name and number above the bar, the larger the higher the row is.
void draw_tall_row(const Row& row) {
    const float line =
        std::clamp(row.area.height * 0.3F, theme().size(Type::strong), theme().size(Type::large));
    const Type type = line > theme().size(Type::title) ? Type::large : Type::title;
    const float height = std::round(std::max(theme().px(6), line * 0.36F));
    const float gap = line * 0.45F;
    const float all = line + gap + height;
    const Rect text = {row.area.x, row.area.y + (row.area.height - all) / 2, row.area.width, line};
    const float dot = theme().px(18);
    draw_dot({text.x, text.y, theme().px(8), text.height}, row.dot);
    const float number = text_width("100 %", type) * line / theme().size(type) + 1;
    draw_text_fitted({text.x + dot, text.y, text.width - dot - number - theme().px(8), line},
                     row.name, type, line, row.ink, Align::left, 0.62F);
    draw_text_fitted(text.right_part(number), row.number, type, line, row.ink, Align::right);
    draw_bar({text.x, text.bottom() + gap, text.width, height}, row.score, row.bar);
}

void draw_span(const Rect& strip, const LiveView& view, const TimelineSpan& span) {
    const auto x_of = [&](double age) {
        const double part = std::clamp(age, 0.0, kTimelineSeconds) / kTimelineSeconds;
        return strip.right() - static_cast<float>(part) * strip.width;
    };
    const float gap = theme().px(2);
    const Rect area = {x_of(span.begin_s), strip.y, x_of(span.end_s) - x_of(span.begin_s) - gap,
                       strip.height};
    if (area.width < 1) return;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool quiet = span.label < 0 || is_idle(view, span.label);
    const ImU32 color = theme().label_color(span.label, quiet);
    const float round = std::min(theme().px(6), area.width / 2);
    list.AddRectFilled({area.x, area.y}, {area.right(), area.bottom()},
                       faded(color, quiet ? 0.28F : 0.9F), round);
    const std::string name = label_name(view, span.label);
    const Rect inner = area.inset(theme().px(7), 0);
    // Shortened when it must be; the dots beside the labels tell the rest.
    if (inner.width > theme().px(22)) {
        draw_text(inner, name, Type::small,
                  quiet ? theme().palette().muted : theme().palette().background);
    }
    ImGui::SetCursorScreenPos({area.x, area.y});
    ImGui::PushID(static_cast<int>(span.begin_s * 1000));
    ImGui::InvisibleButton("span", {area.width, area.height});
    tooltip(name + ", " + fixed(span.begin_s - span.end_s, 1) + " s");
    ImGui::PopID();
}

}  // namespace

void draw_hero(const LiveView& view, const LiveLayout& layout) {
    const Palette& colors = theme().palette();
    const HeroText text = hero_text(view);
    draw_card(layout.hero, colors.surface);
    Rect inner = layout.hero.inset(theme().px(20), theme().px(8));
    if (text.fraction >= 0) {
        const float height = std::round(theme().px(6));
        draw_bar({inner.x, inner.bottom() - height, inner.width, height}, text.fraction,
                 colors.accent);
        inner.height -= height + theme().px(5);
    }
    const float large = theme().size(Type::hero);
    if (!text.number.empty()) {
        const float width = std::min(text_width(text.number, Type::hero) + 1, inner.width * 0.4F);
        draw_text_fitted(inner.right_part(width), text.number, Type::hero, large, colors.accent,
                         Align::right);
        inner.width -= width + theme().px(16);
    }
    if (!text.caption.empty()) {
        const Rect line = inner.below(theme().size(Type::strong) * 1.2F);
        draw_text(line, text.caption, Type::strong, colors.muted);
        inner.height -= line.height;
    }
    draw_text_fitted(inner, text.large, Type::hero, large, color_of(text.tone));
}

void draw_scores(const LiveView& view, const LiveLayout& layout) {
    const Palette& colors = theme().palette();
    draw_card(layout.scores, colors.surface);
    const Rect inner = layout.scores.inset(theme().px(12));
    draw_text(inner.top(theme().px(22)), "Confidence", Type::strong, colors.text);
    if (view.labels.empty()) {
        const std::string text =
            view.models.busy ? "Loading the model…" : "No model is loaded. Choose one at the top.";
        draw_paragraph(layout.score_rows, text, Type::body, colors.muted);
        return;
    }
    ImGui::SetCursorScreenPos({layout.score_rows.x, layout.score_rows.y});
    ImGui::BeginChild(
        "rows", {layout.score_rows.width, layout.score_rows.height}, false,
        ImGuiWindowFlags_NoBackground | (layout.rows_scroll ? 0 : ImGuiWindowFlags_NoScrollbar));
    const ImVec2 start = ImGui::GetCursorScreenPos();
    const float width = ImGui::GetContentRegionAvail().x;
    for (std::size_t i = 0; i < view.labels.size(); ++i) {
        const Rect area = {start.x, start.y + static_cast<float>(i) * layout.row_height, width,
                           layout.row_height};
        const Row row = row_of(view, i, area);
        layout.rows_compact ? draw_compact_row(row) : draw_tall_row(row);
    }
    ImGui::Dummy({1, static_cast<float>(view.labels.size()) * layout.row_height});
    ImGui::EndChild();
}

void draw_timeline(const LiveView& view, const LiveLayout& layout) {
    const Palette& colors = theme().palette();
    const float ticks = std::round(theme().size(Type::small) * 1.4F);
    const Rect strip = layout.timeline.top(layout.timeline.height - ticks);
    draw_card(strip, colors.surface);
    for (const TimelineSpan& span : view.timeline) draw_span(strip, view, span);
    if (view.timeline.empty()) {
        draw_text(strip.inset(theme().px(14), 0), "The last 30 seconds appear here", Type::small,
                  colors.muted);
    }
    const Rect line = layout.timeline.below(ticks);
    draw_text(line, "30 s", Type::small, colors.muted);
    for (const int ago : {20, 10}) {
        const float at = line.right() - line.width * static_cast<float>(ago / kTimelineSeconds);
        const float width = theme().px(40);
        draw_text({at - width / 2, line.y, width, line.height}, std::to_string(ago) + " s",
                  Type::small, colors.muted, Align::center);
    }
    draw_text(line, "now", Type::small, colors.muted, Align::right);
}

}  // namespace spotter
