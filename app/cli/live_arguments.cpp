#include <cstdio>

#include "app/cli/parser.h"

namespace spotter {
namespace {

constexpr const char* kLiveExamples = R"(Sources
  camera, camera:1, camera:/dev/video2, camera:NAME     see 'spotter cameras'
  squat.mp4                                             a file, played in real time
  http://…, https://…, rtsp://…                         a stream
  demo:                                                 a workout that comes with Spotter

Examples
  spotter live --source camera:1 --model my-model
  spotter live --headless --source demo: --duration 30
  spotter live --plan monday.toml
  spotter live --source rtsp://192.168.0.7/stream --json
  spotter live --record                                 also keeps video of the workout

A workout is kept from its first exercise on: see 'spotter sessions'. Watching a video file is no
workout; it is kept with live.keep_videos = true in the configuration, or with --record. Video is
only kept with --record, in the folder recordings of your data; it stays on this machine.
Without --plan, the plan that was made in the window holds.)";

// Smaller than the first, the window cannot be; larger than the second, no display is.
constexpr WindowSize kLeastSize = {480, 320};
constexpr WindowSize kMostSize = {16384, 16384};

std::optional<WindowSize> size_from(const std::string& text) {
    WindowSize size;
    char end = 0;
    if (std::sscanf(text.c_str(), "%5dx%5d%c", &size.width, &size.height, &end) != 2) return {};
    const bool fits = size.width >= kLeastSize.width && size.height >= kLeastSize.height &&
                      size.width <= kMostSize.width && size.height <= kMostSize.height;
    return fits ? std::optional(size) : std::nullopt;
}

CLI::Option* add_size(CLI::App& app, LiveOptions& live) {
    return app
        .add_option_function<std::string>(
            "--size", [&live](const std::string& text) { live.size = size_from(text); },
            "Size of the window (default: 1280x720)")
        ->type_name("WIDTHxHEIGHT")
        ->check(CLI::Validator(
            [](const std::string& text) -> std::string {
                if (size_from(text)) return {};
                return "'" + text + "' is not a size of a window, such as 1920x1080";
            },
            ""));
}

}  // namespace

std::vector<CLI::Option*> add_window_options(CLI::App& app, LiveOptions& live) {
    const std::vector<CLI::Option*> options = {
        app.add_option("--duration", live.duration_s, "End by itself after this time"),
        add_size(app, live),
        app.add_flag("--full-screen", live.full_screen, "The window fills the screen"),
        app.add_option("--screenshot", live.screenshot, "Write a picture of the window (PNG)")
            ->type_name("FILE"),
        app.add_option("--after", live.screenshot_after_s, "When to write it"),
    };
    expect_seconds(options.front());
    expect_seconds(options.back(), true);
    return options;
}

std::vector<CLI::Option*> add_live_options(CLI::App& app, LiveOptions& live,
                                           const std::string& group) {
    std::vector<CLI::Option*> options = {
        app.add_option("--source", live.source, "What to watch (default: the first camera)")
            ->type_name("SOURCE"),
        app.add_flag("--headless", live.headless, "No window: print label changes"),
        app.add_flag("--json", live.json, "No window: print one JSON object a line"),
        app.add_option("--plan", live.plan, "Sets, reps and rests that you mean to do (TOML)")
            ->type_name("FILE"),
        app.add_flag("--show-truth", live.show_truth, "Say what the demo really shows"),
        app.add_flag("--record", live.record, "Keep video of the session, on this machine"),
        app.add_flag("--no-session", live.no_session, "Keep nothing of what is seen"),
        app.add_option("--screen", live.screen, "The window's first screen (default: live)")
            ->type_name("NAME"),
    };
    const std::vector<CLI::Option*> window = add_window_options(app, live);
    options.insert(options.end(), window.begin(), window.end());
    for (CLI::Option* option : options) option->group(group);
    return options;
}

void add_live(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("live", "Watch a camera, video or stream");
    app.footer(kLiveExamples);
    add_live_options(app, *parser.live, "Watching");
    add_common(parser, app, true);
    app.final_callback([&parser] {
        parser.line.command = [live = parser.live](const CommandContext& context) {
            return run_live(context, *live);
        };
    });
}

}  // namespace spotter
