#include <algorithm>
#include <cmath>

#include "ui/format.h"
#include "ui/replay/replay_parts.h"

namespace spotter {

TimeScale scale_of(const ReplayView& view, const ReplayLayout& layout) {
    return {view.first_s, std::max(view.last_s, view.first_s + 0.01), layout.plot.x,
            std::max(layout.plot.width, 1.F)};
}

TimeScale overview_scale(const ReplayView& view, const ReplayLayout& layout) {
    return {0, std::max(view.player.length_s, 0.01), layout.overview.x,
            std::max(layout.overview.width, 1.F)};
}

bool is_idle(const ReplayView& view, const std::string& label) {
    const auto among = [&](const std::shared_ptr<const CurvesView>& curves) {
        return curves && contains(curves->idle_labels, label);
    };
    return among(view.curves) || (view.comparison && among(view.comparison->curves));
}

// The model's own labels first, as in Live, then those that stand here, then the other model's.
ImU32 color_of(const ReplayView& view, const std::string& label) {
    int index = 0;
    const auto found_in = [&](const Labels& labels) {
        const auto found = std::ranges::find(labels, label);
        index += static_cast<int>(found - labels.begin());
        return found != labels.end();
    };
    const bool known =
        (view.curves && found_in(view.curves->labels)) || found_in(view.labels) ||
        (view.comparison && view.comparison->curves && found_in(view.comparison->curves->labels));
    return theme().label_color(known ? index : -1, is_idle(view, label));
}

const RecordedSet* set_at(const ReplayView& view, double time_s) {
    if (view.edit == nullptr) return nullptr;
    for (const RecordedSet& set : view.edit->sets) {
        if (time_s >= to_seconds(set.start) && time_s < to_seconds(set.end)) return &set;
    }
    return nullptr;
}

const SessionSegment* segment_at(const ReplayView& view, double time_s) {
    if (view.edit == nullptr) return nullptr;
    for (const SessionSegment& segment : view.edit->segments) {
        if (time_s >= to_seconds(segment.start) && time_s < to_seconds(segment.end)) {
            return &segment;
        }
    }
    return nullptr;
}

const RecordedSet* set_of_number(const ReplayView& view, int number) {
    if (view.edit == nullptr) return nullptr;
    const auto found = std::ranges::find(view.edit->sets, number, &RecordedSet::number);
    return found == view.edit->sets.end() ? nullptr : &*found;
}

const SessionSegment* selected_segment(const ReplayView& view) {
    const bool is_segment = view.selection.kind == ReplaySelection::Kind::segment;
    if (!is_segment || view.edit == nullptr || view.selection.id < 0) return nullptr;
    const auto place = static_cast<std::size_t>(view.selection.id);
    return place < view.edit->segments.size() ? &view.edit->segments[place] : nullptr;
}

const RecordedSet* selected_set(const ReplayView& view) {
    const auto kind = view.selection.kind;
    const bool is_set = kind == ReplaySelection::Kind::set || kind == ReplaySelection::Kind::rep;
    return is_set ? set_of_number(view, view.selection.id) : nullptr;
}

const RecordedRep* selected_rep(const ReplayView& view) {
    if (view.selection.kind != ReplaySelection::Kind::rep || view.edit == nullptr) return nullptr;
    for (const RecordedRep& rep : view.edit->reps) {
        if (rep.set == view.selection.id && rep.number == view.selection.rep) return &rep;
    }
    return nullptr;
}

bool can_take(const ReplayView& view) {
    using Kind = ReplaySelection::Kind;
    const Kind kind = view.selection.kind;
    return view.comparison && view.comparison->segments && kind != Kind::nothing &&
           kind != Kind::rep;
}

void ask_history(const ReplayView& view, ReplayActions& actions) {
    actions.keep = view.in_history == InHistory::no;
    actions.open_history = view.in_history == InHistory::yes;
}

std::string time_text(double seconds) {
    const double tenths = std::floor(std::max(seconds, 0.0) * 10 + 0.001);
    return clock_time(tenths / 10) + "." + std::to_string(static_cast<long long>(tenths) % 10);
}

}  // namespace spotter
