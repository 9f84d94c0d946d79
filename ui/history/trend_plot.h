#pragma once

#include <chrono>
#include <cstddef>
#include <string>
#include <vector>

#include <imgui.h>

#include "ui/rect.h"

namespace spotter {

struct TrendSeries {
    std::string name;
    ImU32 color = 0;
    std::vector<double> values;  // one a week; not a number: not known
};

// A figure over the weeks: one series as bars (sums), or some as lines (means and bests).
struct TrendPlot {
    std::string title;
    std::string unit = {};  // behind a value: " s"
    int decimals = 0;
    bool bars = true;
    std::chrono::sys_days first{};  // the Monday of the first value
    std::vector<TrendSeries> series;
    std::string nothing = "Nothing yet";  // instead of values that are all zero or not known
};

// Draws title, axes with dates, values, and the value of the week under the pointer, else the
// newest one.
void draw_trend_plot(const Rect& area, const TrendPlot& plot);

// The marks of an axis from 0: `count` steps of 1, 2, 2.5 or 5 times a power of ten, which reach
// up to `most` or beyond.
struct TrendAxis {
    double step = 1;
    int count = 1;
    double top() const { return step * count; }
};
TrendAxis trend_axis(double most, int most_steps, bool whole_numbers);

// What is written below the weeks: "Nov" where a month begins, "2026" where a year does; as many
// of the months as stand at least `apart` weeks from each other, January always.
struct TrendMark {
    std::size_t week = 0;
    std::string text;
};
std::vector<TrendMark> trend_marks(std::chrono::sys_days first, std::size_t weeks, double apart);

}  // namespace spotter
