#include "ui/job_rows.h"

#include <algorithm>

#include "ui/format.h"
#include "ui/widgets.h"

namespace spotter {

bool draw_job_rows(const JobView& job, Cutter& rows) {
    const Palette& colors = theme().palette();
    Cutter row(rows.top(theme().px(40)), theme().px(10));
    draw_spinner(row.left(theme().px(22)), colors.accent);
    const bool cancel = text_button("cancel", row.right(theme().px(100)),
                                    job.stopping ? "Stopping…" : "Cancel", false, !job.stopping);
    draw_text(row.rest(), job.step.empty() ? job.name : job.step, Type::body, colors.text);
    draw_bar(rows.top(theme().px(6)), static_cast<float>(std::max(job.fraction, 0.0)),
             colors.accent);
    const Rect below = rows.top(theme().px(20));
    if (job.left_s) draw_text(below, clock_time(*job.left_s) + " left", Type::small, colors.muted);
    return cancel;
}

}  // namespace spotter
