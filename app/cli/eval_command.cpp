#include "app/cli/eval_command.h"

#include <filesystem>
#include <functional>
#include <iostream>

#include "app/cli/eval_output.h"
#include "app/cli/job_progress.h"
#include "app/cli/output_file.h"
#include "app/cli/reps_output.h"
#include "app/dataset_store.h"
#include "app/evaluation/computed_evaluation.h"
#include "app/evaluation/rep_counting.h"
#include "app/evaluation/stream.h"
#include "app/model_store.h"
#include "app/version.h"
#include "engine/core/error.h"
#include "training/data/label_name.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

// What the user means: the demo, a video, or a dataset.
fs::path place_of(const CommandContext& context, const EvalOptions& options) {
    if (options.dataset == "demo:") return context.paths.assets / "demo";
    if (options.streaming && fs::is_regular_file(options.dataset)) return options.dataset;
    const fs::path folder = dataset_folder(context.paths, options.dataset).lexically_normal();
    return folder.has_filename() ? folder : folder.parent_path();
}

EvaluationRequest request_of(const CommandContext& context, const EvalOptions& options,
                             const fs::path& folder) {
    EvaluationRequest request;
    request.dataset = read_dataset(folder);
    request.split = split_from(options.split);
    request.all_splits = options.split == "all";
    request.model = context.settings.model;
    request.against = options.against;
    request.fold_into = options.fold_into;
    request.stride_s = options.stride_s;
    request.pictures = options.report.has_value();
    return request;
}

void add_streaming(const StreamedRecordings& streamed, EvaluationReport& report) {
    report.streaming = streaming_figures(streamed.recordings, streamed.rules);
    report.streaming_notes = streamed.notes;
    report.folded = streamed.folded;
    report.fold_into = streamed.fold_into;
}

EvaluationReport video_report(const CommandContext& context, const EvalOptions& options,
                              const std::vector<fs::path>& videos, JobToken& job) {
    if (options.against || !options.split.empty()) {
        throw UsageError("eval: --against and --split belong to clips, and " + options.dataset +
                         " is long videos");
    }
    EvaluationReport report;
    report.model = context.settings.model;
    report.origin.dataset = options.dataset;
    report.made_with = "Spotter " + program_version();
    const double stride_s = options.stride_s > 0 ? options.stride_s : kStreamingStride;
    add_streaming(stream_videos(context.paths, context.settings, context.settings.model, videos,
                                options.fold_into, stride_s, job),
                  report);
    return report;
}

EvaluationReport evaluated(const CommandContext& context, const EvalOptions& options,
                           const fs::path& folder, JobToken& job) {
    if (options.streaming) {
        const std::vector<fs::path> videos = videos_with_truth(folder);
        if (!videos.empty()) return video_report(context, options, videos, job);
        if (!fs::is_directory(folder)) {
            throw Error("evaluate", options.dataset, "it is no dataset and no video with its truth",
                        "put label,start_s,end_s beside the video as VIDEO.csv");
        }
    }
    EvaluationRequest request = request_of(context, options, folder);
    EvaluationReport report = evaluate_dataset(context.paths, context.settings, request, job);
    if (options.streaming) {
        add_streaming(stream_clips(context.paths, context.settings, request, job), report);
    }
    return report;
}

void write_report(const EvaluationReport& report, const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw Error("write report", folder.string(), error.message(), "name another folder");
    write_output(folder / "report.html", report_html(report));
    write_output(folder / "report.json", json_text(report_json(report)));
}

ExitCode run_fit(const CommandContext& context, const EvalOptions& options,
                 const fs::path& folder) {
    const FittedDecisions fitted = with_progress_line(context.stop, [&](JobToken& job) {
        return fit_decisions(context.paths, context.settings, request_of(context, options, folder),
                             job);
    });
    std::cout << (options.json ? json_text(fit_json(fitted, context.settings.model))
                               : fit_text(fitted, context.settings.model));
    flush_output();
    return ExitCode::done;
}

ExitCode run_reps(const CommandContext& context, const EvalOptions& options, LoadedModel model,
                  const std::function<RepCounts(LoadedModel&, JobToken&)>& count) {
    const RepCounts counts =
        with_progress_line(context.stop, [&](JobToken& job) { return count(model, job); });
    for (const std::string& failure : counts.failed) print_failure(failure);
    std::cout << (options.json ? json_text(reps_json(counts, model.model.name))
                               : reps_text(counts, model.model.name));
    flush_output();
    return counts.failed.empty() ? ExitCode::done : ExitCode::failed;
}

ExitCode tell(const EvaluationReport& report, const EvalOptions& options) {
    for (const std::string& failure : report.origin.failed) print_failure(failure);
    if (options.report) write_report(report, *options.report);
    std::cout << (options.json ? json_text(report_json(report)) : report_text(report));
    if (options.report && !options.json) {
        std::cout << "\nReport: " << (fs::path(*options.report) / "report.html").string() << "\n";
    }
    flush_output();
    return report.origin.failed.empty() ? ExitCode::done : ExitCode::failed;
}

void check_reps_alone(const EvalOptions& options) {
    if (options.against || options.report || options.fold_into || !options.split.empty()) {
        throw UsageError(
            "eval: --reps goes with none of --against, --report, --fold-into and --split");
    }
}

EvaluationReport computed_report(const CommandContext& context, const EvalOptions& options,
                                 const ComputedMotion& motion, JobToken& job) {
    if (!options.streaming)
        return evaluate_on_computed(context.paths, context.settings, motion, job);
    EvaluationReport report;
    report.model = context.settings.model;
    report.made_with = "Spotter " + program_version();
    report.origin.dataset = "computed motion of seed " + std::to_string(motion.seed);
    const double stride_s = options.stride_s > 0 ? options.stride_s : kStreamingStride;
    add_streaming(stream_computed(context.paths, context.settings, motion, stride_s, job), report);
    return report;
}

ExitCode run_computed(const CommandContext& context, const EvalOptions& options,
                      std::uint64_t seed) {
    if (options.fit || options.against || options.fold_into || !options.split.empty() ||
        (options.stride_s > 0 && !options.streaming)) {
        throw UsageError(
            "eval: synth: goes with none of --fit, --against, --fold-into and --split, and with "
            "--stride only where --streaming is");
    }
    const std::size_t usual = options.streaming || options.reps ? 60 : ComputedMotion().count;
    const ComputedMotion motion{seed, options.count.value_or(usual)};
    if (options.reps) {
        check_reps_alone(options);
        const ModelInfo model = model_for_computed(context.paths, context.settings.model);
        return run_reps(context, options, load_for_poses(model, context.settings),
                        [&](LoadedModel& loaded, JobToken& job) {
                            return count_computed_reps(motion, loaded, job);
                        });
    }
    return tell(with_progress_line(
                    context.stop,
                    [&](JobToken& job) { return computed_report(context, options, motion, job); }),
                options);
}

}  // namespace

ExitCode run_eval(const CommandContext& context, EvalOptions options) {
    if (options.fold_into) {
        const ModelInfo model = find_model(context.paths, context.settings.model);
        options.fold_into = known_label(model.labels, *options.fold_into);
    }
    if (const auto seed = computed_seed(options.dataset)) {
        return run_computed(context, options, *seed);
    }
    if (options.count) throw UsageError("eval: --count goes with synth: alone");
    const fs::path folder = place_of(context, options);
    if (options.reps) {
        check_reps_alone(options);
        LoadedModel model = load_recognizers(find_model(context.paths, context.settings.model),
                                             context.settings, context.paths);
        return run_reps(
            context, options, std::move(model), [&](LoadedModel& loaded, JobToken& job) {
                return options.dataset == "demo:" ? count_demo_reps(folder, loaded, job)
                                                  : count_dataset_reps(folder, loaded, job);
            });
    }
    if (options.fit) {
        if (options.against || options.report) {
            throw UsageError("eval: --fit does not go with --against or --report");
        }
        return run_fit(context, options, folder);
    }
    return tell(
        with_progress_line(context.stop,
                           [&](JobToken& job) { return evaluated(context, options, folder, job); }),
        options);
}

}  // namespace spotter
