#include "app/cli/parser.h"
#include "app/cli/pretrain_command.h"
#include "app/cli/train_command.h"
#include "training/fit/training_plan.h"

namespace spotter {
namespace {

constexpr const char* kTrainExamples =
    R"(DATASET is a folder of LABEL/*.mp4, or one that 'spotter clips extract' made. It is divided by
recording into training, validation and test clips, once; training never looks at the test clips,
which measure the model in the end. Poses and pictures of clips are found once and kept in the
cache.

Without --part: the classifier alone for up to 10 training clips of a typical label, the last two
layers for up to 100, all for more. The epoch that is best on the validation clips is kept. Ctrl-C
keeps what was learnt; --resume goes on.

Examples
  spotter train gym-clips --out gym
  spotter train gym-clips --out gym --keep-labels
  spotter train gym-clips --out gym --part last:2 --epochs 40
  spotter train gym-clips --out gym --part full --epochs 8 --batch 4 --lr 1e-4 --patience 3
  spotter train gym-clips --out gym --resume)";

constexpr const char* kPretrainExamples =
    R"(Parts of each clip are hidden, and the encoder learns to fill them in: clips of one's own room
and camera help without anybody labelling them. 'spotter train --base NAME' starts from it.

Examples
  spotter pretrain recordings/ --out my-room
  spotter train gym-clips --base my-room --out gym)";

template <class Value>
void add_number(CLI::App& app, const std::string& flag, std::optional<Value>& to,
                const std::string& help, const std::string& type, const NumberRange& range) {
    expect_number(app.add_option(flag, to, help)->type_name(type)->group("Training"), range);
}

void add_training_choices(CLI::App& app, TrainCommandOptions& train) {
    using namespace plan_range;
    expect(app.add_option("--part", train.part, "What learns: head, last:K or full")
               ->type_name("PART")
               ->group("Training"),
           [](const std::string& text) -> std::string {
               TrainingPlan ignored;
               if (parse_part(text, ignored)) return {};
               return "'" + text + "' is not head, last:K or full";
           });
    add_number(app, "--epochs", train.epochs, "At most so many", "N", kEpochs);
    add_number(app, "--batch", train.batch, "Clips of one step", "N", kBatch);
    add_number(app, "--accumulate", train.accumulate, "Parts that a step is computed in, at least",
               "N", kBatch);
    add_number(app, "--lr", train.lr, "Learning rate", "RATE", kLr);
    add_number(app, "--warmup", train.warmup, "Part of the steps in which it rises", "SHARE",
               kShare);
    add_number(app, "--patience", train.patience,
               "Epochs without a better one until it stops; 0: never", "N", kPatience);
    add_number(app, "--weight-decay", train.weight_decay, "AdamW's", "SHARE", kWeightDecay);
    add_number(app, "--clip-norm", train.clip_norm, "Longest gradient; 0: any", "NORM", kClipNorm);
    add_number(app, "--layer-decay", train.layer_decay, "Learning rate from layer to layer down",
               "SHARE", kLayerDecay);
    add_number(app, "--drop-path", train.drop_path, "Of the last layer", "SHARE", kShare);
    add_number(app, "--label-smoothing", train.label_smoothing, "Share spread over all labels",
               "SHARE", kShare);
    expect_one_of(app.add_option("--weigh-classes", train.weigh_classes,
                                 "Rare labels count as much as others")
                      ->type_name("BOOL")
                      ->group("Training"),
                  {"true", "false"});
    expect_whole(app.add_option("--seed", train.seed, "Same seed and threads, same model")
                     ->type_name("N")
                     ->capture_default_str()
                     ->group("Training"),
                 0, kMostSeed);
}

}  // namespace

void add_train(Parser& parser) {
    CLI::App& app = *parser.app.add_subcommand("train", "Teach a model the exercises of clips");
    app.footer(kTrainExamples);
    auto options = std::make_shared<TrainCommandOptions>();
    TrainCommandOptions& train = *options;
    app.add_option("DATASET", train.dataset, "Folder of clips")->type_name("")->required();
    app.add_option("--out", train.name, "Name of the model to make")
        ->type_name("NAME")
        ->required()
        ->group("Model");
    app.add_option("--base", train.base,
                   "Model, or pretrained encoder, to start from (default: --model)")
        ->type_name("MODEL")
        ->group("Model");
    app.add_flag("--keep-labels", train.keep_labels,
                 "Keep the labels of the base too, with clips of computed motion")
        ->group("Model");
    app.add_flag("--force", train.replace, "Replace your model of that name")->group("Model");
    app.add_flag("--half", train.half, "Write weights as float16")->group("Model");
    add_training_choices(app, train);
    app.add_flag("--split-by-clip", train.split_by_clip,
                 "Divide clips one by one, not by recording: figures then flatter")
        ->group("Training");
    app.add_flag("--resume", train.resume, "Go on with a training that was interrupted")
        ->group("Training");
    app.add_flag("--json", options->json, "Print JSON lines")->group("Training");
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_train(context, *options);
        };
    });
}

void add_pretrain(Parser& parser) {
    CLI::App& app =
        *parser.app.add_subcommand("pretrain", "Let a model look at clips without labels");
    app.footer(kPretrainExamples);
    auto options = std::make_shared<PretrainCommandOptions>();
    app.add_option("CLIP", options->inputs, "Video files, or folders of them")
        ->type_name("")
        ->required();
    app.add_option("--out", options->name, "Name of the encoder to make")
        ->type_name("NAME")
        ->required()
        ->group("Model");
    app.add_option("--base", options->base, "Model whose encoder is the start (default: --model)")
        ->type_name("MODEL")
        ->group("Model");
    app.add_flag("--force", options->replace, "Replace your encoder of that name")->group("Model");
    const auto add = [&](const char* flag, auto& to, const char* help, const char* type,
                         const NumberRange& range) {
        expect_number(app.add_option(flag, to, help)
                          ->type_name(type)
                          ->capture_default_str()
                          ->group("Training"),
                      range);
    };
    using namespace plan_range;
    add("--mask", options->mask_ratio, "Share that is hidden, 0.1 to 0.98", "SHARE", kMaskRatio);
    add("--epochs", options->epochs, "How often each clip is looked at", "N", kEpochs);
    add("--batch", options->batch, "Clips of one step", "N", kBatch);
    add("--lr", options->lr, "Learning rate", "RATE", kLr);
    add("--seed", options->seed, "Same seed and threads, same encoder", "N",
        {.least = 0, .most = kMostSeed, .whole = true});
    app.add_flag("--resume", options->resume, "Go on with a pretraining that was interrupted")
        ->group("Training");
    app.add_flag("--json", options->json, "Print JSON lines")->group("Training");
    add_common(parser, app, true);
    app.final_callback([&parser, options] {
        parser.line.command = [options](const CommandContext& context) {
            return run_pretrain(context, *options);
        };
    });
}

}  // namespace spotter
