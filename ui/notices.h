#pragma once

#include <optional>
#include <vector>

#include "ui/notice_view.h"
#include "ui/rect.h"

namespace spotter {

// The newest notices, at most three, from the top right corner of `area` down. Returns the id of
// the one that was dismissed.
std::optional<int> draw_notices(const std::vector<NoticeView>& notices, const Rect& area);

// The same below each other across `area`, which has room for them: notices_height().
std::optional<int> draw_notice_rows(const std::vector<NoticeView>& notices, const Rect& area);
// Of those of the newest notices, at most three, that fit into `most`.
float notices_height(const std::vector<NoticeView>& notices, float width, float most);

}  // namespace spotter
