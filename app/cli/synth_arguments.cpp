#include "app/cli/parser.h"
#include "app/cli/synth_command.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {
namespace {

constexpr const char* kSynthExamples =
    R"(Models of skeletons can be trained without any video, on computed motion: bodies that move,
seen by cameras and by a pose estimator with its errors. Each clip is drawn as a model sees it:
the picture, the body from the front and from the side.

Examples
  spotter synth --preview sheet.png
  spotter synth --preview squats.png --label squat --seed 7 --count 48)";

}  // namespace

void add_synth(Parser& parser) {
    CLI::App& app =
        *parser.app.add_subcommand("synth", "Draw the computed motion that models learn from");
    app.footer(kSynthExamples);
    auto options = std::make_shared<SynthOptions>();
    app.add_option("--preview", options->preview, "Contact sheet to write")
        ->type_name("OUT.png")
        ->required()
        ->group("Motion");
    app.add_option("--label", options->label, "Only clips of this label")
        ->check(CLI::IsMember(synthetic_labels()))
        ->type_name("LABEL")
        ->group("Motion");
    app.add_option("--seed", options->seed, "Another seed, other clips (default: 1)")
        ->type_name("N")
        ->group("Motion");
    app.add_option("--count", options->count, "Clips to draw (default: 24)")
        ->check(CLI::Range(1, 180))
        ->type_name("N")
        ->group("Motion");
    app.add_flag("--json", options->json, "Print JSON")->group("Motion");
    add_common(parser, app, false);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_synth(context, *options);
        };
    });
}

}  // namespace spotter
