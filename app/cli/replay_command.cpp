#include "app/cli/replay_command.h"

#include "app/cli/sessions_command.h"
#include "app/replay_document.h"
#include "engine/core/error.h"

#ifdef SPOTTER_HAS_UI
#include "app/window/window_app.h"
#endif

namespace spotter {
namespace {

ReplayRequest request_for(const CommandContext& context, const std::string& what) {
    std::error_code error;
    if (std::filesystem::exists(what, error)) return {"", what};
    if (what.find('/') != std::string::npos || what.find('.') != std::string::npos) {
        throw Error("replay", what, "there is no such file", "check its name");
    }
    return {open_session_store(context).find(what), {}};
}

}  // namespace

LiveOptions replay_window(const ReplayOptions& options) {
    LiveOptions out = options.window;
    out.wait = true;
    return out;
}

ExitCode run_replay(const CommandContext& context, const ReplayOptions& options) {
    if (options.what.empty()) {
        throw UsageError(
            "replay: name a video or a session, as in 'spotter replay last'; see "
            "'spotter replay --help'");
    }
    ReplayRequest request = request_for(context, options.what);
#ifdef SPOTTER_HAS_UI
    run_window_app({replay_window(options), context.settings, context.paths, context.stop,
                    std::move(request)});
    return ExitCode::done;
#else
    throw Error("replay", options.what, "this build has no window",
                "use 'spotter analyze', or build with SPOTTER_WITH_UI=ON");
#endif
}

}  // namespace spotter
