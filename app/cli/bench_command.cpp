#include <array>
#include <iostream>

#include "app/bench.h"
#include "app/bench_train.h"
#include "app/cli/output_file.h"
#include "app/cli/progress_line.h"
#include "app/cli/text_format.h"
#include "app/model_store.h"

namespace spotter {
namespace {

Json report_json(const BenchReport& report) {
    Json stages = Json::array();
    for (const BenchStage& stage : report.stages) {
        Json line = {{"stage", stage.name}, {"unit", stage.unit}};
        line.update(to_json(stage.time));
        stages.push_back(std::move(line));
    }
    return {{"cpu", report.cpu},           {"cores", report.cores},
            {"threads", report.threads},   {"model", report.model},
            {"device", report.device},     {"precision", report.precision},
            {"build", report.build},       {"video", report.video},
            {"stages", std::move(stages)}, {"peak_memory_mb", rounded(report.peak_memory_mb)}};
}

std::string report_text(const BenchReport& report) {
    constexpr std::array<std::size_t, 3> kRight = {1, 2, 3};
    std::vector<std::vector<std::string>> rows = {{"stage", "median", "95 %", "measured"}};
    for (const BenchStage& stage : report.stages) {
        rows.push_back({stage.name, decimal(stage.time.median, 2) + " " + stage.unit,
                        decimal(stage.time.p95, 2) + " " + stage.unit,
                        std::to_string(stage.time.count)});
    }
    return report.cpu + ", " + counted(static_cast<std::size_t>(report.cores), "core") + ", " +
           counted(static_cast<std::size_t>(report.threads), "thread") + "\nmodel " + report.model +
           " on " + report.device + " in " + report.precision + ", video " + report.video +
           ", build " + report.build + "\n\n" + table(rows, 0, kRight) + "\npeak memory " +
           decimal(report.peak_memory_mb, 0) + " MB\n";
}

ExitCode run_training_bench(const CommandContext& context, const BenchOptions& options) {
    const ModelInfo model = options.random ? videomae_preset(*options.random)
                                           : find_model(context.paths, context.settings.model);
    TrainingSpeed speed;
    {
        ProgressLine line;
        line.show("Measuring training", -1);
        JobToken token(context.stop);
        speed = measure_training(model, context.settings, token);
    }
    if (options.json) {
        std::cout << json_text({{"model", model.name},
                                {"clips_per_s", rounded(speed.clips_per_s)},
                                {"batch", speed.batch},
                                {"clips", speed.clips}});
    } else {
        std::cout << "training all weights of " << model.name << ", "
                  << counted(static_cast<std::size_t>(speed.batch), "clip")
                  << " a step: " << decimal(speed.clips_per_s, 1) << " clips/s\n";
    }
    flush_output();
    return ExitCode::done;
}

}  // namespace

ExitCode run_bench(const CommandContext& context, const BenchOptions& options) {
    if (options.train) return run_training_bench(context, options);
    BenchReport report;
    {
        ProgressLine line;
        report = measure_stages(
            context, options, [&](const std::string& what) { line.show("Measuring " + what, -1); });
    }
    std::cout << (options.json ? json_text(report_json(report)) : report_text(report));
    flush_output();
    return ExitCode::done;
}

}  // namespace spotter
