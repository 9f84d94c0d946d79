#include "app/cli/command_line.h"

#include <iostream>
#include <memory>
#include <utility>

#include "app/cli/output_file.h"
#include "app/cli/parser.h"
#include "app/cli/usage_text.h"
#include "app/version.h"

namespace spotter {
namespace {

constexpr const char* kExamples = R"(Examples
  spotter                                    watch the first camera, or the demo
  spotter live --source squat.mp4            play a video and name what is done in it
  spotter predict clip1.mp4 clip2.mp4        one label for each clip
  spotter analyze workout.mp4 --json out.json
  spotter analyze workout.mp4 --annotate out.mp4
  spotter sessions list                      the workouts that were kept
  spotter replay last                        look at one again, and correct it
  spotter COMMAND --help                     everything about one command

'spotter' alone is 'spotter live', and takes its options. Exit codes: 0 done, 1 failed,
2 wrong usage, 130 interrupted.)";

// Options before the command work, but are described with the command that they belong to.
class HelpFormatter : public CLI::Formatter {
  public:
    std::string make_group(std::string group, bool positional,
                           std::vector<const CLI::Option*> options) const override {
        if (group == kHiddenGroup) return {};
        return CLI::Formatter::make_group(group, positional, options);
    }
};

void add_everything(Parser& parser) {
    parser.app.footer(kExamples);
    parser.app.require_subcommand(0, 1);
    const auto formatter = std::make_shared<HelpFormatter>();
    formatter->column_width(34);
    parser.app.formatter(formatter);
    parser.app.add_flag_function(
        "--version", [](std::int64_t) { throw CLI::CallForVersion(version_text(), 0); },
        "Say the versions of Spotter and its libraries and exit");
    add_common(parser, parser.app, true, true);
    parser.live_only = add_live_options(parser.app, *parser.live, kHiddenGroup);
    add_live(parser);
    add_predict(parser);
    add_analyze(parser);
    add_eval(parser);
    add_cameras(parser);
    add_models(parser);
    add_clips(parser);
    add_synth(parser);
    add_train(parser);
    add_pretrain(parser);
    add_sessions(parser);
    add_replay(parser);
    add_bench(parser);
}

}  // namespace

std::optional<CommandLine> parse_command_line(int argc, const char* const* argv) {
    Parser parser;
    add_everything(parser);
    try {
        parser.app.parse(argc, argv);
    } catch (const CLI::CallForVersion& version) {
        std::cout << version.what();
        flush_output();
        return std::nullopt;
    } catch (const CLI::Success& help) {
        parser.app.exit(help, std::cout, std::cerr);
        flush_output();
        return std::nullopt;
    } catch (const CLI::ParseError& error) {
        throw UsageError(usage_text(parser.app, error));
    }
    if (const std::string wrong = swallowed_option_text(parser.app); !wrong.empty()) {
        throw UsageError(wrong);
    }
    if (!parser.line.command) {
        parser.line.command = [live = parser.live](const CommandContext& context) {
            return run_live(context, *live);
        };
    } else {
        for (const CLI::Option* option : parser.live_only) {
            if (option->count() > 0 && !parser.app.got_subcommand("live")) {
                throw UsageError(option->get_name() + " before the command belongs to 'spotter " +
                                 "live'; name it after the command");
            }
        }
    }
    return std::move(parser.line);
}

}  // namespace spotter
