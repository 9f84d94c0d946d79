#include "app/cli/analysis_output.h"

#include <array>

#include "app/cli/json_output.h"
#include "app/cli/set_output.h"
#include "app/cli/text_format.h"

namespace spotter {
namespace {

Json to_json(const Analysis& analysis) {
    Json timeline = Json::array();
    for (const TimelinePoint& point : analysis.timeline) {
        timeline.push_back({{"t", rounded(to_seconds(point.time))},
                            {"label", point.label.empty() ? Json(nullptr) : Json(point.label)},
                            {"scores", scores_json(analysis.labels, point.scores)}});
    }
    Json segments = Json::array();
    for (const Segment& segment : analysis.segments) {
        segments.push_back({{"label", segment.label},
                            {"start_s", rounded(segment.start_s)},
                            {"end_s", rounded(segment.end_s)},
                            {"confidence", rounded(segment.confidence)}});
    }
    Json sets = Json::array();
    for (const SetRecord& set : analysis.sets) sets.push_back(set_json(set));
    Json out = {{"file", analysis.file},
                {"duration_s", rounded(analysis.duration_s)},
                {"model", analysis.model},
                {"frame_interval_s", rounded(to_seconds(analysis.window.interval))},
                {"timeline", std::move(timeline)},
                {"segments", std::move(segments)},
                {"sets", std::move(sets)}};
    if (!analysis.note.empty()) out["note"] = analysis.note;
    return out;
}

std::string csv_field(const std::string& text) {
    if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
    std::string out = "\"";
    for (const char c : text) {
        if (c == '"') out += '"';
        out += c;
    }
    return out + "\"";
}

std::string set_table(const std::vector<SetRecord>& sets) {
    constexpr std::array<std::size_t, 2> kRight = {0, 1};
    std::vector<std::vector<std::string>> rows;
    for (const SetRecord& set : sets) {
        rows.push_back({clock_text(to_seconds(set.start), true),
                        clock_text(to_seconds(set.end), true), display_name(set.label),
                        set_text(set)});
    }
    return table(rows, 2, kRight);
}

}  // namespace

std::string analysis_text(const Analysis& analysis) {
    std::string out =
        analysis.file + "  " + clock_text(analysis.duration_s) + ", model " + analysis.model + "\n";
    if (analysis.segments.empty()) out += "  nothing was recognised for certain\n";
    constexpr std::array<std::size_t, 3> kRight = {0, 1, 3};
    std::vector<std::vector<std::string>> rows;
    for (const Segment& segment : analysis.segments) {
        rows.push_back({clock_text(segment.start_s, true), clock_text(segment.end_s, true),
                        display_name(segment.label), percentage(segment.confidence)});
    }
    out += table(rows, 2, kRight);
    constexpr double kLeast = 0.5;
    if (analysis.unsure_s >= kLeast) {
        out += "  unsure for " + decimal(analysis.unsure_s, 0) + " s of " +
               decimal(analysis.duration_s, 0) + " s\n";
    }
    if (!analysis.sets.empty()) out += "  Sets\n" + set_table(analysis.sets);
    return out;
}

std::string analysis_json(const std::vector<Analysis>& analyses, bool several) {
    if (!several) return json_text(to_json(analyses.front()));
    Json all = Json::array();
    for (const Analysis& analysis : analyses) all.push_back(to_json(analysis));
    return json_text(all);
}

std::string analysis_csv(const std::vector<Analysis>& analyses) {
    if (analyses.empty()) return {};
    std::string out = "file,t,label";
    for (const std::string& label : analyses.front().labels) out += "," + csv_field(label);
    out += "\r\n";
    for (const Analysis& analysis : analyses) {
        for (const TimelinePoint& point : analysis.timeline) {
            out += csv_field(analysis.file) + "," + decimal(to_seconds(point.time), 3) + "," +
                   csv_field(point.label);
            for (const float score : point.scores) out += "," + decimal(score, 6);
            out += "\r\n";
        }
    }
    return out;
}

// The columns are named as in the sets of exported sessions.
std::string analysis_sets_csv(const std::vector<Analysis>& analyses) {
    constexpr int kDecimals = 3;
    std::string out =
        "file,set,exercise,label,start_s,end_s,reps,rep_s,lifting_s,lowering_s,slowing,"
        "rest_before_s\r\n";
    for (const Analysis& analysis : analyses) {
        for (const SetRecord& set : analysis.sets) {
            out += csv_field(analysis.file) + "," + std::to_string(set.number) + "," +
                   csv_field(display_name(set.label)) + "," + csv_field(set.label);
            for (const MediaTime time : {set.start, set.end}) {
                out += "," + decimal(to_seconds(time), kDecimals);
            }
            out += "," + (set.held ? "" : std::to_string(set.count()));
            const SetTempo tempo = set.reps.empty() ? SetTempo() : tempo_of(set);
            for (const double value :
                 {tempo.rep_s, tempo.lifting_s, tempo.lowering_s, tempo.slowing}) {
                out += "," + (set.reps.empty() ? "" : decimal(value, kDecimals));
            }
            out += ",";
            if (set.rest_before) out += decimal(to_seconds(*set.rest_before), kDecimals);
            out += "\r\n";
        }
    }
    return out;
}

}  // namespace spotter
