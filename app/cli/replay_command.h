#pragma once

#include <string>

#include "app/cli/commands.h"

namespace spotter {

struct ReplayOptions {
    std::string what;    // a video file, the beginning of a session's identifier, or "last"
    LiveOptions window;  // how long it is open, and the picture that it writes of itself
};

// Opens the window with a recording in Replay. Throws Error when there is no such recording, or
// no window.
ExitCode run_replay(const CommandContext& context, const ReplayOptions& options);

}  // namespace spotter
