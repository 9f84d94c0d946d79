#pragma once

#include <string>

namespace spotter {

// Something that happened or holds, for the user to know on every screen.
struct NoticeView {
    enum class Kind { info, warning, error };
    int id = 0;
    Kind kind = Kind::info;
    std::string text;
};

}  // namespace spotter
