#include "app/cli/session_output.h"

#include <algorithm>
#include <filesystem>
#include <system_error>

#include "app/cli/text_format.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/export_text.h"
#include "engine/session/log_names.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

std::string moment_text(UtcTime start, const Zone& zone) {
    constexpr std::size_t kToMinutes = 16;
    return date_time_text(std::chrono::floor<std::chrono::seconds>(start) + zone.offset)
        .substr(0, kToMinutes);
}

std::string size_text(std::uint64_t bytes) {
    return decimal(static_cast<double>(bytes) / 1e6, 1) + " MB";
}

std::string exercises_text(const SessionSummary& session) {
    std::string out;
    for (const ExerciseTotals& exercise : session.exercises) {
        if (!out.empty()) out += ", ";
        out += printable_line(display_name(exercise.label)) + " ";
        if (exercise.reps > 0) out += std::to_string(exercise.reps) + " in ";
        out += counted(exercise.sets, "set");
    }
    return out.empty() ? "–" : out;
}

std::string state_text(const SessionSummary& session) {
    std::string out = session.title.empty() ? "" : quoted_text(session.title);
    const auto add = [&](bool holds, const char* word) {
        if (holds) out += (out.empty() ? "" : ", ") + std::string(word);
    };
    add(session.source_kind == "demo", "demo");
    add(!session.finished, "going on");
    add(session.recovered, "cut off");
    add(session.recorded && !session.video_missing, "video");
    add(session.recorded && session.video_missing, "video, of which some is not here");
    add(!session.recorded && session.video_missing, "its video is not here");
    return out;
}

// Each once: parts of a merged session, and what was gone back to, used the same one again.
std::vector<ModelUse> models_of(const Session& session) {
    std::vector<ModelUse> out;
    for (const ModelUse& model : session.models) {
        const bool known = std::ranges::any_of(out, [&](const ModelUse& other) {
            return other.name == model.name && other.sha256 == model.sha256;
        });
        if (!known) out.push_back(model);
    }
    return out;
}

Json zone_json(const Zone& zone) {
    return {{"offset_s", zone.offset.count()}, {"name", zone.name}};
}

Json set_json(const Session& session, const RecordedSet& set) {
    const std::vector<RecordedRep> reps = reps_of(session, set.number);
    const Tempo tempo = tempo_of(set, reps);
    Json times = Json::array();
    for (const RecordedRep& rep : reps) times.push_back(to_seconds(rep.end));
    return {{"set", set.number},
            {"label", set.label},
            {"start_s", to_seconds(set.start)},
            {"end_s", to_seconds(set.end)},
            {"reps", set.reps},
            {"counted_reps", set.counted_reps},
            {"held", set.held},
            {"weight", set.weight ? Json(*set.weight) : Json(nullptr)},
            {"unit", name_in(kUnits, set.unit)},
            {"kind", name_in(kSetKinds, set.kind)},
            {"note", set.note},
            {"rep_times_s", std::move(times)},
            {"tempo",
             {{"rep_s", rounded(tempo.rep_s)},
              {"lifting_s", rounded(tempo.lifting_s)},
              {"lowering_s", rounded(tempo.lowering_s)},
              {"under_tension_s", rounded(tempo.under_tension_s)},
              {"slowing", rounded(tempo.slowing)}}}};
}

std::vector<std::string> set_row(const Session& session, const RecordedSet& set) {
    const Tempo tempo = tempo_of(set, reps_of(session, set.number));
    std::string count = set.held ? "held " + clock_text(to_seconds(set.end - set.start))
                                 : counted(static_cast<std::size_t>(set.reps), "rep");
    if (set.reps != set.counted_reps)
        count += " (counted " + std::to_string(set.counted_reps) + ")";
    const std::string weight = set.weight ? weight_text(*weight_of(set)) : "";
    const std::string pace = tempo.rep_s > 0 ? decimal(tempo.rep_s, 1) + " s a rep" : "";
    return {std::to_string(set.number),
            clock_text(to_seconds(set.start)),
            printable_line(display_name(set.label)),
            count,
            weight,
            pace,
            printable_line(set.note)};
}

}  // namespace

std::string printable_line(const std::string& text) {
    std::string out;
    for (const char c : text) {
        const bool control = (static_cast<unsigned char>(c) < ' ') || c == '\x7f';
        out += control ? ' ' : c;
    }
    // Those of two bytes (U+0080 … U+009F), too.
    for (auto at = out.find('\xc2'); at != std::string::npos; at = out.find('\xc2', at + 1)) {
        if (at + 1 < out.size() && static_cast<unsigned char>(out[at + 1]) < 0xa0) {
            out.replace(at, 2, "  ");
        }
    }
    return out;
}

std::string quoted_text(const std::string& text) {
    return text.empty() ? "none" : "\"" + printable_line(text) + "\"";
}

std::string short_id(const std::string& uuid) {
    constexpr std::size_t kEnough = 8;
    return uuid.substr(0, kEnough);
}

Json summary_json(const SessionSummary& session) {
    Json exercises = Json::array();
    for (const ExerciseTotals& exercise : session.exercises) {
        exercises.push_back(
            {{"label", exercise.label}, {"sets", exercise.sets}, {"reps", exercise.reps}});
    }
    return {{"uuid", session.uuid},
            {"start", iso_text(session.start)},
            {"zone", zone_json(session.zone)},
            {"length_s", to_seconds(session.length)},
            {"finished", session.finished},
            {"recovered", session.recovered},
            {"source", session.source},
            {"source_kind", session.source_kind},
            {"title", session.title},
            {"note", session.note},
            {"recorded", session.recorded},
            {"video_missing", session.video_missing},
            {"sets", session.sets},
            {"reps", session.reps},
            {"exercises", std::move(exercises)}};
}

Json session_json(const Session& session) {
    Json sets = Json::array();
    for (const RecordedSet& set : session.sets) sets.push_back(set_json(session, set));
    Json models = Json::array();
    for (const ModelUse& model : models_of(session)) {
        models.push_back({{"name", model.name}, {"sha256", model.sha256}});
    }
    Json recordings = Json::array();
    for (const Recording& recording : session.recordings) recordings.push_back(recording.file);
    return {{"uuid", session.uuid},
            {"start", iso_text(session.start)},
            {"zone", zone_json(session.zone)},
            {"length_s", to_seconds(session.length)},
            {"finished", session.finished},
            {"recovered", session.recovered},
            {"source", session.source},
            {"source_kind", session.source_kind},
            {"title", session.title},
            {"note", session.note},
            {"models", std::move(models)},
            {"recordings", std::move(recordings)},
            {"corrections", session.corrections.size()},
            {"gaps", session.gaps.size()},
            {"pictures_lacking", pictures_lacking(session)},
            {"not_recorded", session.counters.not_recorded},
            {"sets", std::move(sets)}};
}

std::string list_text(const std::vector<SessionSummary>& sessions, const DiskUse& use) {
    std::vector<std::vector<std::string>> rows = {{"id", "began", "length", "reps and sets", ""}};
    for (const SessionSummary& session : sessions) {
        rows.push_back({short_id(session.uuid), moment_text(session.start, session.zone),
                        clock_text(to_seconds(session.length)), exercises_text(session),
                        state_text(session)});
    }
    return table(rows, 0) + counted(sessions.size(), "session") + "; on disk " +
           size_text(use.database_bytes) +
           (use.recording_bytes > 0 ? ", video " + size_text(use.recording_bytes) : "") + "\n";
}

std::string session_text(const Session& session, const std::filesystem::path& recordings) {
    std::vector<std::vector<std::string>> facts = {
        {"id", session.uuid},
        {"began",
         moment_text(session.start, session.zone) + " " + printable_line(session.zone.name)},
        {"length", clock_text(to_seconds(session.length)) + (session.finished ? "" : ", going on") +
                       (session.recovered ? ", was cut off" : "")},
        {"source", printable_line(source_text(session.source, session.source_kind))}};
    for (const ModelUse& model : models_of(session)) {
        facts.push_back({"model", printable_line(model.name)});
    }
    for (const Recording& recording : session.recordings) {
        std::error_code error;
        const bool there = std::filesystem::exists(recordings / recording.file, error);
        facts.push_back({"video", (recordings / printable_line(recording.file)).string() +
                                      (there               ? ""
                                       : !session.finished ? " (being filmed)"
                                                           : " (not there)")});
    }
    if (const std::uint64_t lacks = pictures_lacking(session); lacks > 0) {
        facts.push_back({"lacks", counted(lacks, "picture") + " of the video" +
                                      ", which came faster than they could be written"});
    }
    if (!session.note.empty()) facts.push_back({"note", printable_line(session.note)});
    if (session.counters.not_recorded > 0) {
        facts.push_back({"not kept", std::to_string(session.counters.not_recorded) + " entries" +
                                         ", because the disk did not take them"});
    }
    std::vector<std::vector<std::string>> sets;
    for (const RecordedSet& set : session.sets) sets.push_back(set_row(session, set));
    return printable_line(title_of(session)) + "\n" + table(facts, 2) +
           (sets.empty() ? "  no sets\n" : "\n" + table(sets, 2));
}

}  // namespace spotter
