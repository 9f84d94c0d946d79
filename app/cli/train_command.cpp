#include "app/cli/train_command.h"

#include <optional>

#include "app/cli/text_format.h"
#include "app/cli/training_report.h"
#include "app/dataset_store.h"
#include "app/train_model.h"

namespace spotter {
namespace {

std::string result_text(const TrainedModel& trained) {
    const TrainingResult& result = trained.result;
    const std::string chosen_on =
        trained.validation_clips > 0
            ? "validation " + percentage(result.best_accuracy) + " of " +
                  counted(trained.validation_clips + trained.kept_validation_clips, "clip") +
                  (trained.kept_validation_clips > 0
                       ? " (" + std::to_string(trained.kept_validation_clips) + " of them computed)"
                       : "")
            : percentage(result.best_accuracy) + " of the training clips themselves";
    return "model " + trained.model.name + ": " + chosen_on + " at epoch " +
           std::to_string(result.best_epoch) + " of " + std::to_string(result.epochs.size()) +
           (result.stopped_early ? " (stopped early)" : "") + ", " +
           decimal(result.clips_per_s, 0) + " clips/s, " + clock_text(result.seconds) + "\n" +
           trained.model.folder.string() + "\nTry it: spotter live --model " + trained.model.name +
           "\n";
}

Json result_json(const TrainedModel& trained, const TrainingPlan& plan) {
    const TrainingResult& result = trained.result;
    return {{"event", "done"},
            {"model", trained.model.name},
            {"folder", trained.model.folder.string()},
            {"labels", trained.model.labels},
            {"part", part_text(plan)},
            {"train_clips", trained.train_clips},
            {"validation_clips", trained.validation_clips},
            {"kept_train_clips", trained.kept_train_clips},
            {"kept_validation_clips", trained.kept_validation_clips},
            {"validation_accuracy", rounded(result.best_accuracy)},
            {"validation_loss", rounded(result.best_loss)},
            {"best_epoch", result.best_epoch},
            {"epochs", result.epochs.size()},
            {"stopped_early", result.stopped_early},
            {"clips_seen", result.clips_seen},
            {"clips_per_s", rounded(result.clips_per_s)},
            {"seconds", rounded(result.seconds)}};
}

std::optional<TrainedPart> part_of(const TrainCommandOptions& options, TrainingPlan& asked) {
    if (!options.part || !parse_part(*options.part, asked)) return std::nullopt;
    return asked.part;
}

// What suits the clips, with what the user chose instead.
TrainingPlan plan_of(const TrainCommandOptions& options, const Settings& settings,
                     const ClipCount& clips, const VideoMaeConfig& config, TrainingReport& report) {
    TrainingPlan asked;
    PlanChoice choice = choose_plan(part_of(options, asked), clips, config);
    TrainingPlan& plan = choice.plan;
    if (options.part) plan.last_layers = asked.last_layers;
    const auto take = [](const auto& from, auto& to) {
        if (from) to = *from;
    };
    take(options.epochs, plan.epochs);
    take(options.batch, plan.batch);
    take(options.accumulate, plan.accumulate);
    take(options.lr, plan.lr);
    take(options.warmup, plan.warmup_share);
    take(options.patience, plan.patience);
    take(options.weight_decay, plan.weight_decay);
    take(options.clip_norm, plan.clip_norm);
    take(options.layer_decay, plan.layer_decay);
    take(options.drop_path, plan.drop_path);
    take(options.label_smoothing, plan.label_smoothing);
    take(options.weigh_classes, plan.weigh_classes);
    plan.seed = options.seed;
    plan.threads = settings.threads;
    plan.device = settings.device;
    plan.precision = settings.precision;
    if (plan.accumulate > plan.batch) {
        throw UsageError("--accumulate: '" + std::to_string(plan.accumulate) +
                         "' is more than the clips of one step, " + std::to_string(plan.batch) +
                         "; see --batch");
    }
    check_plan(plan);
    report.note(plan_reason(plan, clips));
    return plan;
}

TrainedModel train_as_asked(const CommandContext& context, const TrainCommandOptions& options,
                            const Ranks& ranks, TrainingReport& report, TrainingPlan& plan) {
    TrainRequest request;
    request.dataset = dataset_folder(context.paths, options.dataset);
    request.base = options.base.empty() ? context.settings.model : options.base;
    request.name = options.name;
    request.keep_labels = options.keep_labels;
    request.resume = options.resume;
    request.replace = options.replace;
    request.half = options.half;
    request.ranks = &ranks;
    const auto note = [&](const std::string& text) { report.note(text); };
    const Dataset dataset =
        divided_dataset(request.dataset, options.split_by_clip, ranks.writes(), note);
    request.plan = plan_of(options, context.settings, count_training_clips(dataset),
                           find_base_model(context.paths, request.base).config, report);
    plan = request.plan;
    JobToken token(context.stop);
    return train_model(
        request, context.settings, context.paths, token,
        [&](const TrainingProgress& now) { report.progress(now); }, note);
}

}  // namespace

ExitCode run_train(const CommandContext& context, const TrainCommandOptions& options) {
    const std::unique_ptr<Ranks> ranks = join_ranks();
    TrainingReport report(options.json, true, ranks->writes());
    return run_training(context, options.name, *ranks, report, [&] {
        TrainingPlan plan;
        const TrainedModel trained = train_as_asked(context, options, *ranks, report, plan);
        report.done(result_json(trained, plan), result_text(trained));
    });
}

}  // namespace spotter
