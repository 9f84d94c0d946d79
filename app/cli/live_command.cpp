#include "app/cli/commands.h"
#include "app/cli/headless_live.h"
#include "engine/core/error.h"

#ifdef SPOTTER_HAS_UI
#include "app/window/window_app.h"
#endif

namespace spotter {
namespace {

#ifdef SPOTTER_HAS_UI
bool has_display() {
    return process_environment("DISPLAY") || process_environment("WAYLAND_DISPLAY");
}
#endif

}  // namespace

ExitCode run_live(const CommandContext& context, const LiveOptions& options) {
    const bool window = options.screenshot || options.size || options.full_screen;
    if (window && (options.headless || options.json)) {
        throw UsageError(
            "live: --screenshot, --size and --full-screen are for the window; leave "
            "--headless and --json out");
    }
    if (options.record && options.no_session) {
        throw UsageError("live: --record keeps a session; leave --no-session out");
    }
#ifdef SPOTTER_HAS_UI
    if (!options.headless && !options.json && (has_display() || options.screenshot)) {
        run_window_app({options, context.settings, context.paths, context.stop, {}});
        return ExitCode::done;
    }
#endif
    if (options.screenshot) {
        throw Error("live", "--screenshot", "this build has no window",
                    "build with SPOTTER_WITH_UI=ON");
    }
    run_headless(context, options);
    return ExitCode::done;
}

}  // namespace spotter
