#include "app/cli/pretrain_command.h"

#include "app/cli/input_files.h"
#include "app/cli/text_format.h"
#include "app/cli/training_report.h"
#include "app/pretrain_model.h"
#include "engine/core/error.h"

namespace spotter {
namespace {

std::string result_text(const PretrainedModel& made, const std::string& name) {
    return "encoder " + name + ": " + counted(made.train_clips, "clip") + ", validation loss " +
           decimal(made.result.best_loss, 4) + " at epoch " +
           std::to_string(made.result.best_epoch) + " of " +
           std::to_string(made.result.epochs.size()) + ", " + decimal(made.result.clips_per_s, 0) +
           " clips/s\n" + made.folder.string() + "\nUse it: spotter train DATASET --base " + name +
           " --out NAME\n";
}

Json result_json(const PretrainedModel& made, const std::string& name) {
    return {{"event", "done"},
            {"encoder", name},
            {"folder", made.folder.string()},
            {"train_clips", made.train_clips},
            {"validation_clips", made.validation_clips},
            {"validation_loss", rounded(made.result.best_loss)},
            {"best_epoch", made.result.best_epoch},
            {"epochs", made.result.epochs.size()},
            {"clips_per_s", rounded(made.result.clips_per_s)},
            {"seconds", rounded(made.result.seconds)}};
}

PretrainRequest request_of(const CommandContext& context, const PretrainCommandOptions& options,
                           const Ranks& ranks) {
    PretrainRequest request;
    for (const InputFile& input : expand_inputs(options.inputs, {})) {
        if (!input.error.empty()) throw Error("pretrain", "", input.error);
        request.clips.push_back(input.path);
    }
    request.base = options.base.empty() ? context.settings.model : options.base;
    request.name = options.name;
    request.mask_ratio = options.mask_ratio;
    request.epochs = options.epochs;
    request.batch = options.batch;
    request.lr = options.lr;
    request.seed = options.seed;
    request.resume = options.resume;
    request.replace = options.replace;
    request.ranks = &ranks;
    return request;
}

}  // namespace

ExitCode run_pretrain(const CommandContext& context, const PretrainCommandOptions& options) {
    const std::unique_ptr<Ranks> ranks = join_ranks();
    TrainingReport report(options.json, false, ranks->writes());
    return run_training(context, options.name, *ranks, report, [&] {
        JobToken token(context.stop);
        const PretrainedModel made = pretrain_model(
            request_of(context, options, *ranks), context.settings, context.paths, token,
            [&](const TrainingProgress& now) { report.progress(now); },
            [&](const std::string& text) { report.note(text); });
        report.done(result_json(made, options.name), result_text(made, options.name));
    });
}

}  // namespace spotter
