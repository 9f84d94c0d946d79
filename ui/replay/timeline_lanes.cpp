#include <algorithm>
#include <cmath>

#include "engine/core/counted.h"
#include "engine/core/set_name.h"
#include "engine/session/export_text.h"
#include "engine/session/session_facts.h"
#include "ui/format.h"
#include "ui/replay/replay_parts.h"
#include "ui/widgets.h"

namespace spotter {

namespace {

using Kind = ReplaySelection::Kind;

ImDrawList& canvas() {
    return *ImGui::GetWindowDrawList();
}

// The part of a lane between two times; empty when it is out of sight.
Rect block(const Rect& lane, const TimeScale& scale, double start_s, double end_s) {
    const float from = std::max(scale.x_of(start_s), lane.x);
    const float to = std::min(scale.x_of(end_s), lane.right());
    return {from, lane.y, to - from, lane.height};
}

void outline(const Rect& area, ImU32 color) {
    canvas().AddRect({area.x, area.y}, {area.right(), area.bottom()}, color, theme().px(5), 0,
                     theme().px(2));
}

void draw_segment(const ReplayView& view, const Rect& lane, const TimeScale& scale,
                  const SessionSegment& segment, bool selected, bool other) {
    Rect area = block(lane, scale, to_seconds(segment.start), to_seconds(segment.end));
    if (area.width < 0.5F) return;
    area.width = std::max(area.width - theme().px(1), theme().px(1));
    const bool idle = is_idle(view, segment.label);
    const ImU32 color = color_of(view, segment.label);
    const float round = std::min(theme().px(5), area.width / 2);
    const float strength = idle ? 0.28F : other ? 0.5F : 0.9F;
    canvas().AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, faded(color, strength),
                           round);
    if (area.width > theme().px(26)) {
        const bool dark = !idle && !other;
        draw_text(area.inset(theme().px(6), 0), display_name(segment.label), Type::small,
                  dark ? theme().palette().background : theme().palette().text);
    }
    if (selected) outline(area, theme().palette().text);
}

// Segments, and stretches, are in order and do not overlap: those in sight lie between two places.
template <class Part>
std::pair<std::size_t, std::size_t> in_sight(const std::vector<Part>& parts,
                                             const TimeScale& scale) {
    const auto first = std::ranges::lower_bound(
        parts, scale.first_s, {}, [](const Part& part) { return to_seconds(part.end); });
    const auto last = std::ranges::lower_bound(
        parts, scale.last_s, {}, [](const Part& part) { return to_seconds(part.start); });
    return {static_cast<std::size_t>(first - parts.begin()),
            static_cast<std::size_t>(std::max(first, last) - parts.begin())};
}

// Beneath the segments, which the user may have drawn there since. A frame, as nothing stands.
void draw_unsure(const std::vector<SessionStretch>& unsure, const Rect& lane,
                 const TimeScale& scale) {
    const Palette& colors = theme().palette();
    const auto [first, last] = in_sight(unsure, scale);
    for (std::size_t i = first; i < last; ++i) {
        Rect area = block(lane, scale, to_seconds(unsure[i].start), to_seconds(unsure[i].end));
        area = area.inset(theme().px(1), theme().px(3));
        if (area.width < theme().px(2)) continue;
        canvas().AddRect({area.x, area.y}, {area.right(), area.bottom()}, colors.line,
                         std::min(theme().px(5), area.width / 2));
        const std::string text = "unsure";
        if (area.width > text_width(text, Type::small) + theme().px(8)) {
            draw_text(area, text, Type::small, colors.muted, Align::center);
        }
    }
}

void draw_segments(const ReplayView& view, const ReplayLayout& layout, const TimeScale& scale) {
    const Palette& colors = theme().palette();
    draw_card(layout.segments, colors.surface);
    draw_unsure(view.unsure, layout.segments, scale);
    const auto& own = view.edit->segments;
    const auto [first, last] = in_sight(own, scale);
    for (std::size_t i = first; i < last; ++i) {
        const bool selected =
            view.selection.kind == Kind::segment && view.selection.id == static_cast<int>(i);
        draw_segment(view, layout.segments, scale, own[i], selected, false);
    }
    if (!view.comparison || layout.compared.empty()) return;
    draw_card(layout.compared, colors.surface);
    const OpinionView& comparison = *view.comparison;
    if (!comparison.segments) {
        const std::string text = !comparison.failure.empty() ? sentence(comparison.failure)
                                 : comparison.busy           ? comparison.model + " is looking…"
                                                             : "";
        draw_text(layout.compared.inset(theme().px(8), 0), text, Type::small, colors.muted);
        return;
    }
    draw_unsure(comparison.unsure, layout.compared, scale);
    const auto [begin, end] = in_sight(*comparison.segments, scale);
    for (std::size_t i = begin; i < end; ++i) {
        draw_segment(view, layout.compared, scale, (*comparison.segments)[i], false, true);
    }
    for (const SegmentDifference& part : comparison.differences) {
        const Rect area =
            block(layout.compared, scale, to_seconds(part.start), to_seconds(part.end));
        if (area.width < 0.5F) continue;
        const float height = theme().px(3);
        canvas().AddRectFilled({area.x, area.bottom() - height}, {area.right(), area.bottom()},
                               colors.warning);
    }
}

void draw_rep(const ReplayView& view, const RecordedRep& rep, const Rect& lane,
              const TimeScale& scale, ImU32 color) {
    const Palette& colors = theme().palette();
    const Rect area = block(lane, scale, to_seconds(rep.start), to_seconds(rep.end));
    if (area.width < 0.5F) return;
    const bool selected = view.selection.kind == Kind::rep && view.selection.id == rep.set &&
                          view.selection.rep == rep.number;
    const float gap = std::min(theme().px(1), area.width * 0.2F);
    const Rect bar = {area.x, area.y, std::max(area.width - gap, 1.F), area.height};
    const float round = std::min(theme().px(3), bar.width / 2);
    if (rep.removed) {
        canvas().AddRect({bar.x, bar.y}, {bar.right(), bar.bottom()}, colors.faint, round);
    } else {
        canvas().AddRectFilled({bar.x, bar.y}, {bar.right(), bar.bottom()},
                               faded(color, rep.by_hand ? 0.65F : 0.95F), round);
        const float turn = scale.x_of(to_seconds(rep.turn));
        if (turn > bar.x && turn < bar.right() && bar.width > theme().px(6)) {
            canvas().AddLine({turn, bar.y + theme().px(2)}, {turn, bar.bottom() - theme().px(2)},
                             colors.background, theme().px(1.5F));
        }
    }
    if (selected) outline(bar, colors.text);
}

void draw_set(const ReplayView& view, const RecordedSet& set, const Rect& lane,
              const TimeScale& scale) {
    const Palette& colors = theme().palette();
    const Rect area = block(lane, scale, to_seconds(set.start), to_seconds(set.end));
    if (area.width < 0.5F) return;
    const ImU32 color = color_of(view, set.label);
    canvas().AddRectFilled({area.x, area.y}, {area.right(), area.bottom()}, faded(color, 0.22F),
                           std::min(theme().px(5), area.width / 2));
    if (selected_set(view) == &set) outline(area, colors.text);
    const Rect title = area.top(area.height * 0.52F).inset(theme().px(6), 0);
    const int number = set_of_exercise(view.edit->sets, set);
    if (const std::string text = set_title(number, set, title.width); !text.empty()) {
        draw_text(title, text, Type::small, colors.text);
    }
    if (area.width < theme().px(6)) return;
    const float height = area.height * 0.36F;
    const Rect reps = {lane.x, area.bottom() - height - theme().px(3), lane.width, height};
    for (const RecordedRep& rep : view.edit->reps) {
        if (rep.set == set.number) draw_rep(view, rep, reps, scale, color);
    }
}

void draw_rests(const ReplayView& view, const Rect& lane, const TimeScale& scale) {
    const auto& sets = view.edit->sets;
    for (std::size_t i = 1; i < sets.size(); ++i) {
        const double start = to_seconds(sets[i - 1].end);
        const double end = to_seconds(sets[i].start);
        const Rect area = block(lane, scale, start, end);
        const std::string text = "rest " + clock_time(end - start);
        if (end - start < 1 || area.width < text_width(text, Type::small) + theme().px(8)) continue;
        draw_text(area, text, Type::small, theme().palette().muted, Align::center);
    }
}

void draw_gaps(const ReplayView& view, const ReplayLayout& layout, const TimeScale& scale) {
    const Palette& colors = theme().palette();
    for (const Gap& gap : view.gaps) {
        const Rect area = block(layout.plot, scale, to_seconds(gap.start), to_seconds(gap.end));
        if (area.width < 0.5F) continue;
        canvas().AddRectFilled({area.x, area.y}, {area.right(), area.bottom()},
                               faded(colors.background, 0.6F));
        canvas().PushClipRect({area.x, area.y}, {area.right(), area.bottom()}, true);
        const float step = theme().px(9);
        for (float x = area.x - area.height; x < area.right(); x += step) {
            canvas().AddLine({x, area.bottom()}, {x + area.height, area.y}, colors.line);
        }
        if (area.width > theme().px(60)) {
            draw_text(area, "no picture", Type::small, colors.muted, Align::center);
        }
        canvas().PopClipRect();
    }
}

// Along the foot of the curves: the picture stands there, though time goes by; the higher, the
// more pictures of each second the video lacks.
void draw_film_gaps(const ReplayView& view, const ReplayLayout& layout, const TimeScale& scale) {
    const Palette& colors = theme().palette();
    constexpr double kMost = 15;  // a second
    for (const FilmGap& gap : view.film_gaps) {
        const double share = std::min(lacking_per_second(gap).value_or(kMost) / kMost, 1.0);
        const float height = theme().px(2 + 4 * static_cast<float>(share));
        Rect area = block(layout.plot, scale, to_seconds(gap.start), to_seconds(gap.end));
        if (area.x > layout.plot.right() || area.right() < layout.plot.x) continue;
        area.width = std::max(area.width, theme().px(2));
        canvas().AddRectFilled({area.x, area.bottom() - height}, {area.right(), area.bottom()},
                               colors.warning);
    }
}

void draw_span(const ReplayView& view, const ReplayLayout& layout, const TimeScale& scale) {
    const Palette& colors = theme().palette();
    if (view.selection.kind != Kind::span) return;
    const Rect lanes = layout.lanes();
    const Rect area = block(lanes, scale, view.selection.start_s, view.selection.end_s);
    if (area.width < 0.5F) return;
    canvas().AddRectFilled({area.x, area.y}, {area.right(), area.bottom()},
                           faded(colors.accent, 0.12F));
    for (const float x : {area.x, area.right()}) {
        canvas().AddLine({x, area.y}, {x, area.bottom()}, faded(colors.accent, 0.7F),
                         theme().px(1));
    }
}

void draw_playhead(const ReplayView& view, const ReplayLayout& layout, const TimeScale& scale) {
    const Palette& colors = theme().palette();
    const Rect lanes = layout.lanes();
    const float x = scale.x_of(view.player.position_s);
    if (x < lanes.x - 1 || x > lanes.right() + 1) return;
    // Beneath the ruler's times.
    const float half = theme().px(5);
    const float top = layout.ruler.bottom() - theme().px(kRulerFoot);
    canvas().AddLine({x, top}, {x, lanes.bottom()}, colors.accent, theme().px(2));
    canvas().AddTriangleFilled({x - half, top}, {x + half, top}, {x, top + half * 1.4F},
                               colors.accent);
}

}  // namespace

std::string set_title(int number, const RecordedSet& set, float width, Type type) {
    const std::string name = std::to_string(number) + "  " + display_name(set.label) + ", ";
    const std::string held = clock_time(to_seconds(set.end - set.start));
    const std::string reps = set.held ? held : counted(set.reps, "rep");
    const std::string bare = set.held ? held : std::to_string(set.reps);
    const auto weight = weight_of(set);
    const std::string lifted = weight ? ", " + weight_text(*weight) : "";
    for (const std::string& text : {name + reps + lifted, name + reps, name + bare, reps, bare}) {
        if (text_width(text, type) <= width) return text;
    }
    return {};
}

void draw_timeline_lanes(const ReplayView& view, const ReplayLayout& layout) {
    if (view.edit == nullptr) return;
    const TimeScale scale = scale_of(view, layout);
    const Rect lanes = layout.lanes();
    const float margin = theme().px(7);
    draw_card(layout.sets, theme().palette().surface);
    canvas().PushClipRect({lanes.x - margin, lanes.y}, {lanes.right() + margin, lanes.bottom()},
                          true);
    draw_gaps(view, layout, scale);
    draw_film_gaps(view, layout, scale);
    draw_segments(view, layout, scale);
    for (const RecordedSet& set : view.edit->sets) draw_set(view, set, layout.sets, scale);
    draw_rests(view, layout.sets, scale);
    if (view.edit->sets.empty()) {
        draw_text(layout.sets.inset(theme().px(10), 0),
                  "No sets were counted. Drag over the curves to mark a stretch, then add a set.",
                  Type::small, theme().palette().muted);
    }
    draw_span(view, layout, scale);
    draw_playhead(view, layout, scale);
    canvas().PopClipRect();
}

}  // namespace spotter
