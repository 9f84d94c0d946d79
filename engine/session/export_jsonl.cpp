#include "engine/session/export_jsonl.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <span>

#include <nlohmann/json.hpp>

#include "engine/session/log_names.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

using Json = nlohmann::ordered_json;

void add_line(std::string& out, const Json& line) {
    out += line.dump(-1, ' ', false, Json::error_handler_t::replace);
    out += '\n';
}

Json head_json(const Session& session) {
    Json settings = Json::array();
    for (const auto& [name, value] : session.settings) settings.push_back({name, value});
    Json counters = Json::object();
    for (const auto& [name, member] : kCounterNames) counters[name] = session.counters.*member;
    return {{"type", "session"},
            {"format", kLogFormat},
            {"uuid", session.uuid},
            {"start", iso_text(session.start)},
            {"zone_offset_s", session.zone.offset.count()},
            {"zone", session.zone.name},
            {"length_ms", session.length.count()},
            {"finished", session.finished},
            {"recovered", session.recovered},
            {"source", session.source},
            {"source_kind", session.source_kind},
            {"title", session.title},
            {"note", session.note},
            {"settings", std::move(settings)},
            {"counters", std::move(counters)}};
}

// "0,", "1,", … "255,": scores are most of a timeline.
struct ByteTexts {
    struct Text {
        std::array<char, 4> digits{};
        std::size_t size = 0;
    };
    std::array<Text, 256> of;

    ByteTexts() {
        for (std::size_t i = 0; i < of.size(); ++i) {
            char* const begin = of[i].digits.data();
            char* const end = std::to_chars(begin, begin + 3, i).ptr;
            *end = ',';
            of[i].size = static_cast<std::size_t>(end - begin) + 1;
        }
    }
};

template <class Number>
char* put_number(char* at, char* end, Number number) {
    at = std::to_chars(at, end, number).ptr;
    *at++ = ',';
    return at;
}

char* put_number(char* at, char*, std::uint8_t number) {
    static const ByteTexts kTexts;
    const ByteTexts::Text& text = kTexts.of[number];
    // All four bytes, which are one instruction; the next number overwrites what is too many.
    std::copy(text.digits.begin(), text.digits.end(), at);
    return at + text.size;
}

// Appends "[1,2,3]". Timelines are most of a log, and the library's own way takes ten times as
// long.
template <class Number>
void add_list(std::string& out, std::span<const Number> numbers) {
    constexpr std::size_t kMostDigits = 12;  // with a sign and a comma
    const std::size_t begin = out.size();
    out.resize(begin + numbers.size() * kMostDigits + 2);
    char* at = out.data() + begin;
    char* const end = out.data() + out.size();
    *at++ = '[';
    for (const Number number : numbers) {
        at = put_number(at, end, number);
    }
    if (!numbers.empty()) --at;
    *at++ = ']';
    out.resize(static_cast<std::size_t>(at - out.data()));
}

void add_timeline(std::string& out, const TimelineTrack& track, std::size_t labels) {
    constexpr std::size_t kPointsPerLine = 1000;
    const std::span times(track.times_ms);
    const std::span said(track.labels);
    const std::span scores(track.scores_x255);
    for (std::size_t from = 0; from < times.size(); from += kPointsPerLine) {
        const std::size_t count = std::min(kPointsPerLine, times.size() - from);
        out += R"({"type":"timeline","model":)" + std::to_string(track.model) + R"(,"t_ms":)";
        add_list(out, times.subspan(from, count));
        out += R"(,"label":)";
        add_list(out, said.subspan(from, count));
        out += R"(,"scores_x255":)";
        add_list(out, scores.subspan(from * labels, count * labels));
        out += "}\n";
    }
}

void add_course(std::string& out, const Session& session) {
    for (const ModelUse& model : session.models) {
        add_line(out, {{"type", "model"},
                       {"start_ms", model.start.count()},
                       {"name", model.name},
                       {"sha256", model.sha256},
                       {"labels", model.labels},
                       {"idle_labels", model.idle_labels}});
    }
    for (const TimelineTrack& track : session.timeline) {
        add_timeline(out, track, session.models.at(track.model).labels.size());
    }
    for (const LabelChange& change : session.label_changes) {
        add_line(out, {{"type", "label"},
                       {"time_ms", change.time.count()},
                       {"state", name_in(kLabelStates, change.state)},
                       {"label", change.label},
                       {"confidence", change.confidence}});
    }
    for (const Gap& gap : session.gaps) {
        add_line(out, {{"type", "gap"},
                       {"start_ms", gap.start.count()},
                       {"end_ms", gap.end.count()},
                       {"reason", gap.reason}});
    }
    for (const Recording& recording : session.recordings) {
        add_line(out, {{"type", "recording"},
                       {"file", recording.file},
                       {"start_ms", recording.start.count()},
                       {"end_ms", recording.end.count()},
                       {"width", recording.width},
                       {"height", recording.height}});
    }
    for (const FilmGap& gap : session.film_gaps) {
        add_line(out, {{"type", "film_gap"},
                       {"start_ms", gap.start.count()},
                       {"end_ms", gap.end.count()},
                       {"pictures", gap.pictures}});
    }
}

void add_workout(std::string& out, const Session& session) {
    for (const RecordedSet& set : session.sets) {
        add_line(out, {{"type", "set"},
                       {"set", set.number},
                       {"label", set.label},
                       {"start_ms", set.start.count()},
                       {"end_ms", set.end.count()},
                       {"open", set.open},
                       {"held", set.held},
                       {"counted_reps", set.counted_reps},
                       {"reps", set.reps},
                       {"weight", set.weight ? Json(*set.weight) : Json(nullptr)},
                       {"unit", name_in(kUnits, set.unit)},
                       {"kind", name_in(kSetKinds, set.kind)},
                       {"note", set.note}});
    }
    for (const RecordedRep& rep : session.reps) {
        add_line(out, {{"type", "rep"},
                       {"set", rep.set},
                       {"rep", rep.number},
                       {"start_ms", rep.start.count()},
                       {"turn_ms", rep.turn.count()},
                       {"end_ms", rep.end.count()},
                       {"range", rep.range},
                       {"lifts_first", rep.lifts_first},
                       {"by_hand", rep.by_hand},
                       {"removed", rep.removed}});
    }
    for (const Correction& correction : session.corrections) {
        add_line(out, {{"type", "correction"},
                       {"made", iso_text(correction.made)},
                       {"set", correction.set},
                       {"what", correction.what},
                       {"from", correction.from},
                       {"to", correction.to}});
    }
}

}  // namespace

std::string iso_text(UtcTime time) {
    const auto seconds = std::chrono::floor<std::chrono::seconds>(time);
    constexpr std::size_t kDateLength = 10;
    std::string out = date_time_text(seconds);
    out[kDateLength] = 'T';
    std::array<char, 16> fraction{};
    std::snprintf(fraction.data(), fraction.size(), ".%03dZ",
                  static_cast<int>((time - seconds).count()));
    return out + fraction.data();
}

std::string jsonl_from_session(const Session& session) {
    std::string out;
    add_line(out, head_json(session));
    add_course(out, session);
    add_workout(out, session);
    add_line(out, {{"type", "end"}, {"uuid", session.uuid}});
    return out;
}

}  // namespace spotter
