#include "app/cli/clips_command.h"

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <iostream>
#include <string_view>

#include "app/cli/clips_output.h"
#include "app/cli/job_progress.h"
#include "app/cli/output_file.h"
#include "app/cli/text_format.h"
#include "app/dataset_store.h"
#include "engine/core/error.h"
#include "training/data/dataset_check.h"
#include "training/data/dataset_edit.h"
#include "training/data/label_name.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

ClipImportOptions import_options(const ExtractOptions& options) {
    ClipImportOptions out;
    out.label = options.label;
    out.group = options.group;
    out.stride = from_seconds(options.stride_s);
    out.per_video = static_cast<std::size_t>(options.per_video);
    out.max_short_side = options.max_short_side;
    if (options.from_s || options.to_s) {
        constexpr double kToTheEnd = 1e6;
        out.spans = {{options.from_s.value_or(0), options.to_s.value_or(kToTheEnd)}};
    }
    return out;
}

// "70/15/15": train, validation, test.
SplitPlan plan_from(const ClipsSplitOptions& options, const std::optional<SplitPlan>& stored) {
    SplitPlan plan = stored.value_or(SplitPlan{});
    plan.by = options.by == "clip" ? SplitBy::clip : SplitBy::group;
    if (options.seed) plan.seed = *options.seed;
    if (options.shares.empty()) return plan;
    std::string_view left = options.shares;
    double sum = 0;
    for (double* share : {&plan.train, &plan.validation, &plan.test}) {
        const auto end = std::from_chars(left.data(), left.data() + left.size(), *share);
        const bool last = share == &plan.test;
        const char* const stop = left.data() + left.size();
        if (end.ec != std::errc() || *share < 0 || (last ? end.ptr != stop : end.ptr == stop) ||
            (!last && *end.ptr != '/')) {
            throw UsageError("clips split: --shares " + options.shares +
                             " is not TRAIN/VALIDATION/TEST, as in 70/15/15");
        }
        left.remove_prefix(static_cast<std::size_t>(end.ptr - left.data()) + (last ? 0 : 1));
        sum += *share;
    }
    if (!(sum > 0)) throw UsageError("clips split: --shares are all 0");
    for (double* share : {&plan.train, &plan.validation, &plan.test}) *share /= sum;
    return plan;
}

Split split_or_fail(const std::string& name) {
    const auto split = split_from(name);
    if (split) return *split;
    throw UsageError("clips: '" + name + "' is not train, validation, test or none");
}

// Clips may be named as they are listed, or by their path, as a shell completes it.
std::vector<std::string> clip_files(const fs::path& dataset,
                                    const std::vector<std::string>& names) {
    std::vector<std::string> files;
    for (const std::string& name : names) {
        std::error_code error;
        const fs::path inside = fs::weakly_canonical(name, error)
                                    .lexically_relative(fs::weakly_canonical(dataset, error));
        const bool is_path = fs::exists(name, error) && !inside.empty() && *inside.begin() != "..";
        files.push_back(is_path ? inside.generic_string() : name);
    }
    std::sort(files.begin(), files.end());
    files.erase(std::unique(files.begin(), files.end()), files.end());
    return files;
}

void print(const Json& json) {
    std::cout << json_text(json);
    flush_output();
}

void print(const std::string& text) {
    std::cout << text;
    flush_output();
}

bool is_listed(const DatasetClip& clip, const ClipsListOptions& options) {
    if (options.label && clip.label != *options.label) return false;
    return !options.split || to_string(clip.split) == *options.split;
}

}  // namespace

ExitCode run_clips_extract(const CommandContext& context, const ExtractOptions& options,
                           bool json) {
    if (options.places.size() < 2) {
        throw UsageError("clips extract: name at least one source, and then the dataset");
    }
    const std::vector<fs::path> sources(options.places.begin(), options.places.end() - 1);
    const fs::path folder = dataset_folder(context.paths, options.places.back());
    const ImportReport report = with_progress_line(context.stop, [&](JobToken& job) {
        return import_clips(sources, folder, import_options(options), job);
    });
    for (const Rejection& rejection : report.rejected) {
        print_failure(rejection.name + ": " + rejection.reason);
    }
    if (json) {
        print(import_json(report, folder));
    } else {
        print(import_text(report, folder));
    }
    return report.rejected.empty() ? ExitCode::done : ExitCode::failed;
}

ExitCode run_clips_list(const CommandContext& context, ClipsListOptions options, bool json) {
    if (options.split) split_or_fail(*options.split);
    Dataset dataset = read_dataset(dataset_folder(context.paths, options.dataset));
    const DatasetSummary summary = summarize(dataset);
    if (options.label) options.label = known_label(dataset.labels, *options.label);
    std::erase_if(dataset.clips,
                  [&](const DatasetClip& clip) { return !is_listed(clip, options); });
    if (json) {
        Json out = {{"dataset", dataset.folder.string()}};
        out.update(summary_json(summary));
        out["notes"] = dataset.notes;
        out["list"] = Json::array();
        for (const DatasetClip& clip : dataset.clips) out["list"].push_back(clip_json(clip));
        print(out);
        return ExitCode::done;
    }
    if (!options.each && !options.label && !options.split) {
        print(summary_text(summary) + notes_text(dataset.notes));
        return ExitCode::done;
    }
    std::vector<std::vector<std::string>> rows = {{"clip", "label", "group", "split"}};
    for (const DatasetClip& clip : dataset.clips) {
        rows.push_back({clip.file, clip.label, clip.group, std::string(to_string(clip.split))});
    }
    print(dataset.clips.empty() ? "There are no such clips.\n" : table(rows, 0));
    return ExitCode::done;
}

ExitCode run_clips_split(const CommandContext& context, const ClipsSplitOptions& options,
                         bool json) {
    const fs::path folder = dataset_folder(context.paths, options.dataset);
    if (options.to.has_value() == options.clips.empty()) {
        throw UsageError("clips split: --to and the clips to move belong together");
    }
    Dataset dataset = read_dataset(folder);
    SplitReport report;
    if (options.to) {
        dataset =
            move_to_split(folder, clip_files(folder, options.clips), split_or_fail(*options.to));
    } else {
        const SplitPlan plan = plan_from(options, dataset.plan);
        if (dataset.plan && *dataset.plan != plan && !options.redraw) {
            throw Error("divide dataset", folder.string(), "it is divided in another way already",
                        "add --redraw to divide all its clips anew; figures measured before will "
                        "not compare");
        }
        dataset = divide_dataset(folder, {plan, options.redraw}, &report);
    }
    const DatasetSummary summary = summarize(dataset);
    if (json) {
        Json out = summary_json(summary);
        out["assigned"] = report.assigned;
        out["kept"] = report.kept;
        out["notes"] = report.notes;
        print(out);
    } else {
        print(summary_text(summary) + notes_text(report.notes));
    }
    return ExitCode::done;
}

ExitCode run_clips_relabel(const CommandContext& context, const ClipsRelabelOptions& options,
                           bool json) {
    const fs::path folder = dataset_folder(context.paths, options.dataset);
    read_dataset(folder);
    const std::vector<std::string> files = clip_files(folder, options.clips);
    const DatasetSummary summary = summarize(relabel_clips(folder, files, options.label));
    if (json) {
        print(summary_json(summary));
    } else {
        print(counted(files.size(), "clip") + " relabelled\n" + summary_text(summary));
    }
    return ExitCode::done;
}

ExitCode run_clips_delete(const CommandContext& context, const ClipsDeleteOptions& options,
                          bool json) {
    const fs::path folder = dataset_folder(context.paths, options.dataset);
    if (static_cast<int>(!options.clips.empty()) + static_cast<int>(options.undo) +
            static_cast<int>(options.empty_trash) !=
        1) {
        throw UsageError("clips delete: name clips, or --undo, or --empty-trash");
    }
    std::string said;
    if (!options.clips.empty()) {
        const auto trashed = delete_clips(folder, clip_files(folder, options.clips));
        said = counted(trashed.clips.size(), "clip") + " deleted; --undo brings them back";
    } else if (options.undo) {
        const auto deletions = deleted_clips(folder);
        if (deletions.empty()) {
            throw Error("undo deletion", folder.string(), "nothing was deleted", "");
        }
        restore_clips(folder, deletions.back().name);
        said = counted(deletions.back().clips.size(), "clip") + " brought back";
    } else {
        const auto deletions = deleted_clips(folder);
        empty_trash(folder);
        said = counted(deletions.size(), "deletion") + " made final";
    }
    const DatasetSummary summary = summarize(read_dataset_if_any(folder));
    if (json) {
        print(summary_json(summary));
    } else {
        print(said + "\n" + summary_text(summary));
    }
    return ExitCode::done;
}

ExitCode run_clips_check(const CommandContext& context, const std::string& name, bool json) {
    const Dataset dataset = read_dataset(dataset_folder(context.paths, name));
    const DatasetCheck check = with_progress_line(
        context.stop, [&](JobToken& job) { return check_dataset(dataset, job); });
    const DatasetSummary summary = summarize(dataset);
    if (json) {
        Json out = summary_json(summary);
        out["problems"] = rejections_json(check.problems);
        out["notes"] = check.notes;
        print(out);
    } else {
        for (const Rejection& problem : check.problems) {
            print_failure(problem.name + ": " + problem.reason);
        }
        print(summary_text(summary) + notes_text(check.notes) + counted(check.clips, "clip") +
              " read, " +
              (check.problems.empty() ? "no problems" : counted(check.problems.size(), "problem")) +
              "\n");
    }
    return check.problems.empty() ? ExitCode::done : ExitCode::failed;
}

}  // namespace spotter
