#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

#include "ui/fields.h"
#include "ui/history/history_parts.h"
#include "ui/history/trend_plot.h"
#include "ui/message.h"
#include "ui/panel.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

using Value = std::function<double(const TrendWeek&)>;

std::vector<double> values_of(const HistoryView& view, const Value& value) {
    std::vector<double> out;
    out.reserve(view.weeks.size());
    for (const TrendWeek& week : view.weeks) out.push_back(value(week));
    return out;
}

// Zero means that it is not known.
Value positive(double TrendWeek::*figure) {
    return [figure](const TrendWeek& week) { return week.*figure > 0 ? week.*figure : kUnknown; };
}

TrendPlot plot_of(const HistoryView& view, const std::string& title, const Value& value) {
    TrendPlot out;
    out.title = title;
    if (!view.weeks.empty()) out.first = view.weeks.front().monday;
    out.series = {{"", theme().palette().accent, values_of(view, value)}};
    return out;
}

TrendPlot tempo_plot(const HistoryView& view) {
    TrendPlot out = plot_of(view, "Tempo", positive(&TrendWeek::rep_s));
    out.unit = " s";
    out.decimals = 1;
    out.bars = false;
    out.series.front().name = "whole rep";
    out.series.push_back({"lowering", theme().label_color(1, false),
                          values_of(view, positive(&TrendWeek::lowering_s))});
    out.nothing = "No rep was timed";
    return out;
}

TrendPlot tension_plot(const HistoryView& view) {
    TrendPlot out = plot_of(view, "Time under tension",
                            [](const TrendWeek& week) { return week.under_tension_s / 60; });
    out.unit = " min";
    out.decimals = 1;
    return out;
}

TrendPlot weight_plot(const HistoryView& view) {
    TrendPlot out = plot_of(view, "Heaviest weight", positive(&TrendWeek::best_kg));
    out.unit = " kg";
    out.decimals = 1;
    out.bars = false;
    out.nothing = "No weight was noted";
    return out;
}

TrendPlot volume_plot(const HistoryView& view) {
    TrendPlot out = plot_of(view, "Volume, weight × reps",
                            [](const TrendWeek& week) { return week.volume_kg; });
    out.unit = " kg";
    out.nothing = "No weight was noted";
    return out;
}

std::vector<TrendPlot> plots_of(const HistoryView& view) {
    std::vector<TrendPlot> out;
    out.push_back(plot_of(view, "Sets", [](const TrendWeek& week) { return week.sets; }));
    out.push_back(plot_of(view, "Reps", [](const TrendWeek& week) { return week.reps; }));
    out.push_back(tension_plot(view));
    if (view.exercise >= 0) {
        out.push_back(tempo_plot(view));
    } else {
        out.push_back(
            plot_of(view, "Days of training", [](const TrendWeek& week) { return week.days; }));
    }
    out.push_back(weight_plot(view));
    out.push_back(volume_plot(view));
    return out;
}

void draw_choices(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    Cutter row(area, theme().px(10));
    ChoiceView exercises;
    exercises.items.push_back({"All exercises"});
    for (const std::string& label : view.labels) exercises.items.push_back({display_name(label)});
    exercises.current = view.exercise + 1;
    const float width = std::min(theme().px(250), area.width * 0.34F);
    const int chosen =
        choice("exercise", row.left(width), exercises, {Icon::chart, "", "All exercises", ""});
    if (chosen >= 0) actions.exercise = chosen - 1;
    const int span = segments("span", row.left(std::min(theme().px(380), area.width * 0.4F)),
                              {"12 weeks", "Half a year", "A year", "All"}, view.span);
    if (span >= 0) actions.span = span;
    const Rect rest = row.rest();
    if (toggle("demo", rest.right_part(std::min(rest.width, theme().px(170))), "With demo",
               view.with_demo)) {
        actions.with_demo = !view.with_demo;
    }
}

}  // namespace

void draw_history_trends(const HistoryView& view, const Rect& area, HistoryActions& actions) {
    ImGui::PushID("trends");
    const float gap = theme().px(12);
    Cutter rows(area, gap);
    draw_choices(view, rows.top(theme().px(40)), actions);
    const Rect rest = rows.rest();
    if (view.weeks.empty()) {
        Message message;
        message.icon = Icon::chart;
        message.color = theme().palette().accent;
        message.title = view.reading ? "Reading…" : "No sets yet";
        message.spinning = view.reading;
        message.text =
            "Sets, reps, tempo and time under tension are shown here week by week, once a workout "
            "with a set was kept.";
        if (!view.reading && !view.with_demo && view.kept_demos > 0) {
            message.title = "No sets but those of the demo";
            message.text =
                "Workouts of the demo were kept, and are left out here, as nobody did them. \"With "
                "demo\" shows them, too.";
            message.primary = "Show them";
        }
        if (draw_message(rest, message) == Clicked::primary) actions.with_demo = true;
        ImGui::PopID();
        return;
    }
    const std::vector<TrendPlot> plots = plots_of(view);
    const int columns = rest.width >= theme().px(1000) ? 3 : rest.width >= theme().px(520) ? 2 : 1;
    const int lines = (static_cast<int>(plots.size()) + columns - 1) / columns;
    const float height =
        std::max((rest.height - gap * static_cast<float>(lines - 1)) / static_cast<float>(lines),
                 theme().px(170));
    const Rect content = begin_scroll(
        "plots", rest, height * static_cast<float>(lines) + gap * static_cast<float>(lines - 1));
    const float width =
        (content.width - gap * static_cast<float>(columns - 1)) / static_cast<float>(columns);
    for (int i = 0; i < static_cast<int>(plots.size()); ++i) {
        const Rect place = {content.x + static_cast<float>(i % columns) * (width + gap),
                            content.y + static_cast<float>(i / columns) * (height + gap), width,
                            height};
        if (in_view(place)) draw_trend_plot(place, plots[static_cast<std::size_t>(i)]);
    }
    end_scroll();
    ImGui::PopID();
}

}  // namespace spotter
