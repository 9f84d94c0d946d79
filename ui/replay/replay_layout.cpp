#include "ui/replay/replay_layout.h"

#include <algorithm>
#include <array>

namespace spotter {

namespace {

// Logical heights of the timeline's rows.
constexpr float kLegend = 26;
constexpr float kOverview = 14;
constexpr float kRuler = 20;
constexpr float kSegments = 24;
constexpr float kSets = 44;
constexpr float kGap = 6;

void lay_timeline(Cutter& rows, float unit, float plot, bool comparing, ReplayLayout& out) {
    out.sets = rows.below(kSets * unit);
    if (comparing) out.compared = rows.below(kSegments * unit);
    out.segments = rows.below(kSegments * unit);
    out.plot = rows.below(plot);
    out.ruler = rows.below(kRuler * unit);
    out.overview = rows.below(kOverview * unit);
    out.legend = rows.below(kLegend * unit);
}

}  // namespace

ReplayLayout replay_layout_for(const Rect& area, float unit, bool comparing) {
    ReplayLayout out;
    const Rect inner = area.inset(16 * unit, 10 * unit);
    Cutter rows(inner, 8 * unit);
    out.header = rows.top(42 * unit);
    const float plot = std::clamp(inner.height * 0.17F, 44 * unit, 220 * unit);
    Cutter timeline(rows.rest(), kGap * unit);
    lay_timeline(timeline, unit, plot, comparing, out);
    Rect top = timeline.rest();
    Cutter columns(top, 12 * unit);
    out.side = columns.right(std::clamp(inner.width * 0.27F, 180 * unit, 360 * unit));
    Cutter player(columns.rest(), 6 * unit);
    out.transport = player.below(40 * unit);
    out.picture = player.rest();
    return out;
}

double ruler_step_s(const TimeScale& scale, float least) {
    constexpr std::array<double, 16> kSteps = {0.1, 0.2, 0.5, 1,   2,   5,    10,   15,
                                               30,  60,  120, 300, 600, 1800, 3600, 7200};
    const double wanted = scale.seconds_in(least);
    const auto* const found = std::ranges::lower_bound(kSteps, wanted);
    return found == kSteps.end() ? kSteps.back() : *found;
}

}  // namespace spotter
