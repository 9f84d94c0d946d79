#include "app/cli/command_line.h"

#include <algorithm>
#include <iostream>
#include <numeric>
#include <utility>

#include "app/cli/output_file.h"
#include "app/cli/parser.h"
#include "app/version.h"
#include "capture/video_name.h"

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

void add_everything(Parser& parser) {
    parser.app.footer(kExamples);
    parser.app.require_subcommand(0, 1);
    parser.app.get_formatter()->column_width(34);
    parser.app.add_flag_function(
        "--version", [](std::int64_t) { throw CLI::CallForVersion(version_text(), 0); },
        "Say the versions of Spotter and its libraries and exit");
    add_common(parser, parser.app, true, true);
    parser.live_only = add_live_options(parser.app, *parser.live, "");
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

// The first line: CLI11 sometimes has more to say than one.
std::string one_line(std::string text) {
    for (char& c : text) {
        if (c == '\n' || c == '\r') c = ' ';
    }
    while (!text.empty() && (text.back() == ' ' || text.back() == '.')) text.pop_back();
    return text;
}

// How many letters must be put in, left out or changed to make one of the other.
std::size_t letters_apart(const std::string& one, const std::string& other) {
    std::vector<std::size_t> row(other.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 0; i < one.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i + 1);
        for (std::size_t k = 0; k < other.size(); ++k) {
            const std::size_t same = diagonal + (one[i] == other[k] ? 0 : 1);
            diagonal = row[k + 1];
            row[k + 1] = std::min({same, row[k] + 1, diagonal + 1});
        }
    }
    return row.back();
}

std::string no_command_text(const CLI::App& app, const std::string& word) {
    std::string nearest;
    std::size_t apart = 3;
    for (const CLI::App* command : app.get_subcommands([](const CLI::App*) { return true; })) {
        const std::size_t letters = letters_apart(word, command->get_name());
        if (letters >= apart) continue;
        apart = letters;
        nearest = command->get_name();
    }
    return "there is no command '" + word + "'; " +
           (nearest.empty() ? "see 'spotter --help'" : "did you mean 'spotter " + nearest + "'?");
}

// What to type to find out.
std::string hint_for(const CLI::App& app) {
    std::string command = "spotter ";
    for (auto chosen = app.get_subcommands(); !chosen.empty();
         chosen = chosen.front()->get_subcommands()) {
        command += chosen.front()->get_name() + " ";
    }
    return "see '" + command + "--help'";
}

// Of words that nobody asked for. Who names a video without an option finds out what to do.
std::string extras_text(const CLI::App& app) {
    const std::vector<std::string> words = app.remaining(true);
    const std::string& first = words.front();
    const bool alone = app.get_subcommands().empty();
    if (is_video_name(first) && (alone || app.got_subcommand("live"))) {
        const bool spaced = first.find(' ') != std::string::npos;
        const std::string video = spaced ? '"' + first + '"' : first;
        return "not expected here: " + first + "; watch it with 'spotter live --source " + video +
               "', or label it with 'spotter predict " + video + "'";
    }
    if (alone && first.rfind('-', 0) != 0) return no_command_text(app, first);
    std::string text = "not expected here:";
    for (const std::string& word : words) text += " " + word;
    return text + "; " + hint_for(app);
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
    } catch (const CLI::ExtrasError&) {
        throw UsageError(extras_text(parser.app));
    } catch (const CLI::ParseError& error) {
        throw UsageError(one_line(error.what()) + "; " + hint_for(parser.app));
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
