#pragma once

#include <filesystem>
#include <optional>
#include <string>

#include "app/cli/commands.h"

namespace spotter {

struct ReplayOptions {
    std::string what;  // a video file, the beginning of a session's identifier, or "last"
    // Writes a picture of the window and goes on.
    std::optional<std::filesystem::path> screenshot;
    double screenshot_after_s = 0;
    std::optional<double> duration_s;  // ends by itself after this
};

// Opens the window with a recording in Replay. Throws Error when there is no such recording, or
// no window.
ExitCode run_replay(const CommandContext& context, const ReplayOptions& options);

}  // namespace spotter
