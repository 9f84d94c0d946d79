#include "ui/shell/shell_layout.h"

#include <algorithm>

namespace spotter {

ShellLayout shell_layout_for(const Rect& window, float unit, std::size_t jobs, bool bare) {
    constexpr std::size_t kMostJobs = 2;
    ShellLayout out;
    out.content = window;
    if (bare) return out;
    const float width = std::min(80 * unit, window.width * 0.12F);
    out.rail = window.left(width);
    out.content = window.right_part(window.width - width);
    if (jobs == 0) return out;
    out.job_height = std::min(52 * unit, window.height * 0.16F);
    const float height = out.job_height * static_cast<float>(std::min(jobs, kMostJobs));
    out.jobs = out.content.below(height);
    out.content.height -= height;
    return out;
}

void make_room_for_notices(ShellLayout& layout, float height) {
    if (height <= 0) return;
    layout.notices = layout.content.below(height);
    layout.content.height -= height;
}

}  // namespace spotter
