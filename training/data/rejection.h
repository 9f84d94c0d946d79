#pragma once

#include <filesystem>
#include <string>

#include "engine/core/error.h"

namespace spotter {

// One thing of many that could not be used, for a report: the rest was used.
struct Rejection {
    std::string name;    // as its source calls it, fit for one line of a terminal
    std::string reason;  // "it is encrypted; unpack it yourself first"
};

// What an error says of `file`, which may be a copy under a name that the user does not know:
// without that name. An error about something else is told whole.
inline std::string reason_in(const Error& error, const std::filesystem::path& file) {
    const bool about_it = std::filesystem::path(error.subject()).filename() == file.filename();
    return about_it ? std::string(error.reason()) : error.what();
}

}  // namespace spotter
