#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/live_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

struct HeroText {
    std::string large;
    std::string caption;
    std::string number;
    ImU32 color = 0;
    float fraction = -1;  // of the bar beneath; negative: no bar
};

HeroText hero_while_running(const LiveView& view) {
    const Palette& colors = theme().palette();
    if (view.person == PersonView::away) {
        return {"Step into view", "Nobody is in the picture", "", colors.warning};
    }
    const bool cut_off = view.person == PersonView::cut_off;
    const std::string step_back = "Step into view: part of you is outside the picture";
    if (view.label_phase == LabelPhase::steady && view.label >= 0) {
        return {label_name(view, view.label), cut_off ? step_back : "", percent(view.confidence),
                is_idle(view, view.label) ? colors.muted : colors.text, view.confidence};
    }
    if (cut_off) {
        return {"Step into view", "Part of you is outside the picture", "", colors.warning};
    }
    if (view.label_phase == LabelPhase::unsure) {
        const auto best = std::max_element(view.scores.begin(), view.scores.end());
        std::string caption = "Watching for a clear movement";
        if (best != view.scores.end()) {
            caption = "Perhaps " + label_name(view, static_cast<int>(best - view.scores.begin())) +
                      ", " + percent(*best);
        }
        return {"Unsure", caption, "", colors.muted};
    }
    return {"Watching…", "The first label comes once a whole movement was seen", "", colors.muted,
            static_cast<float>(view.window_filled)};
}

HeroText hero_text(const LiveView& view) {
    const Palette& colors = theme().palette();
    switch (view.phase) {
        case LivePhase::empty:
            return {"Ready", "Choose what to watch", "", colors.muted};
        case LivePhase::opening:
            return {"Opening…", "", "", colors.muted};
        case LivePhase::failed:
            return {"Not watching", "", "", colors.muted};
        case LivePhase::running:
            break;
    }
    if (view.labels.empty()) {
        return {view.models.busy ? "Loading the model…" : "No model",
                view.models.busy ? "The picture goes on meanwhile" : "Choose one above", "",
                colors.muted};
    }
    return hero_while_running(view);
}

void draw_row(const Rect& row, const LiveView& view, std::size_t index, bool compact) {
    const Palette& colors = theme().palette();
    const auto label = static_cast<int>(index);
    const bool current = view.label == label && view.label_phase == LabelPhase::steady;
    const bool known = index < view.scores.size();
    const float score = known ? view.scores[index] : 0;
    const ImU32 ink = current ? colors.text : colors.muted;
    const ImU32 bar = current ? colors.accent : faded(colors.muted, 0.75F);
    const std::string number = known ? percent(score) : "–";
    const std::string name = label_name(view, label);
    // One more pixel than the letters need, so that rounding never shortens a number.
    const float number_width = text_width("100 %", Type::strong) + 1;
    if (compact) {
        const Type type = row.height < theme().px(22) ? Type::small : Type::body;
        const float name_width = row.width * 0.5F;
        draw_text(row.left(name_width), name, type, ink);
        draw_text(row.right_part(number_width), number, type, ink, Align::right);
        const float height = std::max(3.F, std::round(theme().px(6)));
        const float gap = theme().px(8);
        draw_bar({row.x + name_width + gap, row.y + (row.height - height) / 2,
                  row.width - name_width - number_width - gap, height},
                 score, bar);
        return;
    }
    const float height = std::round(theme().px(8));
    const float line = theme().size(Type::strong);
    const float all = line + theme().px(7) + height;
    const Rect text = {row.x, row.y + (row.height - all) / 2, row.width, line};
    draw_text({text.x, text.y, text.width - number_width - theme().px(8), text.height}, name,
              current ? Type::strong : Type::body, ink);
    draw_text(text, number, Type::strong, ink, Align::right);
    draw_bar({row.x, text.bottom() + theme().px(7), row.width, height}, score, bar);
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
    if (text_width(name, Type::small) <= inner.width) {
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

bool is_idle(const LiveView& view, int label) {
    if (label < 0 || label >= static_cast<int>(view.labels.size())) return true;
    const std::string& name = view.labels[static_cast<std::size_t>(label)];
    return std::find(view.idle_labels.begin(), view.idle_labels.end(), name) !=
           view.idle_labels.end();
}

std::string label_name(const LiveView& view, int label) {
    if (label < 0 || label >= static_cast<int>(view.labels.size())) return "Unsure";
    return display_name(view.labels[static_cast<std::size_t>(label)]);
}

void draw_hero(const LiveView& view, const LiveLayout& layout) {
    const Palette& colors = theme().palette();
    const HeroText text = hero_text(view);
    draw_card(layout.hero, colors.surface);
    Rect inner = layout.hero.inset(theme().px(20), theme().px(8));
    if (text.fraction >= 0) {
        const float height = std::round(theme().px(6));
        draw_bar({inner.x, inner.bottom() - height, inner.width, height}, text.fraction,
                 colors.accent);
        inner.height -= height + theme().px(2);
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
    draw_text_fitted(inner, text.large, Type::hero, large, text.color);
}

void draw_scores(const LiveView& view, const LiveLayout& layout) {
    const Palette& colors = theme().palette();
    draw_card(layout.scores, colors.surface);
    const Rect inner = layout.scores.inset(theme().px(16));
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
        draw_row({start.x, start.y + static_cast<float>(i) * layout.row_height, width,
                  layout.row_height},
                 view, i, layout.rows_compact);
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
    draw_text(line, "30 s ago", Type::small, colors.muted);
    draw_text(line.inset(line.width / 3 - theme().px(40), 0), "20", Type::small, colors.muted);
    draw_text(line, "now", Type::small, colors.muted, Align::right);
}

}  // namespace spotter
