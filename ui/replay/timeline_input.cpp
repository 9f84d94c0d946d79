#include <algorithm>
#include <cmath>

#include "ui/replay/replay_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

using Kind = ReplaySelection::Kind;
using Drag = TimelineDrag::Kind;

constexpr double kShortestShown = 0.5;  // seconds

// What lies under the pointer, and what pressing there begins.
struct Hit {
    Drag drag = Drag::span;
    ReplaySelection selection;  // what is there; nothing: none
    bool border = false;
    int id = 0;
};

bool close_to(float x, float border) {
    return std::abs(x - border) <= theme().px(6);
}

// The border of a block that is grabbed at `x`: its start or its end, or neither.
std::optional<EditSide> border_at(const TimeScale& scale, SessionTime start, SessionTime end,
                                  float x) {
    const float from = scale.x_of(to_seconds(start));
    const float to = scale.x_of(to_seconds(end));
    // Narrow blocks can still be clicked in their middle.
    if (to - from < theme().px(14) && x > from && x < to) return std::nullopt;
    if (close_to(x, from) && x >= from - theme().px(2)) return EditSide::start;
    if (close_to(x, to) && x <= to + theme().px(2)) return EditSide::end;
    return std::nullopt;
}

Hit hit_segments(const ReplayView& view, const TimeScale& scale, float x) {
    Hit out;
    for (std::size_t i = 0; i < view.edit->segments.size(); ++i) {
        const SessionSegment& segment = view.edit->segments[i];
        const double start = to_seconds(segment.start);
        const double end = to_seconds(segment.end);
        if (x < scale.x_of(start) - theme().px(2) || x > scale.x_of(end) + theme().px(2)) continue;
        out.id = static_cast<int>(i);
        out.selection = {Kind::segment, out.id, 0, start, end};
        const auto side = border_at(scale, segment.start, segment.end, x);
        out.border = side.has_value();
        if (side) out.drag = *side == EditSide::start ? Drag::segment_start : Drag::segment_end;
        return out;
    }
    return out;
}

// Start, turn or end of a rep of `set`, or the rep. Where two meet, the selected one is grabbed.
Hit hit_reps(const ReplayView& view, const RecordedSet& set, const TimeScale& scale, float x) {
    Hit out;
    for (const RecordedRep& rep : view.edit->reps) {
        const float from = scale.x_of(to_seconds(rep.start));
        const float to = scale.x_of(to_seconds(rep.end));
        const float near = theme().px(2);
        if (rep.set != set.number || x < from - near || x > to + near) continue;
        const ReplaySelection here = {Kind::rep, set.number, rep.number, to_seconds(rep.start),
                                      to_seconds(rep.end)};
        const bool selected = view.selection.kind == Kind::rep && view.selection.id == here.id &&
                              view.selection.rep == here.rep;
        if (out.selection.kind == Kind::rep && !selected) continue;
        out = {Drag::span, here, false, set.number};
        if (const auto side = border_at(scale, rep.start, rep.end, x)) {
            out.border = true;
            out.drag = *side == EditSide::start ? Drag::rep_start : Drag::rep_end;
        } else if (to - from > theme().px(36) && close_to(x, scale.x_of(to_seconds(rep.turn)))) {
            out.border = true;
            out.drag = Drag::rep_turn;
        }
    }
    return out;
}

Hit hit_sets(const ReplayView& view, const ReplayLayout& layout, const TimeScale& scale, float x,
             float y) {
    Hit out;
    for (const RecordedSet& set : view.edit->sets) {
        const double start = to_seconds(set.start);
        const double end = to_seconds(set.end);
        if (x < scale.x_of(start) - theme().px(2) || x > scale.x_of(end) + theme().px(2)) continue;
        out.id = set.number;
        out.selection = {Kind::set, set.number, 0, start, end};
        const auto side = border_at(scale, set.start, set.end, x);
        out.border = side.has_value();
        if (side) out.drag = *side == EditSide::start ? Drag::set_start : Drag::set_end;
        if (side || y < layout.sets.y + layout.sets.height * 0.55F) return out;
        const Hit rep = hit_reps(view, set, scale, x);
        return rep.selection.kind == Kind::rep ? rep : out;
    }
    return out;
}

Hit hit_at(const ReplayView& view, const ReplayLayout& layout, const ImVec2& at) {
    const TimeScale scale = scale_of(view, layout);
    Hit out;
    if (layout.ruler.contains(at.x, at.y)) out.drag = Drag::playhead;
    if (view.edit == nullptr) return out;
    if (layout.segments.contains(at.x, at.y)) return hit_segments(view, scale, at.x);
    if (layout.sets.contains(at.x, at.y)) return hit_sets(view, layout, scale, at.x, at.y);
    return out;
}

std::pair<double, double> limited(const ReplayView& view, double first, double last) {
    const double whole = std::max(view.player.length_s, kShortestShown);
    const double length = std::clamp(last - first, kShortestShown, whole);
    first = std::clamp(first, 0.0, whole - length);
    return {first, first + length};
}

void read_wheel(const ReplayView& view, const TimeScale& scale, ReplayActions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    const double shown = view.last_s - view.first_s;
    double pan = io.MouseWheelH;
    if (io.KeyShift) pan -= io.MouseWheel;
    if (pan != 0) {
        const double by = pan * shown * 0.12;
        actions.show_s = limited(view, view.first_s + by, view.last_s + by);
    } else if (io.MouseWheel != 0) {
        constexpr double kStep = 1.25;
        const double whole = std::max(view.player.length_s, kShortestShown);
        const double length =
            std::clamp(shown * std::pow(kStep, -io.MouseWheel), kShortestShown, whole);
        const double under = scale.time_at(io.MousePos.x);
        const double part = (under - view.first_s) / shown;
        actions.show_s = limited(view, under - part * length, under + (1 - part) * length);
    }
}

void begin_drag(const ReplayView& view, const ReplayLayout& layout, const TimeScale& scale,
                ReplayActions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    const Hit hit = hit_at(view, layout, io.MousePos);
    TimelineDrag drag{hit.drag, hit.id, scale.time_at(io.MousePos.x), false, hit.selection.rep};
    if (io.MouseDown[ImGuiMouseButton_Middle]) {
        drag.kind = Drag::pan;
    } else if (drag.kind != Drag::playhead) {
        actions.select = hit.selection;
    }
    actions.drag = drag;
    if (drag.kind == Drag::playhead) actions.drag_to_s = drag.from_s;
}

void go_on(const ReplayView& view, const TimeScale& scale, ReplayActions& actions) {
    const ImGuiIO& io = ImGui::GetIO();
    const bool far = std::abs(io.MousePos.x - scale.x_of(view.drag->from_s)) > theme().px(3);
    if (!view.drag->changed && !far && view.drag->kind != Drag::playhead) return;
    if (io.MouseDelta.x == 0 && view.drag->changed) return;
    actions.drag = view.drag;
    actions.drag_to_s = scale.time_at(io.MousePos.x);
}

void end_drag(const ReplayView& view, ReplayActions& actions) {
    actions.drop = true;
    // A mere click on the curves goes there.
    if (view.drag->kind == Drag::span && !view.drag->changed) actions.seek_s = view.drag->from_s;
}

void read_overview(const ReplayView& view, const ReplayLayout& layout, ReplayActions& actions) {
    const Rect& area = layout.overview;
    ImGui::SetCursorScreenPos({area.x, area.y});
    ImGui::InvisibleButton("overview", {std::max(area.width, 1.F), std::max(area.height, 1.F)});
    if (!ImGui::IsItemActive()) return;
    const double at = overview_scale(view, layout).time_at(ImGui::GetIO().MousePos.x);
    const double half = (view.last_s - view.first_s) / 2;
    const bool all = view.last_s - view.first_s >= view.player.length_s - 0.01;
    if (all) {
        actions.seek_s = std::clamp(at, 0.0, view.player.length_s);
    } else {
        actions.show_s = limited(view, at - half, at + half);
    }
}

void show_hint(const ReplayView& view, const ReplayLayout& layout, const TimeScale& scale) {
    const ImVec2 at = ImGui::GetIO().MousePos;
    const Hit hit = hit_at(view, layout, at);
    if (hit.border) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
    const double time = scale.time_at(at.x);
    if (!layout.plot.contains(at.x, at.y) || !view.curves) return;
    std::string text = time_text(time);
    const CurvesView& curves = *view.curves;
    const auto next = std::ranges::lower_bound(curves.times_s, time);
    const double before = next == curves.times_s.begin() ? time : *std::prev(next);
    if (next != curves.times_s.end() && *next - before <= kCurveHole_s) {
        const auto index = static_cast<std::size_t>(next - curves.times_s.begin());
        for (std::size_t i = 0; i < curves.labels.size(); ++i) {
            const int score = curves.curves[i].at(index) * 100 / 255;
            if (score < 5) continue;
            text += "\n" + display_name(curves.labels[i]) + "  " + std::to_string(score) + " %";
        }
    }
    tooltip(text);
}

}  // namespace

void read_timeline(const ReplayView& view, const ReplayLayout& layout, ReplayActions& actions) {
    if (view.player.length_s <= 0) return;
    read_overview(view, layout, actions);
    const Rect lanes = layout.lanes();
    const TimeScale scale = scale_of(view, layout);
    ImGui::SetCursorScreenPos({lanes.x, lanes.y});
    ImGui::InvisibleButton("lanes", {std::max(lanes.width, 1.F), std::max(lanes.height, 1.F)},
                           ImGuiButtonFlags_MouseButtonLeft | ImGuiButtonFlags_MouseButtonMiddle);
    if (ImGui::IsItemHovered()) {
        read_wheel(view, scale, actions);
        if (!ImGui::IsItemActive()) show_hint(view, layout, scale);
    }
    if (ImGui::IsItemActivated()) {
        begin_drag(view, layout, scale, actions);
    } else if (view.drag && ImGui::IsItemActive()) {
        go_on(view, scale, actions);
    } else if (view.drag) {
        end_drag(view, actions);
    }
}

}  // namespace spotter
