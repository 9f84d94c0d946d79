#include "app/cli/parser.h"

namespace spotter {
namespace {

constexpr const char* kModelsExamples = R"(Examples
  spotter models list
  spotter models show default
  spotter models import ~/Downloads/videomae-small-finetuned
  spotter predict squat.mp4 --model videomae-small-finetuned)";

constexpr const char* kImportExamples =
    R"(DIR is a VideoMAE classifier as Hugging Face writes it: config.json, model.safetensors (or
shards with their index), preprocessor_config.json, and Spotter's own spotter.json if there is
one. It is loaded once to prove complete, then copied. Pickled weights are refused.

Examples
  spotter models import ~/Downloads/videomae-small-finetuned
  spotter models import . --name gym --force)";

}  // namespace

void add_models(Parser& parser) {
    CLI::App& models = *parser.app.add_subcommand("models", "List, show and import models");
    models.footer(kModelsExamples);
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

    CLI::App& importing = add("import", "Copy a model folder to your models");
    importing.footer(kImportExamples);
    auto options = std::make_shared<ImportOptions>();
    importing.add_option("DIR", options->folder, "Model folder")->type_name("")->required();
    importing.add_option("--name", options->name, "Name to give it (default: the folder's)")
        ->type_name("NAME");
    importing.add_flag("--force", options->replace, "Replace your model of that name");
    importing.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_models_import(context, *options, *json);
        };
    });
}

}  // namespace spotter
