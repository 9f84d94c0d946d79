#include <functional>
#include <memory>

#include "app/cli/models_transfer_command.h"
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
one; or a ZIP of such a folder, as export writes it. It is loaded once to prove complete, then
copied. Pickled weights are refused.

Examples
  spotter models import ~/Downloads/videomae-small-finetuned
  spotter models import gym.zip
  spotter models import . --name gym --force)";

constexpr const char* kExportExamples =
    R"(TARGET is a new folder, or a file that ends in .zip. transformers reads the folder too.

Examples
  spotter models export gym ~/gym-model
  spotter models export gym gym.zip)";

constexpr const char* kPullExamples =
    R"(Fetches configuration and safetensors, nothing else, and checks them by their hashes. Interrupted,
it goes on where it was when it is run again. HF_ENDPOINT names another server, HF_TOKEN gives
access to private models, https_proxy is used where it is set.

Examples
  spotter models pull MCG-NJU/videomae-small-finetuned-kinetics
  HF_TOKEN=… spotter models pull me/gym --revision v2 --name gym --force)";

using AddSubcommand = std::function<CLI::App&(const char* name, const char* about)>;

void add_export(Parser& parser, const AddSubcommand& add, const std::shared_ptr<bool>& json) {
    CLI::App& app = add("export", "Copy a model out, as a folder or a zip");
    app.footer(kExportExamples);
    auto options = std::make_shared<ExportOptions>();
    app.add_option("MODEL", options->model, "Name or folder")->type_name("")->required();
    app.add_option("TARGET", options->target, "New folder, or FILE.zip")->type_name("")->required();
    app.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_models_export(context, *options, *json);
        };
    });
}

void add_delete(Parser& parser, const AddSubcommand& add, const std::shared_ptr<bool>& json) {
    CLI::App& app = add("delete", "Delete one of your models");
    app.footer("It is moved to models/.trash beside your models, and can be imported from there.");
    auto options = std::make_shared<DeleteOptions>();
    app.add_option("NAME", options->name, "One of your models")->type_name("")->required();
    app.add_flag("--yes", options->yes, "Do not ask");
    app.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_models_delete(context, *options, *json);
        };
    });
}

void add_pull(Parser& parser, const AddSubcommand& add, const std::shared_ptr<bool>& json) {
    CLI::App& app = add("pull", "Fetch a model from the Hugging Face Hub");
    app.footer(kPullExamples);
    auto options = std::make_shared<PullOptions>();
    app.add_option("OWNER/NAME", options->model, "As on its page")->type_name("")->required();
    app.add_option("--name", options->name, "Name to give it (default: NAME)")->type_name("NAME");
    app.add_option("--revision", options->revision, "Branch, tag or commit (default: main)")
        ->type_name("REVISION");
    app.add_flag("--force", options->replace, "Replace your model of that name");
    app.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_models_pull(context, *options, *json);
        };
    });
}

}  // namespace

void add_models(Parser& parser) {
    CLI::App& models = *parser.app.add_subcommand("models", "List, show, bring and take models");
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

    CLI::App& importing = add("import", "Copy a model folder, or a ZIP of one, to your models");
    importing.footer(kImportExamples);
    auto options = std::make_shared<ImportOptions>();
    importing.add_option("DIR", options->folder, "Model folder, or a ZIP of one")
        ->type_name("")
        ->required();
    importing
        .add_option("--name", options->name, "Name to give it (default: the folder's or the ZIP's)")
        ->type_name("NAME");
    importing.add_flag("--force", options->replace, "Replace your model of that name");
    importing.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_models_import(context, *options, *json);
        };
    });
    add_export(parser, add, json);
    add_delete(parser, add, json);
    add_pull(parser, add, json);
}

}  // namespace spotter
