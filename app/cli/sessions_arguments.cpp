#include "app/cli/parser.h"
#include "app/cli/sessions_command.h"

namespace spotter {
namespace {

constexpr const char* kAboutSessions =
    R"(Workouts are kept by 'spotter live', from their first exercise on. A session is named by the
beginning of its identifier, as 'list' shows it, or 'last'.)";

constexpr const char* kExportExamples = R"(Formats
  jsonl                     everything, one JSON object a line; 'import' reads it again
  csv, csv-reps             one line a set, or a rep
  strong, hevy, fitnotes    CSV as these applications read it
  fit                       a FIT activity for watches and portals; several go to a folder
  html                      a page to share

Without SESSION all sessions are exported; those of the demo only as jsonl.

Examples
  spotter sessions export last --format html --output today.html
  spotter sessions export --format strong --unit lb --output strong.csv
  spotter sessions export --format jsonl --output backup.jsonl)";

constexpr const char* kImportExamples =
    R"(Reads what 'export --format jsonl' wrote, here or elsewhere. Sessions that are there already
are left as they are; deleted ones are brought back. Of a file that is cut off, what there is of
its last session is taken.

Examples
  spotter sessions import backup.jsonl)";

using Add = std::function<CLI::App&(const char* name, const char* about)>;
using AsJson = std::shared_ptr<bool>;

void add_day(CLI::App& app, const std::string& flag, std::optional<std::chrono::sys_days>& day,
             const std::string& help) {
    CLI::Option* const option = app.add_option_function<std::string>(
        flag, [&day](const std::string& text) { day = parse_day(text); }, help);
    expect(option->type_name("DAY"), [](const std::string& text) -> std::string {
        return parse_day(text) ? "" : "'" + text + "' is not a day like 2026-11-25";
    });
}

void add_list(Parser& parser, const Add& add, const AsJson& json) {
    CLI::App& app = add("list", "Which workouts there are");
    app.footer("Examples\n  spotter sessions list --label squat --from 2026-11-01");
    auto options = std::make_shared<SessionListOptions>();
    app.add_option("--text", options->filter.text, "With this in title, notes, source or labels")
        ->type_name("TEXT");
    app.add_option("--label", options->filter.label, "With a set of this")->type_name("LABEL");
    add_day(app, "--from", options->filter.from, "From this day on");
    add_day(app, "--until", options->filter.until, "Up to this day");
    app.add_flag("--deleted", options->filter.deleted, "Those that were deleted");
    app.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_sessions_list(context, *options, *json);
        };
    });
}

void add_show(Parser& parser, const Add& add, const AsJson& json) {
    CLI::App& app = add("show", "All sets of one workout");
    app.footer("Examples\n  spotter sessions show last");
    auto session = std::make_shared<std::string>();
    app.add_option("SESSION", *session, "Beginning of its identifier, or 'last'")
        ->type_name("")
        ->required();
    app.final_callback([&parser, json, session] {
        parser.line.command = [json, session](const CommandContext& context) {
            return run_sessions_show(context, *session, *json);
        };
    });
}

void add_export(Parser& parser, const Add& add, const AsJson& json) {
    CLI::App& app = add("export", "Write workouts for other programs, or to share");
    app.footer(kExportExamples);
    auto options = std::make_shared<SessionExportOptions>();
    app.add_option("SESSION", options->sessions, "Beginnings of identifiers, or 'last'")
        ->type_name("");
    app.add_option_function<std::string>(
           "--format",
           [options](const std::string& name) { options->format = *parse_export_format(name); },
           "What to write (default: jsonl)")
        ->type_name("FORMAT")
        ->check(CLI::Validator(
            [](const std::string& name) -> std::string {
                if (parse_export_format(name)) return {};
                return "'" + name +
                       "' is not one of jsonl, csv, csv-reps, strong, hevy, fitnotes, fit, html";
            },
            ""));
    app.add_option_function<std::string>(
           "--unit",
           [options](const std::string& unit) { options->unit = *parse_weight_unit(unit); },
           "Weights for Strong and FitNotes (default: kg)")
        ->type_name("kg|lb")
        ->check(CLI::Validator(
            [](const std::string& unit) -> std::string {
                return parse_weight_unit(unit) ? "" : "'" + unit + "' is not one of kg, lb";
            },
            ""));
    app.add_option("--output", options->output, "Where to (default: standard output)")
        ->type_name("FILE");
    app.add_flag("--force", options->replace, "Replace files that are there");
    app.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_sessions_export(context, *options, *json);
        };
    });
}

void add_import(Parser& parser, const Add& add, const AsJson& json) {
    CLI::App& app = add("import", "Read workouts that were exported");
    app.footer(kImportExamples);
    auto files = std::make_shared<std::vector<std::string>>();
    auto replace = std::make_shared<bool>(false);
    app.add_option("FILE", *files, "JSON lines")->type_name("")->required();
    app.add_flag("--force", *replace, "Replace sessions that are there");
    app.final_callback([&parser, json, files, replace] {
        parser.line.command = [json, files, replace](const CommandContext& context) {
            return run_sessions_import(context, *files, *replace, *json);
        };
    });
}

void add_name(Parser& parser, const Add& add, const AsJson& json) {
    CLI::App& app = add("name", "Give a workout a name and a note");
    app.footer(
        "An empty text takes the name or note away. What was there before is said.\n\n"
        "Examples\n"
        "  spotter sessions name last 'Leg day' --note 'the left knee felt it'\n"
        "  spotter sessions name 0f8fad5b --note ''");
    auto options = std::make_shared<SessionNameOptions>();
    app.add_option("SESSION", options->session, "Beginning of its identifier, or 'last'")
        ->type_name("")
        ->required();
    app.add_option("NAME", options->title, "What it is called from now on")->type_name("");
    app.add_option("--note", options->note, "What is worth remembering of it")->type_name("TEXT");
    app.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_sessions_name(context, *options, *json);
        };
    });
}

void add_set(Parser& parser, const Add& add, const AsJson& json) {
    CLI::App& app = add("set", "Correct the weight or the note of a set");
    app.footer(
        "Reps, labels and times are corrected in Replay ('spotter replay SESSION').\n\n"
        "Examples\n"
        "  spotter sessions set last 3 --weight 12.5\n"
        "  spotter sessions set 0f8fad5b 1 --weight 30lb --note 'the grip slipped'\n"
        "  spotter sessions set last 2 --weight none --note ''");
    auto options = std::make_shared<SessionSetOptions>();
    app.add_option("SESSION", options->session, "Beginning of its identifier, or 'last'")
        ->type_name("")
        ->required();
    expect_whole(app.add_option("SET", options->set, "Its number, as 'show' says it")
                     ->type_name("")
                     ->required(),
                 1, 1'000'000);
    app.add_option_function<std::string>(
           "--weight",
           [options](const std::string& text) { options->weight = parse_set_weight(text); },
           "What was lifted, in kilograms or, as in 30lb, in pounds; or none")
        ->type_name("WEIGHT")
        ->check(CLI::Validator(
            [](const std::string& text) -> std::string {
                if (parse_set_weight(text)) return {};
                return "'" + text + "' is not a weight like 12.5, 30lb or none, up to 1000 kg";
            },
            ""));
    app.add_option("--note", options->note, "What is worth remembering of it")->type_name("TEXT");
    app.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_sessions_set(context, *options, *json);
        };
    });
}

void add_delete(Parser& parser, const Add& add, const AsJson& json) {
    CLI::App& app = add("delete", "Take workouts out of sight");
    app.footer(
        "What was deleted can be brought back for 30 days, or until --purge.\n\nExamples\n"
        "  spotter sessions delete 0f8fad5b\n  spotter sessions delete --undo 0f8fad5b\n"
        "  spotter sessions delete --purge");
    auto options = std::make_shared<SessionDeleteOptions>();
    app.add_option("SESSION", options->sessions, "Beginnings of identifiers, or 'last'")
        ->type_name("");
    CLI::Option* undo = app.add_flag("--undo", options->undo, "Bring them back");
    app.add_flag("--purge", options->purge,
                 "End for good all that was deleted, with its recordings")
        ->excludes(undo);
    app.final_callback([&parser, json, options] {
        parser.line.command = [json, options](const CommandContext& context) {
            return run_sessions_delete(context, *options, *json);
        };
    });
}

void add_merge(Parser& parser, const Add& add, const AsJson& json) {
    CLI::App& app = add("merge", "Make one workout of several");
    app.footer("Examples\n  spotter sessions merge 0f8fad5b 11111111");
    auto sessions = std::make_shared<std::vector<std::string>>();
    app.add_option("SESSION", *sessions, "At least two")->type_name("")->required();
    app.final_callback([&parser, json, sessions] {
        parser.line.command = [json, sessions](const CommandContext& context) {
            return run_sessions_merge(context, *sessions, *json);
        };
    });
}

}  // namespace

void add_sessions(Parser& parser) {
    CLI::App& sessions = *parser.app.add_subcommand(
        "sessions", "List, name, export and merge the workouts that were kept");
    sessions.require_subcommand(1);
    sessions.footer(kAboutSessions);
    add_common(parser, sessions, false);
    auto json = std::make_shared<bool>(false);
    const Add add = [&](const char* name, const char* about) -> CLI::App& {
        CLI::App& app = *sessions.add_subcommand(name, about);
        app.add_flag("--json", *json, "Print JSON")->group("Options");
        add_common(parser, app, false);
        return app;
    };
    add_list(parser, add, json);
    add_show(parser, add, json);
    add_export(parser, add, json);
    add_import(parser, add, json);
    add_name(parser, add, json);
    add_set(parser, add, json);
    add_delete(parser, add, json);
    add_merge(parser, add, json);
}

}  // namespace spotter
