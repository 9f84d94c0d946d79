#pragma once

#include <string>

#include "app/cli/commands.h"

namespace spotter {

struct ReplayOptions {
    std::string what;    // a video file, the beginning of a session's identifier, or "last"
    LiveOptions window;  // how long it is open, and the picture that it writes of itself
};

// The window around a recording: Live is as in every other, but watches nothing by itself.
LiveOptions replay_window(const ReplayOptions& options);

// Opens the window with a recording in Replay. Throws Error when there is no such recording, or
// no window.
ExitCode run_replay(const CommandContext& context, const ReplayOptions& options);

}  // namespace spotter
