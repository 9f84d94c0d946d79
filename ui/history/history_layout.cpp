#include "ui/history/history_layout.h"

#include <algorithm>

namespace spotter {

HistoryLayout history_layout_for(const Rect& area, float unit, bool details) {
    HistoryLayout out;
    const float gap = 12 * unit;
    Cutter rows(area.inset(16 * unit, 10 * unit), gap);
    out.header = rows.top(42 * unit);
    out.body = rows.rest();
    out.narrow = area.width < 940 * unit;
    Cutter columns(out.body, gap);
    if (out.narrow) {
        const Rect side = columns.right(std::max(out.body.width * 0.44F, 190 * unit));
        (details ? out.details : out.calendar) = side;
    } else {
        out.calendar = columns.left(std::clamp(out.body.width * 0.24F, 252 * unit, 320 * unit));
        out.details = columns.right(std::clamp(out.body.width * 0.32F, 340 * unit, 560 * unit));
    }
    out.list = columns.rest();
    return out;
}

}  // namespace spotter
