#include "app/cli/parser.h"

namespace spotter {
namespace {

constexpr const char* kCamerasExamples =
    R"(Watch one of them with 'spotter live --source camera:N', with its number, path or name.

Examples
  spotter cameras
  spotter cameras --json | jq '.[0].modes')";

constexpr const char* kBenchExamples = R"(Examples
  spotter bench
  spotter bench --random base --precision bfloat16
  spotter bench --json > bench.json)";

}  // namespace

void add_cameras(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("cameras", "List the cameras of this machine");
    app.footer(kCamerasExamples);
    auto json = std::make_shared<bool>(false);
    app.add_flag("--json", *json, "Print JSON")->group("Options");
    add_common(parser, app, false);
    app.final_callback([&parser, json] {
        parser.line.command = [json](const CommandContext& context) {
            return run_cameras(context, *json);
        };
    });
}

void add_bench(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("bench", "Measure how fast each stage is here");
    app.footer(kBenchExamples);
    auto options = std::make_shared<BenchOptions>();
    expect_one_of(
        app.add_option("--random", options->random,
                       "Random weights of a VideoMAE instead of a model: tiny, small, base")
            ->type_name("SIZE")
            ->group("Measuring"),
        {"tiny", "small", "base"});
    app.add_option("--video", options->video, "Video to measure with (default: the demo)")
        ->type_name("FILE")
        ->group("Measuring");
    app.add_flag("--train", options->train, "Measure training (all weights) instead")
        ->group("Measuring");
    app.add_flag("--json", options->json, "Print JSON")->group("Measuring");
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_bench(context, *options);
        };
    });
}

}  // namespace spotter
