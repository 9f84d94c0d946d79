#pragma once

#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace spotter {

struct WindowSize {
    int width = 0;
    int height = 0;
};

// `spotter live`, in the window (run_window_app in window_app.h) or in the terminal
// (run_headless).
struct LiveOptions {
    std::string source;  // empty: of the settings, else default_source()
    bool headless = false;
    bool json = false;                          // headless: JSON lines
    std::optional<double> duration_s;           // ends by itself after this
    bool show_truth = false;                    // of the demo
    std::optional<std::filesystem::path> plan;  // targets and rests (app/plan.h)
    bool record = false;                        // video of the session
    bool no_session = false;                    // nothing is kept
    std::optional<WindowSize> size;             // of the window
    bool full_screen = false;                   // the window fills the screen
    // The window: writes a picture of itself and goes on.
    std::optional<std::filesystem::path> screenshot;
    double screenshot_after_s = 0;
    // The window: watches nothing until something is chosen, whatever the settings say.
    bool wait = false;
    std::string screen;  // the one that the window begins with: "live", "models"; empty: live
};

}  // namespace spotter
