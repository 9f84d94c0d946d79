#pragma once

#include <filesystem>
#include <string>

namespace spotter {

// One thing of many that could not be used, for a report: the rest was used.
struct Rejection {
    std::string name;    // as its source calls it, fit for one line of a terminal
    std::string reason;  // "it is encrypted; unpack it yourself first"
};

// The reason in an Error's line about `file`, which may be a copy under a name that the user does
// not know: what follows that name. A line about something else is the reason as it is.
inline std::string reason_in(const std::string& line, const std::filesystem::path& file) {
    const std::string name = file.filename().string() + ": ";
    const auto at = line.find(name);
    const bool whole =
        at != std::string::npos && at > 0 && (line[at - 1] == ' ' || line[at - 1] == '/');
    return whole ? line.substr(at + name.size()) : line;
}

}  // namespace spotter
