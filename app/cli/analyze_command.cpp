#include <algorithm>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <set>
#include <system_error>

#include "app/analysis.h"
#include "app/annotated_video.h"
#include "app/cli/analysis_output.h"
#include "app/cli/commands.h"
#include "app/cli/output_file.h"
#include "app/cli/progress_line.h"
#include "app/model_store.h"
#include "capture/video_name.h"
#include "engine/core/error.h"
#include "engine/core/job.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

// Share of the work that the scan is, when a video is written too.
constexpr double kScanShare = 0.6;

bool same_file(const fs::path& a, const fs::path& b) {
    std::error_code error;
    return fs::equivalent(a, b, error) && !error;
}

// A video that is named twice, or lies in a folder that is named too, is one.
std::vector<InputFile> once_each(std::vector<InputFile> inputs) {
    std::set<fs::path> seen;
    std::erase_if(inputs, [&](const InputFile& input) {
        std::error_code error;
        const fs::path whole = fs::weakly_canonical(input.path, error);
        return input.error.empty() && !seen.insert(error ? fs::path(input.path) : whole).second;
    });
    return inputs;
}

fs::path annotated_path(const AnalyzeOptions& options, const std::string& file) {
    if (!fs::is_directory(*options.annotate)) return *options.annotate;
    return fs::path(*options.annotate) / annotated_name(file);
}

// The folder for the videos of several, none of which falls on another.
void prepare_annotated(const AnalyzeOptions& options, const std::vector<InputFile>& inputs) {
    const std::string& folder = *options.annotate;
    if (is_video_name(folder) || (fs::exists(folder) && !fs::is_directory(folder))) {
        throw UsageError("analyze: --annotate with several videos needs a folder, and " + folder +
                         " is none");
    }
    std::error_code error;
    fs::create_directories(folder, error);
    if (error) throw Error("analyze", folder, error.message(), "name another folder");
    std::map<fs::path, std::string> from;
    for (const InputFile& input : inputs) {
        const auto [first, is_new] =
            from.try_emplace(annotated_path(options, input.path), input.path);
        if (is_new) continue;
        throw UsageError("analyze: " + first->second + " and " + input.path +
                         " would both become " + first->first.string() +
                         "; annotate them one by one");
    }
}

// Outputs never fall on inputs, nor on each other.
void check_outputs(const AnalyzeOptions& options, const std::vector<InputFile>& inputs) {
    std::vector<std::string> outputs;
    for (const auto& output : {options.json, options.csv, options.sets, options.annotate}) {
        if (!output) continue;
        for (const InputFile& input : inputs) {
            if (same_file(*output, input.path)) {
                throw UsageError("analyze: " + *output + " is to be read and to be written");
            }
        }
        for (const std::string& other : outputs) {
            if (other == *output) throw UsageError("analyze: " + other + " is named twice");
        }
        outputs.push_back(*output);
    }
    for (const auto& output : {options.json, options.csv, options.sets}) {
        if (output && is_video_name(*output)) {
            throw UsageError("analyze: " + *output +
                             " is named for a video; name the videos first, or write --json=FILE");
        }
    }
    for (const auto& output : {options.json, options.csv, options.sets}) {
        if (output) check_output(*output);
    }
    if (options.annotate && inputs.size() > 1) prepare_annotated(options, inputs);
}

Analysis analyze_one(const CommandContext& context, const AnalyzeOptions& options,
                     const std::string& file, LoadedModel& model) {
    ProgressLine line;
    const double scan_share = options.annotate ? kScanShare : 1;
    const auto show = [&](const char* what, double begin, double share) {
        return [&line, &file, what, begin, share](double fraction) {
            line.show(std::string(what) + " " + fs::path(file).filename().string(),
                      fraction < 0 ? fraction : begin + share * fraction);
        };
    };
    fs::path annotated;
    if (options.annotate) {
        annotated = annotated_path(options, file);
        check_video_output(annotated);
    }
    std::vector<SeenPose> poses;
    Analysis analysis =
        analyze_file(file, model, options.stride_s, options.annotate ? &poses : nullptr,
                     show("Analysing", 0, scan_share), context.stop);
    if (options.annotate) {
        write_annotated_video(analysis, poses, annotated,
                              show("Writing", scan_share, 1 - scan_share), context.stop);
    }
    return analysis;
}

bool to_standard_output(const std::optional<std::string>& output) {
    return output && *output == "-";
}

}  // namespace

ExitCode run_analyze(const CommandContext& context, const AnalyzeOptions& options) {
    const std::vector<InputFile> inputs = once_each(expand_inputs(options.inputs, {}));
    check_outputs(options, inputs);
    std::optional<LoadedModel> model;  // where there is something to look at
    if (std::ranges::any_of(inputs, [](const InputFile& input) { return input.error.empty(); })) {
        model = load_recognizers(find_model(context.paths, context.settings.model),
                                 context.settings, context.paths);
    }
    const bool for_people = !to_standard_output(options.json) && !to_standard_output(options.csv) &&
                            !to_standard_output(options.sets);
    // As they were named: what a reader finds does not hang on what a folder holds today.
    std::error_code ignored;
    const bool several =
        options.inputs.size() > 1 || fs::is_directory(options.inputs.front(), ignored);
    std::vector<Analysis> analyses;
    bool failed = false;
    for (const InputFile& input : inputs) {
        if (!input.error.empty()) {
            failed = true;
            print_failure(input.error);
            continue;
        }
        try {
            analyses.push_back(analyze_one(context, options, input.path, *model));
            if (for_people) std::cout << analysis_text(analyses.back()) << std::flush;
        } catch (const Cancelled&) {
            throw;
        } catch (...) {
            // A reader that was stopped while it opened its video throws Error, too.
            if (context.stop.stop_requested()) throw Cancelled();
            failed = true;
            print_failure(describe_current_exception());
        }
    }
    if (!analyses.empty()) {
        if (options.json) write_output(*options.json, analysis_json(analyses, several));
        if (options.csv) write_output(*options.csv, analysis_csv(analyses));
        if (options.sets) write_output(*options.sets, analysis_sets_csv(analyses));
    }
    flush_output();
    return failed ? ExitCode::failed : ExitCode::done;
}

}  // namespace spotter
