#pragma once

#include <optional>
#include <vector>

#include "ui/notice_view.h"
#include "ui/rect.h"

namespace spotter {

// The newest notices, at most three, from the top right corner of `area` down. Returns the id of
// the one that was dismissed.
std::optional<int> draw_notices(const std::vector<NoticeView>& notices, const Rect& area);

// The same above whatever a screen draws in `area`.
std::optional<int> draw_floating_notices(const std::vector<NoticeView>& notices, const Rect& area);

}  // namespace spotter
