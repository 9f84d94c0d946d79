#include "app/cli/reps_output.h"

#include <array>

#include "app/cli/text_format.h"

namespace spotter {
namespace {

std::string truth_text(const CountedClip& clip) {
    if (clip.idle) return "idle";
    return (clip.estimated ? "~" : "") + std::to_string(clip.truth.value_or(0));
}

std::string error_text(const CountedClip& clip) {
    const int error = clip.counted - clip.truth.value_or(0);
    return error == 0 ? "" : (error > 0 ? "+" : "") + std::to_string(error);
}

std::string share_text(const Proportion& share) {
    return std::to_string(share.right) + "/" + std::to_string(share.count) + "  (" +
           percentage(share.share()) + ", 95 %: " + decimal(share.low * 100, 1) + " … " +
           decimal(share.high * 100, 1) + " %)";
}

Json share_json(const Proportion& share) {
    return {{"right", share.right},
            {"count", share.count},
            {"low", rounded(share.low)},
            {"high", rounded(share.high)}};
}

}  // namespace

std::string reps_text(const RepCounts& counts, const std::string& model) {
    const RepFigures figures = rep_figures(counts.clips);
    std::vector<std::vector<std::string>> rows = {{"clip", "reps", "counted", "", "seen as"}};
    for (const CountedClip& clip : counts.clips) {
        if (clip.idle && clip.counted == 0) continue;
        rows.push_back({clip.file + " (" + display_name(clip.label) + ")", truth_text(clip),
                        std::to_string(clip.counted), error_text(clip),
                        clip.seen.empty() ? "" : display_name(clip.seen)});
    }
    constexpr std::array<std::size_t, 3> kRight = {1, 2, 3};
    std::string out = "Reps, counted as live does with model " + model + "\n";
    out += table(rows, 2, kRight);
    out += "\n";
    if (counts.unknown > 0) {
        out += "  left out, of labels that the model does not know: " +
               std::to_string(counts.unknown) + "\n\n";
    }
    std::vector<std::vector<std::string>> lines;
    if (figures.off_by_one.count > 0) {
        lines = {{"at most one off (OBO)", share_text(figures.off_by_one)},
                 {"exact", share_text(figures.exact)},
                 {"mean error (MAE)", decimal(figures.mean_error, 3) + " of the true count"}};
    }
    lines.push_back({"false reps", std::to_string(figures.false_reps) + " in " +
                                       clock_text(figures.idle_s, true) + " idle, " +
                                       decimal(figures.false_reps_per_minute(), 2) + " a minute"});
    return out + table(lines, 2);
}

Json reps_json(const RepCounts& counts, const std::string& model) {
    const RepFigures figures = rep_figures(counts.clips);
    Json clips = Json::array();
    for (const CountedClip& clip : counts.clips) {
        clips.push_back({{"file", clip.file},
                         {"label", clip.label},
                         {"idle", clip.idle},
                         {"seconds", rounded(clip.seconds)},
                         {"reps", clip.truth ? Json(*clip.truth) : Json(nullptr)},
                         {"estimated", clip.estimated},
                         {"counted", clip.counted},
                         {"seen", clip.seen.empty() ? Json(nullptr) : Json(clip.seen)}});
    }
    return {{"model", model},
            {"obo", share_json(figures.off_by_one)},
            {"exact", share_json(figures.exact)},
            {"mae", rounded(figures.mean_error)},
            {"idle_s", rounded(figures.idle_s)},
            {"false_reps", figures.false_reps},
            {"false_reps_per_minute", rounded(figures.false_reps_per_minute())},
            {"unknown", counts.unknown},
            {"clips", std::move(clips)},
            {"failed", counts.failed}};
}

}  // namespace spotter
