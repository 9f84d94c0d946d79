#include "app/cli/clips_output.h"

#include <array>

#include "app/cli/text_format.h"

namespace spotter {
namespace {

constexpr std::array kParts = {Split::train, Split::validation, Split::test, Split::none};

std::size_t count_in(const std::map<Split, std::size_t>& counts, Split split) {
    const auto at = counts.find(split);
    return at == counts.end() ? 0 : at->second;
}

Json counts_json(const std::map<Split, std::size_t>& counts) {
    Json out = Json::object();
    for (const Split split : kParts) out[std::string(to_string(split))] = count_in(counts, split);
    return out;
}

// A row of the table: name, clips, groups, minutes, and clips of each split.
std::vector<std::string> row_of(const std::string& name, std::size_t clips, std::size_t groups,
                                double minutes, const std::map<Split, std::size_t>& in,
                                bool with_none) {
    std::vector<std::string> row = {name, std::to_string(clips), std::to_string(groups),
                                    decimal(minutes, 1)};
    for (const Split split : kParts) {
        if (split != Split::none || with_none) row.push_back(std::to_string(count_in(in, split)));
    }
    return row;
}

}  // namespace

std::string notes_text(const std::vector<std::string>& notes) {
    std::string text;
    for (const std::string& note : notes) text += "note: " + note + "\n";
    return text;
}

Json rejections_json(const std::vector<Rejection>& rejected) {
    Json out = Json::array();
    for (const Rejection& one : rejected) {
        out.push_back({{"name", one.name}, {"reason", one.reason}});
    }
    return out;
}

Json import_json(const ImportReport& report, const std::filesystem::path& dataset) {
    Json labels = Json::object();
    for (const auto& [label, count] : report.added_by_label) labels[label] = count;
    return {{"dataset", dataset.string()},
            {"videos", report.videos},
            {"added", report.added},
            {"skipped", report.skipped},
            {"added_by_label", labels},
            {"no_videos", report.others},
            {"rejected", rejections_json(report.rejected)},
            {"notes", report.notes}};
}

std::string import_text(const ImportReport& report, const std::filesystem::path& dataset) {
    std::string text = "Added " + counted(report.added, "clip") + " of " +
                       counted(report.videos, "video") + " to " + dataset.string();
    if (report.skipped > 0) text += "; " + counted(report.skipped, "clip") + " were there already";
    text += "\n";
    std::vector<std::vector<std::string>> rows;
    for (const auto& [label, count] : report.added_by_label) {
        rows.push_back({label, std::to_string(count)});
    }
    constexpr std::array<std::size_t, 1> kRight = {1};
    if (!rows.empty()) text += table(rows, 2, kRight);
    return text + notes_text(report.notes);
}

Json clip_json(const DatasetClip& clip) {
    return {{"file", clip.file},
            {"label", clip.label},
            {"group", clip.group},
            {"source", clip.source},
            {"source_sha256", clip.source_sha256},
            {"start_s", rounded(clip.start_s)},
            {"end_s", rounded(clip.end_s)},
            {"split", to_string(clip.split)}};
}

Json summary_json(const DatasetSummary& summary) {
    Json labels = Json::array();
    for (const LabelSummary& label : summary.labels) {
        labels.push_back({{"label", label.label},
                          {"idle", label.idle},
                          {"clips", label.clips},
                          {"groups", label.groups},
                          {"minutes", rounded(label.minutes)},
                          {"clips_in", counts_json(label.clips_in)},
                          {"groups_in", counts_json(label.groups_in)}});
    }
    return {{"clips", summary.clips},
            {"groups", summary.groups},
            {"minutes", rounded(summary.minutes)},
            {"clips_in", counts_json(summary.clips_in)},
            {"groups_in", counts_json(summary.groups_in)},
            {"labels", labels},
            {"warnings", summary.warnings}};
}

std::string summary_text(const DatasetSummary& summary) {
    const bool with_none = count_in(summary.clips_in, Split::none) > 0;
    std::vector<std::vector<std::string>> rows = {
        {"label", "clips", "groups", "minutes", "train", "validation", "test"}};
    if (with_none) rows.front().emplace_back("no split");
    for (const LabelSummary& label : summary.labels) {
        rows.push_back(row_of(label.label, label.clips, label.groups, label.minutes, label.clips_in,
                              with_none));
    }
    rows.push_back(
        row_of("all", summary.clips, summary.groups, summary.minutes, summary.clips_in, with_none));
    constexpr std::array<std::size_t, 7> kRight = {1, 2, 3, 4, 5, 6, 7};
    std::string text = table(rows, 0, kRight);
    for (const std::string& warning : summary.warnings) text += "warning: " + warning + "\n";
    return text;
}

}  // namespace spotter
