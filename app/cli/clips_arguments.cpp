#include "app/cli/clips_command.h"
#include "app/cli/parser.h"

namespace spotter {
namespace {

constexpr const char* kClipsExamples = R"(Examples
  spotter clips extract workouts.zip gym
  spotter clips list gym
  spotter clips check gym)";

constexpr const char* kExtractExamples =
    R"(SOURCE is a ZIP or a folder whose folders are labels, or videos of one label. Each video is cut
into clips of one window, which are added to DATASET: a folder, or a name among your datasets.
What it has already is not added again. What cannot be used is reported, the rest is added, and
the exit code is 1. Groups (who or what must not stand on both sides of a split) come from the
scene column of a labels.tsv, from the dataset that was packed, or from file names.

Examples
  spotter clips extract workouts.zip gym
  spotter clips extract squat1.mp4 squat2.mp4 gym --label squat --group anna
  spotter clips extract long.mp4 gym --label rest --from 30 --to 75 --per-video 10)";

constexpr const char* kListExamples = R"(Examples
  spotter clips list gym
  spotter clips list gym --label squat --split test
  spotter clips list gym --json | jq .warnings)";

constexpr const char* kSplitExamples =
    R"(Clips are divided when they are added, by group, and stay where they are. This divides those
that have no split, all of them with --redraw, or moves some by hand, with their groups.

Examples
  spotter clips split gym
  spotter clips split gym --redraw --shares 60/20/20 --seed 7
  spotter clips split gym --to test squat/anna-0001.mp4
  spotter clips split gym --redraw --split-by clip       leaks: for comparison with others)";

constexpr const char* kRelabelExamples = R"(Examples
  spotter clips relabel gym lunge squat/anna-0003.mp4 squat/anna-0004.mp4)";

constexpr const char* kDeleteExamples = R"(Examples
  spotter clips delete gym squat/anna-0003.mp4
  spotter clips delete gym --undo)";

constexpr const char* kCheckExamples =
    R"(Reads every clip, and looks for the same video under two labels or in two splits. The exit code
is 1 when something should be mended.

Examples
  spotter clips check gym)";

const std::vector<std::string> kSplits = {"train", "validation", "test", "none"};

using AddCommand = std::function<CLI::App&(const char* name, const char* about)>;

void add_extract(Parser& parser, CLI::App& app, const std::shared_ptr<bool>& json) {
    app.footer(kExtractExamples);
    auto options = std::make_shared<ExtractOptions>();
    app.add_option("SOURCE… DATASET", options->places, "ZIPs, folders or videos; then the dataset")
        ->type_name("")
        ->required()
        ->group("Clips");
    app.add_option("--label", options->label, "What the videos show (default: their folder)")
        ->type_name("LABEL")
        ->group("Clips");
    app.add_option("--group", options->group, "Who or where: clips of one group are never parted")
        ->type_name("GROUP")
        ->group("Clips");
    expect_seconds(app.add_option("--stride", options->stride_s,
                                  "From one clip to the next (default: one window)")
                       ->group("Clips"));
    expect_whole(app.add_option("--per-video", options->per_video,
                                "Clips of one video at most, spread over it")
                     ->type_name("N")
                     ->group("Clips"),
                 1, 1'000'000);
    expect_seconds(
        app.add_option("--from", options->from_s, "Only what comes after")->group("Clips"), true);
    expect_seconds(app.add_option("--to", options->to_s, "Only what comes before")->group("Clips"));
    expect_whole(
        app.add_option("--size", options->max_short_side,
                       "Shorter side of the clips in pixels at most (default: 480; 0: as it is)")
            ->type_name("N")
            ->group("Clips"),
        0, 8192);
    app.final_callback([&parser, options, json] {
        parser.line.command = [options, json](const CommandContext& context) {
            return run_clips_extract(context, *options, *json);
        };
    });
}

void add_list(Parser& parser, CLI::App& app, const std::shared_ptr<bool>& json) {
    app.footer(kListExamples);
    auto options = std::make_shared<ClipsListOptions>();
    app.add_option("DATASET", options->dataset, "Folder or name")->type_name("")->required();
    app.add_option("--label", options->label, "The clips of one label")->type_name("LABEL");
    expect_one_of(
        app.add_option("--split", options->split, "The clips of train, validation, test or none")
            ->type_name("SPLIT"),
        kSplits);
    app.add_flag("--clips", options->each, "Every clip, not only counts");
    app.final_callback([&parser, options, json] {
        parser.line.command = [options, json](const CommandContext& context) {
            return run_clips_list(context, *options, *json);
        };
    });
}

void add_split(Parser& parser, CLI::App& app, const std::shared_ptr<bool>& json) {
    app.footer(kSplitExamples);
    auto options = std::make_shared<ClipsSplitOptions>();
    app.add_option("DATASET", options->dataset, "Folder or name")->type_name("")->required();
    app.add_option("CLIP", options->clips, "Clips to move")->type_name("");
    expect_one_of(
        app.add_option("--to", options->to, "Where they go: train, validation, test or none")
            ->type_name("SPLIT"),
        kSplits);
    expect_one_of(app.add_option("--split-by", options->by, "group (default), or clip, which leaks")
                      ->type_name("HOW"),
                  {"group", "clip"});
    app.add_option("--shares", options->shares, "Of train, validation, test (default: 70/15/15)")
        ->type_name("A/B/C");
    expect_whole(
        app.add_option("--seed", options->seed, "Another seed divides in another way (default: 1)")
            ->type_name("N"),
        0, 0x7fffffff);
    app.add_flag("--redraw", options->redraw, "Divide also what is divided");
    app.final_callback([&parser, options, json] {
        parser.line.command = [options, json](const CommandContext& context) {
            return run_clips_split(context, *options, *json);
        };
    });
}

void add_relabel(Parser& parser, CLI::App& app, const std::shared_ptr<bool>& json) {
    app.footer(kRelabelExamples);
    auto options = std::make_shared<ClipsRelabelOptions>();
    app.add_option("DATASET", options->dataset, "Folder or name")->type_name("")->required();
    app.add_option("LABEL", options->label, "What the clips show")->type_name("")->required();
    app.add_option("CLIP", options->clips, "Clips, as they are listed")->type_name("")->required();
    app.final_callback([&parser, options, json] {
        parser.line.command = [options, json](const CommandContext& context) {
            return run_clips_relabel(context, *options, *json);
        };
    });
}

void add_delete(Parser& parser, CLI::App& app, const std::shared_ptr<bool>& json) {
    app.footer(kDeleteExamples);
    auto options = std::make_shared<ClipsDeleteOptions>();
    app.add_option("DATASET", options->dataset, "Folder or name")->type_name("")->required();
    app.add_option("CLIP", options->clips, "Clips, as they are listed")->type_name("");
    app.add_flag("--undo", options->undo, "Bring back what was deleted last");
    app.add_flag("--empty-trash", options->empty_trash, "Make all deletions final");
    app.final_callback([&parser, options, json] {
        parser.line.command = [options, json](const CommandContext& context) {
            return run_clips_delete(context, *options, *json);
        };
    });
}

void add_check(Parser& parser, CLI::App& app, const std::shared_ptr<bool>& json) {
    app.footer(kCheckExamples);
    auto dataset = std::make_shared<std::string>();
    app.add_option("DATASET", *dataset, "Folder or name")->type_name("")->required();
    app.final_callback([&parser, dataset, json] {
        parser.line.command = [dataset, json](const CommandContext& context) {
            return run_clips_check(context, *dataset, *json);
        };
    });
}

}  // namespace

void add_clips(Parser& parser) {
    CLI::App& clips = *parser.app.add_subcommand("clips", "Collect clips to learn from");
    clips.footer(kClipsExamples);
    clips.require_subcommand(1);
    add_common(parser, clips, false);
    auto json = std::make_shared<bool>(false);
    const auto add = [&](const char* name, const char* about) -> CLI::App& {
        CLI::App& app = *clips.add_subcommand(name, about);
        app.add_flag("--json", *json, "Print JSON")->group("Options");
        add_common(parser, app, false);
        return app;
    };
    add_extract(parser, add("extract", "Cut videos into clips and add them to a dataset"), json);
    add_list(parser, add("list", "What is in a dataset"), json);
    add_split(parser, add("split", "Divide a dataset into train, validation and test"), json);
    add_relabel(parser, add("relabel", "Give clips another label"), json);
    add_delete(parser, add("delete", "Take clips out of a dataset"), json);
    add_check(parser, add("check", "Look for what is wrong with a dataset"), json);
}

}  // namespace spotter
