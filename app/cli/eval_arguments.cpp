#include "app/cli/eval_command.h"
#include "app/cli/parser.h"

namespace spotter {
namespace {

constexpr const char* kExamples =
    R"(DATASET is a folder of LABEL/clip.mp4, with or without dataset.json. Each clip is predicted as
'spotter predict' does, and the figures say how much they are worth. With --streaming, DATASET
may also be a long video with its truth beside it (workout.mp4 and workout.csv or .json: label,
start_s, end_s), a folder of such videos, or demo:. synth:SEED is clips of computed motion, and
with --streaming or --reps computed workouts.

Examples
  spotter eval gym --model gym-model
  spotter eval clips/ --split all --fold-into other --report report/
  spotter eval gym --model new --against old         which of two models is better
  spotter eval demo: --streaming --fold-into other
  spotter eval clips/ --reps                         how well reps are counted; also demo:, synth:
  spotter eval synth:21 --model mine                 on computed motion, by kind
  spotter eval synth:21 --streaming                  on computed workouts, over time
  spotter eval gym --model gym-model --fit           sets its thresholds on validation clips)";

}  // namespace

void add_eval(Parser& parser) {
    CLI::App& app =
        *parser.app.add_subcommand("eval", "Measure how well a model recognises labelled clips");
    app.footer(kExamples);
    auto options = std::make_shared<EvalOptions>();
    app.add_option("DATASET", options->dataset, "Folder of labelled clips, or your dataset's name")
        ->type_name("")
        ->required()
        ->group("Evaluation");
    expect_one_of(
        app.add_option(
               "--split", options->split,
               "train, validation, test or all (default: test where there is one, else all)")
            ->type_name("SPLIT")
            ->group("Evaluation"),
        {"train", "validation", "test", "all"});
    app.add_option("--against", options->against, "Compare with this model on the same clips")
        ->type_name("MODEL")
        ->group("Evaluation");
    app.add_option("--fold-into", options->fold_into,
                   "Count clips of labels that the model does not know as this one")
        ->type_name("LABEL")
        ->group("Evaluation");
    expect_whole(app.add_option("--count", options->count,
                                "Clips of synth: (default: 2000), or workouts (default: 60)")
                     ->type_name("N")
                     ->group("Evaluation"),
                 1, 10'000'000);
    expect_seconds(app.add_option("--stride", options->stride_s,
                                  "Between two windows (default: half a window; 0.25 streaming)")
                       ->group("Evaluation"));
    CLI::Option* streaming = app.add_flag("--streaming", options->streaming,
                                          "How it serves over time: delay, flicker, false exercise")
                                 ->group("Evaluation");
    CLI::Option* reps = app.add_flag("--reps", options->reps,
                                     "How well reps are counted, where labels.tsv says how many")
                            ->excludes(streaming)
                            ->group("Evaluation");
    app.add_flag("--fit", options->fit,
                 "Fit thresholds and temperature (default split: validation) and keep them")
        ->excludes(streaming)
        ->excludes(reps)
        ->group("Evaluation");
    app.add_option("--report", options->report,
                   "Write report.html and report.json into this folder")
        ->type_name("DIR")
        ->group("Results");
    app.add_flag("--json", options->json, "Print JSON")->group("Results");
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_eval(context, *options);
        };
    });
}

}  // namespace spotter
