#pragma once

#include <optional>
#include <stop_token>

#include "app/cli/live_options.h"
#include "app/paths.h"
#include "app/replay_document.h"
#include "app/settings.h"

namespace spotter {

struct WindowAppOptions {
    LiveOptions live;
    Settings settings;
    Paths paths;
    std::stop_token stop;                 // Ctrl-C: closes the window
    std::optional<ReplayRequest> replay;  // opened at once
};

// Shows the window until it is closed or the duration is over. The environment variable
// SPOTTER_UI_SCALE replaces the display's scale. Throws Error when there is no display, and when
// the screenshot cannot be written; Cancelled once `stop` is requested. Main thread.
void run_window_app(const WindowAppOptions& options);

}  // namespace spotter
