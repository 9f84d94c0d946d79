#pragma once

#include <optional>
#include <vector>

#include "ui/notice_view.h"
#include "ui/rect.h"

namespace spotter {

// The newest notices, at most three, below each other across `area`, which has room for them:
// notices_height(). Returns the id of the one that was dismissed.
std::optional<int> draw_notice_rows(const std::vector<NoticeView>& notices, const Rect& area);
// Of those that fit into `most`, with a gap below each; in an area of this width.
float notices_height(const std::vector<NoticeView>& notices, float width, float most);

}  // namespace spotter
