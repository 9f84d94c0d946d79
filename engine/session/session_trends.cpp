#include "engine/session/session_trends.h"

#include <algorithm>
#include <map>
#include <set>

namespace spotter {

namespace {

using std::chrono::days;
using std::chrono::sys_days;

// A mean of some reps more.
void add_mean(double& mean, int reps, double other, int other_reps) {
    if (other <= 0 || other_reps <= 0) return;
    const double known = mean > 0 ? reps : 0;
    mean = (mean * known + other * other_reps) / (known + other_reps);
}

void add_day(const ExerciseDay& day, TrendWeek& week) {
    add_mean(week.rep_s, week.reps, day.rep_s, day.reps);
    add_mean(week.lowering_s, week.reps, day.lowering_s, day.reps);
    week.sets += day.sets;
    week.reps += day.reps;
    week.under_tension_s += day.under_tension_s;
    week.best_kg = std::max(week.best_kg, day.best_kg);
    week.volume_kg += day.volume_kg;
}

}  // namespace

sys_days monday_of(sys_days day) {
    return day - (std::chrono::weekday(day) - std::chrono::Monday);
}

std::vector<TrendWeek> weekly_trend(std::span<const ExerciseDay> done, std::string_view label,
                                    sys_days until) {
    std::map<sys_days, TrendWeek> weeks;
    std::set<sys_days> trained;
    for (const ExerciseDay& day : done) {
        if (!label.empty() && day.label != label) continue;
        TrendWeek& week = weeks[monday_of(day.day)];
        add_day(day, week);
        if (trained.insert(day.day).second) ++week.days;
    }
    std::vector<TrendWeek> out;
    if (weeks.empty()) return out;
    const sys_days last = std::max(monday_of(until), weeks.rbegin()->first);
    for (sys_days monday = weeks.begin()->first; monday <= last; monday += days(7)) {
        out.push_back(weeks[monday]);
        out.back().monday = monday;
    }
    return out;
}

Labels trained_labels(std::span<const ExerciseDay> done) {
    std::map<std::string, int> sets;
    for (const ExerciseDay& day : done) sets[day.label] += day.sets;
    Labels out;
    for (const auto& [label, count] : sets) out.push_back(label);
    std::ranges::stable_sort(
        out, [&](const std::string& a, const std::string& b) { return sets.at(a) > sets.at(b); });
    return out;
}

}  // namespace spotter
