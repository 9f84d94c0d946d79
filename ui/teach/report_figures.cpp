#include <algorithm>
#include <array>

#include "ui/fields.h"
#include "ui/format.h"
#include "ui/panel.h"
#include "ui/teach/teach_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr std::array<float, 5> kColumns = {0.34F, 0.12F, 0.17F, 0.22F, 0.15F};
constexpr std::array<const char*, 5> kTitles = {"Label", "Clips", "Precision", "Recall", "F1"};

float label_row() {
    return theme().px(28);
}

float table_height(const FiguresView& view) {
    return label_row() * (static_cast<float>(view.labels.size()) + 1) + theme().px(56);
}

float origin_row() {
    return theme().px(20);
}

float summary_height(const FiguresView& view) {
    return theme().px(132) + origin_row() * static_cast<float>(view.origin.size());
}

float worst_row() {
    return theme().px(72);
}

void draw_summary(const FiguresView& view, const Rect& area) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(20), theme().px(14)), 0);
    const float below = origin_row() * static_cast<float>(view.origin.size());
    Cutter origin(rows.below(below), 0);
    for (const std::string& line : view.origin) {
        draw_text(origin.top(origin_row()), line, Type::small, colors.muted);
    }
    Cutter columns(rows.rest(), theme().px(20));
    const double share = view.count > 0 ? static_cast<double>(view.right) / view.count : 0;
    const Rect number = columns.left(std::min(theme().px(210), area.width * 0.28F));
    draw_text_fitted(number, percent(share), Type::hero, number.height * 0.8F, colors.accent);
    Cutter lines(columns.left(columns.rest().width * 0.56F), theme().px(4));
    draw_text(lines.top(theme().px(28)),
              std::to_string(view.right) + " of " + std::to_string(view.count) + " clips right",
              Type::title, colors.text);
    const auto line = [&](const std::string& text, ImU32 color) {
        draw_text_fitted(lines.top(theme().px(24)), text, Type::body, theme().size(Type::body),
                         color, Align::left, 0.7F);
    };
    line("In truth between " + fixed(view.low * 100, 0) + " and " + percent(view.high) +
             " (95 % interval)",
         colors.text);
    line(view.model + " · " + view.clips, colors.muted);
    Cutter facts(columns.rest(), theme().px(4));
    const auto fact = [&](const char* name, const std::string& value, const char* hint) {
        const Rect row = facts.top(theme().px(26));
        draw_text(row, name, Type::body, colors.muted);
        draw_text(row, value, Type::strong, colors.text, Align::right);
        ImGui::SetCursorScreenPos({row.x, row.y});
        ImGui::InvisibleButton(name, {std::max(row.width, 1.F), std::max(row.height, 1.F)});
        tooltip(hint);
    };
    fact("Balanced", percent(view.balanced), "Mean over the labels: rare ones count as much");
    fact("Macro F1", fixed(view.macro_f1, 2), "Mean of the labels' F1");
    fact("Calibration error", percent(view.calibration_error),
         "How far confidence and being right are apart, on average");
}

void draw_warnings(const FiguresView& view, const Rect& area) {
    draw_card(area, theme().palette().surface);
    float y = area.y + theme().px(12);
    const float width = area.width - theme().px(32);
    for (const std::string& line : view.warnings) {
        y += warning_line({area.x + theme().px(16), y, width, 0}, line) + theme().px(6);
    }
}

float warnings_height(const FiguresView& view, float width) {
    if (view.warnings.empty()) return 0;
    float out = theme().px(18);
    for (const std::string& line : view.warnings) {
        out += warning_height(width - theme().px(32), line) + theme().px(6);
    }
    return out;
}

void draw_row(const Rect& row, const std::array<std::string, 5>& texts, Type type, ImU32 color) {
    float x = row.x;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        const float width = row.width * kColumns[i];
        draw_text({x, row.y, width - theme().px(4), row.height}, texts[i], type, color,
                  i == 0 ? Align::left : Align::right);
        x += width;
    }
}

void draw_table(const FiguresView& view, const Rect& area) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(10)), 0);
    draw_text(rows.top(theme().px(28)), "By label", Type::strong, colors.text);
    draw_row(rows.top(label_row()), {kTitles[0], kTitles[1], kTitles[2], kTitles[3], kTitles[4]},
             Type::small, colors.muted);
    for (const LabelFiguresView& label : view.labels) {
        std::string recall = percent(label.recall);
        if (label.recall && area.width > theme().px(430)) {
            recall += " (" + fixed(label.recall_low * 100, 0) + "–" +
                      fixed(label.recall_high * 100, 0) + ")";
        }
        draw_row(rows.top(label_row()),
                 {display_name(label.label), std::to_string(label.support),
                  percent(label.precision), recall, fixed(label.f1, 2)},
                 Type::body, label.recall ? colors.text : colors.muted);
    }
}

void draw_confusion(const FiguresView& view, const Rect& area) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(10)), theme().px(4));
    draw_text(rows.top(theme().px(28)), "What was called what", Type::strong, colors.text);
    draw_matrix(rows.rest(), view.confusion);
}

std::string comparison_text(const FiguresView& view) {
    const ComparisonView& other = *view.comparison;
    const std::string counts = view.model + " alone got " + std::to_string(other.only_this) +
                               " clips right, " + other.other + " alone " +
                               std::to_string(other.only_other) + ".";
    const bool clear = other.p_value < 0.05;
    return other.other + " is right on " + percent(other.accuracy) + " of the same clips. " +
           counts + (clear ? " That is more than chance" : " That may be chance") +
           " (McNemar, p = " + fixed(other.p_value, 3) + ").";
}

void draw_comparison(const FiguresView& view, const Rect& area) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(10)), theme().px(2));
    draw_text(rows.top(theme().px(24)), "Compared with " + view.comparison->other, Type::strong,
              colors.text);
    draw_paragraph(rows.rest(), comparison_text(view), Type::body, colors.text);
}

float comparison_height(const FiguresView& view, float width) {
    if (!view.comparison) return 0;
    return paragraph_height(width - theme().px(32), comparison_text(view), Type::body) +
           theme().px(48);
}

void draw_worst(const FiguresView& view, const Rect& area, ReportActions& actions) {
    const Palette& colors = theme().palette();
    draw_card(area, colors.surface);
    Cutter rows(area.inset(theme().px(16), theme().px(10)), 0);
    draw_text(rows.top(theme().px(30)), "The worst clips", Type::strong, colors.text);
    for (std::size_t i = 0; i < view.worst.size(); ++i) {
        const WorstClipView& clip = view.worst[i];
        Cutter row(rows.top(worst_row()).inset(0, theme().px(4)), theme().px(14));
        const Rect strip = row.left(row.rest().width * 0.55F);
        draw_strip(strip, clip.strip);
        ImGui::PushID(static_cast<int>(i));
        ImGui::SetCursorScreenPos({strip.x, strip.y});
        if (ImGui::InvisibleButton("play", {std::max(strip.width, 1.F), strip.height})) {
            actions.play = i;
        }
        tooltip("Play");
        ImGui::PopID();
        const Rect text = row.rest();
        const std::string verdict =
            clip.right ? display_name(clip.truth) + ", hardly: " + percent(clip.confidence)
                       : display_name(clip.truth) + " called " + display_name(clip.said) + ", " +
                             percent(clip.confidence);
        draw_text(text.top(text.height * 0.5F), verdict, Type::strong,
                  clip.right ? colors.text : colors.danger);
        draw_text(text.below(text.height * 0.45F), clip.name, Type::small, colors.muted);
    }
}

}  // namespace

void draw_figures(const FiguresView& view, const Rect& area, ReportActions& actions) {
    const float gap = theme().px(12);
    const float width = area.width - theme().px(12);
    const float worst = view.worst.empty()
                            ? 0
                            : worst_row() * static_cast<float>(view.worst.size()) + theme().px(50);
    const std::array<float, 6> heights = {summary_height(view), warnings_height(view, width),
                                          table_height(view),   comparison_height(view, width),
                                          groups_height(view),  worst};
    float all = 0;
    for (const float height : heights) all += height > 0 ? height + gap : 0;
    const Rect content = begin_scroll("figures", area, all);
    Cutter rows({content.x, content.y, width, all}, gap);
    draw_summary(view, rows.top(heights[0]));
    if (heights[1] > 0) draw_warnings(view, rows.top(heights[1]));
    Cutter columns(rows.top(heights[2]), gap);
    draw_table(view, columns.left((width - gap) / 2));
    draw_confusion(view, columns.rest());
    if (heights[3] > 0) draw_comparison(view, rows.top(heights[3]));
    draw_groups(view, rows.top(heights[4]));
    if (heights[5] > 0) draw_worst(view, rows.top(heights[5]), actions);
    end_scroll();
}

}  // namespace spotter
