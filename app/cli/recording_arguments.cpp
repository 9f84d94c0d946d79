#include "app/cli/parser.h"

namespace spotter {
namespace {

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
    R"(Prints the stretches of each exercise. Folders are searched for videos, also in the folders
below; hidden files and videos that --annotate wrote are left out. With several videos, or a
folder, the JSON is an array; the CSV has lines of each, and --annotate needs a folder.

Examples
  spotter analyze workout.mp4
  spotter analyze workout.mp4 --json - | jq .segments
  spotter analyze monday --sets=monday.csv           a folder, as one table
  spotter analyze workout.mp4 --csv timeline.csv --annotate annotated.mp4)";

}  // namespace

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

void add_analyze(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("analyze", "Find the exercises of a whole workout");
    app.footer(kAnalyzeExamples);
    auto options = std::make_shared<AnalyzeOptions>();
    app.add_option("VIDEO", options->inputs, "Video files, or folders of them")
        ->type_name("")
        ->required()
        ->group("Videos");
    expect_seconds(
        app.add_option("--stride", options->stride_s, "Between two windows (default: 0.5)")
            ->group("Videos"));
    add_output(app, "--json", options->json, "Write timeline and segments; - or nothing: print");
    add_output(app, "--csv", options->csv, "Write the timeline as a table; - or nothing: print");
    add_output(app, "--sets", options->sets,
               "Write the sets as a table: exercise, times, reps, tempo; - or nothing: print");
    app.add_option("--annotate", options->annotate,
                   "Write the video with label, reps and skeleton burnt in")
        ->type_name("OUT.mp4")
        ->group("Results");
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_analyze(context, *options);
        };
    });
}

}  // namespace spotter
