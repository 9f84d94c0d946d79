#include "app/command_line.h"

#include <cmath>
#include <iostream>
#include <memory>

#include <CLI/CLI.hpp>

#include "app/output_file.h"
#include "app/version.h"

namespace spotter {
namespace {

constexpr const char* kAbout =
    "Spotter watches a person train, on a camera or in a video, and says which exercise it sees\n"
    "and how sure it is. Everything stays on this machine.";

constexpr const char* kExamples = R"(Examples
  spotter                                    watch the first camera, or the demo
  spotter live --source squat.mp4            play a video and name what is done in it
  spotter predict clip1.mp4 clip2.mp4        one label for each clip
  spotter analyze workout.mp4 --json out.json
  spotter analyze workout.mp4 --annotate out.mp4
  spotter COMMAND --help                     everything about one command

'spotter' alone is 'spotter live', and takes its options. Exit codes: 0 done, 1 failed,
2 wrong usage, 130 interrupted.)";

constexpr const char* kLiveExamples = R"(Sources
  camera, camera:1, camera:/dev/video2, camera:NAME     see 'spotter cameras'
  squat.mp4                                             a file, played in real time
  http://…, https://…, rtsp://…                         a stream
  demo:                                                 a workout that comes with Spotter

Examples
  spotter live --source camera:1 --model my-model
  spotter live --headless --source demo: --duration 30
  spotter live --source rtsp://192.168.0.7/stream --json)";

constexpr const char* kPredictExamples =
    R"(Windows of each clip are classified every half window, and their scores averaged. Folders are
searched for videos. A clip that fails is reported, the others are still predicted, and the
exit code is 1.

Examples
  spotter predict squat.mp4
  spotter predict clips/ --json > labels.json
  spotter predict archive/ --shard 3/16 --json       the third of sixteen parts
  find . -name '*.mp4' | spotter predict --list -)";

constexpr const char* kAnalyzeExamples =
    R"(Prints the stretches of each exercise. With several videos the JSON is an array, the CSV has
lines of each, and --annotate needs a folder.

Examples
  spotter analyze workout.mp4
  spotter analyze workout.mp4 --json - | jq .segments
  spotter analyze workout.mp4 --csv timeline.csv --annotate annotated.mp4)";

constexpr const char* kImportExamples =
    R"(DIR is a VideoMAE classifier as Hugging Face writes it: config.json, model.safetensors (or
shards with their index), preprocessor_config.json, and Spotter's own spotter.json if there is
one. It is loaded once to prove complete, then copied. Pickled weights are refused.

Examples
  spotter models import ~/Downloads/videomae-small-finetuned
  spotter models import . --name gym --force)";

constexpr const char* kBenchExamples = R"(Examples
  spotter bench
  spotter bench --random base --precision bfloat16
  spotter bench --json > bench.json)";

struct Parser {
    CLI::App app{kAbout, "spotter"};
    CommandLine line;
    // Options of the commands; they live as long as the commands made of them.
    std::shared_ptr<LiveOptions> live = std::make_shared<LiveOptions>();
    // Hidden options of the program itself that only `live` has.
    std::vector<CLI::Option*> live_only;
};

bool is_recognition(const SettingKey& key) {
    return key.name != "log_level";
}

std::string flag_of(const SettingKey& key) {
    std::string flag = "--" + key.name;
    for (char& c : flag) {
        if (c == '_') c = '-';
    }
    return flag;
}

void add_setting(Parser& parser, CLI::App& app, const SettingKey& key, const std::string& group) {
    app.add_option_function<std::string>(
           flag_of(key),
           [&parser, name = key.name](const std::string& text) {
               parser.line.settings.emplace_back(name, text);
           },
           key.help)
        ->type_name(key.value)
        ->group(group);
}

// What every command has: folders and logging; with `recognition` also how models are run.
// Given before the command they mean the same, and are listed there only once.
void add_common(Parser& parser, CLI::App& app, bool recognition, bool hidden = false) {
    app.set_help_flag("-h,--help", "Say all about it and exit")->group("Options");
    for (const SettingKey& key : setting_keys()) {
        if (!key.flag || !is_recognition(key) || !recognition) continue;
        add_setting(parser, app, key, hidden ? "" : "Recognition");
    }
    app.add_option_function<std::string>(
           "--data-dir", [&parser](const std::string& folder) { parser.line.data_dir = folder; },
           "Folder of your models (default: ~/.local/share/spotter)")
        ->type_name("DIR")
        ->group("Options");
    app.add_option_function<std::string>(
           "--config", [&parser](const std::string& file) { parser.line.config_file = file; },
           "Configuration file (default: ~/.config/spotter/config.toml)")
        ->type_name("FILE")
        ->group("Options");
    for (const SettingKey& key : setting_keys()) {
        if (key.flag && !is_recognition(key)) add_setting(parser, app, key, "Options");
    }
}

// Validators without a description, so that help shows the type's name alone.
void expect_seconds(CLI::Option* option, bool zero_allowed = false) {
    option->type_name("SECONDS")->check(CLI::Validator(
        [zero_allowed](const std::string& text) -> std::string {
            char* end = nullptr;
            const double value = std::strtod(text.c_str(), &end);
            const bool number = end != text.c_str() && *end == '\0' && std::isfinite(value);
            const double least = zero_allowed ? 0 : 0.01;
            if (number && value >= least && value <= 1e6) return {};
            return "'" + text + "' is not a number of seconds" + (zero_allowed ? "" : " above 0");
        },
        ""));
}

std::vector<CLI::Option*> add_live_options(CLI::App& app, LiveOptions& live,
                                           const std::string& group) {
    std::vector<CLI::Option*> options = {
        app.add_option("--source", live.source, "What to watch (default: the first camera)")
            ->type_name("SOURCE"),
        app.add_flag("--headless", live.headless, "No window: print label changes"),
        app.add_flag("--json", live.json, "No window: print one JSON object a line"),
        app.add_option("--duration", live.duration_s, "End by itself after this time"),
        app.add_flag("--show-truth", live.show_truth, "Say what the demo really shows"),
        app.add_option("--screenshot", live.screenshot, "Write a picture of the window (PNG)")
            ->type_name("FILE"),
        app.add_option("--after", live.screenshot_after_s, "When to write it"),
    };
    expect_seconds(app.get_option("--duration"));
    expect_seconds(app.get_option("--after"), true);
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

void add_predict(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("predict", "Label clips: one label for each");
    app.footer(kPredictExamples);
    auto options = std::make_shared<PredictOptions>();
    app.add_option("CLIP", options->inputs, "Video files, or folders of them")
        ->type_name("")
        ->group("Clips");
    app.add_option("--list", options->lists, "Text file with one clip a line; - is standard input")
        ->type_name("FILE")
        ->group("Clips");
    app.add_option_function<std::string>(
           "--shard", [options](const std::string& text) { options->shard = *parse_shard(text); },
           "Only every N-th clip, beginning with the I-th")
        ->check(CLI::Validator(
            [](const std::string& text) -> std::string {
                if (parse_shard(text)) return {};
                return "'" + text + "' is not I/N with I from 1 to N";
            },
            ""))
        ->type_name("I/N")
        ->group("Clips");
    expect_seconds(app.add_option("--stride", options->stride_s,
                                  "Between two windows (default: half a window)")
                       ->group("Clips"));
    app.add_flag("--json", options->json, "Print JSON")->group("Clips");
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_predict(context, *options);
        };
    });
}

void add_output(CLI::App& app, const std::string& flag, std::optional<std::string>& output,
                const std::string& help) {
    app.add_option_function<std::vector<std::string>>(
           flag,
           [&output](const std::vector<std::string>& values) {
               output = values.empty() || values.front().empty() ? "-" : values.front();
           },
           help)
        ->expected(0, 1)
        ->type_name("[FILE]")
        ->group("Results");
}

void add_analyze(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("analyze", "Find the exercises of a whole workout");
    app.footer(kAnalyzeExamples);
    auto options = std::make_shared<AnalyzeOptions>();
    app.add_option("VIDEO", options->inputs, "Video files")
        ->type_name("")
        ->required()
        ->group("Videos");
    expect_seconds(
        app.add_option("--stride", options->stride_s, "Between two windows (default: 0.5)")
            ->group("Videos"));
    add_output(app, "--json", options->json, "Write timeline and segments; - or nothing: print");
    add_output(app, "--csv", options->csv, "Write the timeline as a table; - or nothing: print");
    app.add_option("--annotate", options->annotate,
                   "Write the video with label, confidences and skeleton burnt in")
        ->type_name("OUT.mp4")
        ->group("Results");
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_analyze(context, *options);
        };
    });
}

void add_cameras(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("cameras", "List the cameras of this machine");
    auto json = std::make_shared<bool>(false);
    app.add_flag("--json", *json, "Print JSON")->group("Options");
    add_common(parser, app, false);
    app.final_callback([&parser, json] {
        parser.line.command = [json](const CommandContext& context) {
            return run_cameras(context, *json);
        };
    });
}

void add_models(Parser& parser) {
    CLI::App& models = *parser.app.add_subcommand("models", "List, show and import models");
    models.require_subcommand(1);
    add_common(parser, models, false);
    auto json = std::make_shared<bool>(false);
    const auto add = [&](const char* name, const char* about) -> CLI::App& {
        CLI::App& app = *models.add_subcommand(name, about);
        app.add_flag("--json", *json, "Print JSON")->group("Options");
        add_common(parser, app, false);
        return app;
    };

    add("list", "Which models there are").final_callback([&parser, json] {
        parser.line.command = [json](const CommandContext& context) {
            return run_models_list(context, *json);
        };
    });

    CLI::App& show = add("show", "All about one model");
    auto shown = std::make_shared<std::string>();
    show.add_option("MODEL", *shown, "Name or folder")->type_name("")->required();
    show.final_callback([&parser, json, shown] {
        parser.line.command = [json, shown](const CommandContext& context) {
            return run_models_show(context, *shown, *json);
        };
    });

    CLI::App& import = add("import", "Copy a model folder to your models");
    import.footer(kImportExamples);
    auto options = std::make_shared<ImportOptions>();
    import.add_option("DIR", options->folder, "Model folder")->type_name("")->required();
    import.add_option("--name", options->name, "Name to give it (default: the folder's)")
        ->type_name("NAME");
    import.add_flag("--force", options->replace, "Replace your model of that name");
    import.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_models_import(context, *options, *json);
};
}  // namespace
);
}  // namespace spotter

void add_bench(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("bench", "Measure how fast each stage is here");
    app.footer(kBenchExamples);
    auto options = std::make_shared<BenchOptions>();
    app.add_option("--random", options->random,
                   "Random weights of a VideoMAE instead of a model: tiny, small, base")
        ->check(CLI::IsMember({"tiny", "small", "base"}))
        ->type_name("SIZE")
        ->group("Measuring");
    app.add_option("--video", options->video, "Video to measure with (default: the demo)")
        ->type_name("FILE")
        ->group("Measuring");
    app.add_flag("--json", options->json, "Print JSON")->group("Measuring");
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_bench(context, *options);
        };
    });
}

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
    add_cameras(parser);
    add_models(parser);
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

std::string help_hint(const CLI::App& app) {
    const auto chosen = app.get_subcommands();
    return "see 'spotter " + (chosen.empty() ? "" : chosen.front()->get_name() + " ") + "--help'";
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
        throw UsageError(one_line(error.what()) + "; " + help_hint(parser.app));
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
