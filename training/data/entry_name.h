#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace spotter {

// Checks names of one archive's entries, one after the other: relative paths of UTF-8 that stay
// inside, that every file system can hold, and that are not there twice, also when case is
// ignored.
class EntryNames {
  public:
    // What is wrong with the next name; nothing: it is good, and counts as taken.
    std::optional<std::string> problem_of(const std::string& name);

  private:
    std::map<std::string, std::string> taken_;  // by name without case
};

// "squat/", "__MACOSX/…", ".DS_Store": nothing is lost without them.
bool is_folder_or_system_entry(std::string_view name);

// For one line on a terminal: control characters and bytes that are no UTF-8 become '?', and a
// long text is cut.
std::string printable(std::string_view text);

}  // namespace spotter
