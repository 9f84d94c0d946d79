#pragma once

#include <sstream>
#include <string>

#include <c10/util/Exception.h>

#include "engine/core/error.h"

namespace spotter {

// Runs `work`; what LibTorch throws, with its backtrace, becomes one line.
template <class Work>
auto with_one_line_errors(const char* step, const std::string& subject, const Work& work) {
    try {
        return work();
    } catch (const c10::Error& error) {
        std::string line;
        std::istringstream text(error.what_without_backtrace());
        std::getline(text, line);
        throw Error(step, subject, line);
    }
}

}  // namespace spotter
