#include "app/cli/parser.h"
#include "app/cli/replay_command.h"

namespace spotter {
namespace {

constexpr const char* kReplayExamples =
    R"(Opens the window with a recording laid out in time: what the model said of each moment, sets
and reps. What is wrong can be corrected, and learned from. A video is analysed first, as by
'spotter analyze'; opened again, it is there at once.

Examples
  spotter replay workout.mp4
  spotter replay last                       the newest session
  spotter replay 3f2a                       a session, as 'spotter sessions list' shows it)";

}  // namespace

void add_replay(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("replay", "Look at a recording and correct it");
    app.footer(kReplayExamples);
    auto options = std::make_shared<ReplayOptions>();
    app.add_option("what", options->what, "A video file, a session, or 'last'")
        ->type_name("VIDEO|SESSION");
    add_window_options(app, options->window);
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_replay(context, *options);
        };
    });
}

}  // namespace spotter
