#pragma once

#include <string>
#include <string_view>

#include "engine/session/session.h"

namespace spotter {

// Text for anywhere in a page: & < > " ' are written as entities, control signs left out.
std::string html_escaped(std::string_view text);
// "1:02:03", "2:03".
std::string clock_face(SessionTime time);
// The page up to its contents, and after them.
std::string html_page_begin(const std::string& title);
std::string html_page_end();

}  // namespace spotter
