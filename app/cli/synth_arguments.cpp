#include "app/cli/parser.h"
#include "app/cli/synth_command.h"
#include "training/data/label_name.h"
#include "training/synthetic/synthetic_clip.h"

namespace spotter {
namespace {

constexpr const char* kSynthExamples =
    R"(Models of skeletons can be trained without any video, on computed motion: bodies that move,
seen by cameras and by a pose estimator with its errors. Each clip is drawn as a model sees it:
the picture, the body from the front and from the side. A training that was interrupted goes on
where it was when the same command is given again.

Examples
  spotter synth --preview sheet.png
  spotter synth --preview squats.png --label squat --seed 7 --count 48
  spotter synth --train assets/models/default/recipe.toml --out mine)";

}  // namespace

void add_synth(Parser& parser) {
    CLI::App& app =
        *parser.app.add_subcommand("synth", "Computed motion: draw it, or train a model on it");
    app.footer(kSynthExamples);
    auto options = std::make_shared<SynthOptions>();
    CLI::Option* const preview =
        app.add_option("--preview", options->preview, "Contact sheet to write")
            ->type_name("OUT.png")
            ->group("Preview");
    CLI::Option* const label = app.add_option("--label", options->label, "Only clips of this label")
                                   ->transform([](const std::string& name) {
                                       return known_label(synthetic_labels(), name);
                                   })
                                   ->type_name("LABEL")
                                   ->needs(preview)
                                   ->group("Preview");
    expect_one_of(label, synthetic_labels());
    expect_whole(app.add_option("--seed", options->seed, "Another seed, other clips (default: 1)")
                     ->type_name("N")
                     ->needs(preview)
                     ->group("Preview"),
                 0, kMostSeed);
    expect_whole(app.add_option("--count", options->count, "Clips to draw (default: 24)")
                     ->type_name("N")
                     ->needs(preview)
                     ->group("Preview"),
                 1, 180);
    CLI::Option* const train = app.add_option("--train", options->train, "Recipe of a model")
                                   ->type_name("RECIPE.toml")
                                   ->excludes(preview)
                                   ->group("Training");
    CLI::Option* const out = app.add_option("--out", options->out, "Folder of the trained model")
                                 ->type_name("DIR")
                                 ->needs(train)
                                 ->group("Training");
    train->needs(out);
    app.add_flag("--force", options->force, "Replace the model that is there")
        ->needs(train)
        ->group("Training");
    app.add_flag("--json", options->json, "Print JSON")->group("Results");
    add_common(parser, app, false);
    app.final_callback([&parser, options] {
        if (!options->preview && !options->train) throw CLI::RequiredError("--preview or --train");
        parser.line.command = [options](const CommandContext& context) {
            return run_synth(context, *options);
        };
    });
}

}  // namespace spotter
