#pragma once

#include "ui/rect.h"
#include "ui/shell/shell_view.h"

namespace spotter {

// What draw_job_rows() takes, logical units.
constexpr float kJobRowsHeight = 90;

// Long work within a dialog or a part of a screen: what is done, how far it is, time left, and a
// button. True when that was clicked, to cancel it.
bool draw_job_rows(const JobView& job, Cutter& rows);

}  // namespace spotter
