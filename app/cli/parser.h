#pragma once

#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "app/cli/command_line.h"
#include "engine/core/number_range.h"

// What the files that describe commands share. Each add_…() puts commands with their options and
// help into the parser; a command's final callback says what is run.
namespace spotter {

inline constexpr const char* kAbout =
    "Spotter watches a person train, on a camera or in a video, and says which exercise it sees\n"
    "and how sure it is. Everything stays on this machine.";

struct Parser {
    CLI::App app{kAbout, "spotter"};
    CommandLine line;
    // Options of the commands; they live as long as the commands made of them.
    std::shared_ptr<LiveOptions> live = std::make_shared<LiveOptions>();
    // Hidden options of the program itself that only `live` has.
    std::vector<CLI::Option*> live_only;
};

// What every command has: folders and logging; with `recognition` also how models are run.
// Given before the command they mean the same, and are listed there only once (`hidden`).
void add_common(Parser& parser, CLI::App& app, bool recognition, bool hidden = false);

// The group of options that help leaves out.
inline constexpr const char* kHiddenGroup = "Hidden";

// The option takes a number of seconds above 0, or also 0.
void expect_seconds(CLI::Option* option, bool zero_allowed = false);
// The option takes a number of this range.
void expect_number(CLI::Option* option, const NumberRange& range);
// The option takes a whole number, from `least` to `most`.
void expect_whole(CLI::Option* option, double least, double most);
// The option takes one of these words.
void expect_one_of(CLI::Option* option, std::vector<std::string> words);
// The option takes what `wrong` says nothing about: otherwise, it says what is wrong with it.
void expect(CLI::Option* option, std::function<std::string(const std::string&)> wrong);

// Seeds are numbers that a double holds exactly.
inline constexpr double kMostSeed = 9'007'199'254'740'991;

// An option that writes to a file, or to standard output ("-") without one.
void add_output(CLI::App& app, const std::string& flag, std::optional<std::string>& output,
                const std::string& help);

// How large a window is, when it ends by itself, and the picture that it writes of itself.
std::vector<CLI::Option*> add_window_options(CLI::App& app, LiveOptions& live);
// Options of watching, also taken by the program itself (kHiddenGroup: not listed there).
std::vector<CLI::Option*> add_live_options(CLI::App& app, LiveOptions& live,
                                           const std::string& group);

void add_live(Parser& parser);
void add_predict(Parser& parser);
void add_analyze(Parser& parser);
void add_cameras(Parser& parser);
void add_eval(Parser& parser);
void add_models(Parser& parser);
void add_synth(Parser& parser);
void add_train(Parser& parser);
void add_pretrain(Parser& parser);
void add_sessions(Parser& parser);
void add_replay(Parser& parser);
void add_bench(Parser& parser);
void add_clips(Parser& parser);

}  // namespace spotter
