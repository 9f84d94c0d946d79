#pragma once

#include <filesystem>
#include <optional>
#include <string>

namespace spotter {

struct WindowAppOptions {
    std::string source;  // as on the command line; empty: the first camera, or the demo
    std::string model;   // name or folder; empty: the default
    std::optional<std::filesystem::path> screenshot;  // writes one, and ends
    double screenshot_after_s = 3;
};

// Shows the window until it is closed; returns the exit code. Throws Error when there is no
// display. Main thread.
int run_window_app(const WindowAppOptions& options);

}  // namespace spotter
