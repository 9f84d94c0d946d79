#include "ui/replay/score_curve.h"

#include <algorithm>

namespace spotter {

void ScoreCurve::Range::add(const Range& other) {
    least = std::min(least, other.least);
    most = std::max(most, other.most);
}

ScoreCurve::ScoreCurve(std::vector<std::uint8_t> scores_x255) : scores_(std::move(scores_x255)) {
    std::vector<Range> below;
    below.reserve(scores_.size());
    for (const std::uint8_t score : scores_) below.push_back({score, score});
    while (below.size() > kFactor) {
        std::vector<Range> level((below.size() + kFactor - 1) / kFactor);
        for (std::size_t i = 0; i < below.size(); ++i) level[i / kFactor].add(below[i]);
        levels_.push_back(level);
        below = std::move(level);
    }
}

ScoreCurve::Range ScoreCurve::range(std::size_t first, std::size_t last) const {
    Range out;
    // The ragged ends on each level, then the whole parts of them one level up.
    for (std::size_t level = 0;; ++level) {
        const auto value = [&](std::size_t i) {
            return level == 0 ? Range{scores_[i], scores_[i]} : levels_[level - 1][i];
        };
        const bool top = level == levels_.size();
        while (first < last && (top || first % kFactor != 0)) out.add(value(first++));
        while (first < last && last % kFactor != 0) out.add(value(--last));
        if (first >= last) return out;
        first /= kFactor;
        last /= kFactor;
    }
}

std::vector<CurveColumn> curve_columns(std::span<const double> times_s, const ScoreCurve& curve,
                                       double from_s, double to_s, int columns, double hole_s) {
    std::vector<CurveColumn> out;
    if (times_s.empty() || columns < 1 || !(to_s > from_s)) return out;
    const auto place = [&](double time) {
        return static_cast<std::size_t>(std::ranges::lower_bound(times_s, time) - times_s.begin());
    };
    const auto add = [&](std::size_t first, std::size_t last) {
        const double time =
            last - first == 1 ? times_s[first] : (times_s[first] + times_s[last - 1]) / 2;
        const bool joined = !out.empty() && times_s[first] - times_s[first - 1] <= hole_s;
        out.push_back({time, curve.range(first, last), joined});
    };
    std::size_t at = place(from_s);
    const std::size_t end = place(to_s);
    if (at > 0) add(at - 1, at);
    const double width = (to_s - from_s) / columns;
    while (at < end) {
        const double column = std::min((times_s[at] - from_s) / width, columns - 1.0);
        const double border = from_s + (static_cast<int>(column) + 1) * width;
        const auto next =
            std::lower_bound(times_s.begin() + static_cast<std::ptrdiff_t>(at) + 1,
                             times_s.begin() + static_cast<std::ptrdiff_t>(end), border) -
            times_s.begin();
        add(at, static_cast<std::size_t>(next));
        at = static_cast<std::size_t>(next);
    }
    if (end < times_s.size()) add(end, end + 1);
    return out;
}

}  // namespace spotter
