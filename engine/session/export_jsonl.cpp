#include "engine/session/export_jsonl.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>

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

// Numbers one after the other: the library's own way takes ten times as long, and timelines are
// most of a log.
class NumberList {
  public:
    explicit NumberList(std::string& out) : out_(out) { out_ += '['; }
    ~NumberList() { out_ += ']'; }
    NumberList(const NumberList&) = delete;
    NumberList& operator=(const NumberList&) = delete;
    void add(std::int64_t value) {
        if (out_.back() != '[') out_ += ',';
        std::array<char, 24> text{};
        const auto end = std::to_chars(text.data(), text.data() + text.size(), value).ptr;
        out_.append(text.data(), end);
    }

  private:
    std::string& out_;
};

void add_timeline(std::string& out, const TimelineTrack& track, std::size_t labels) {
    constexpr std::size_t kPointsPerLine = 1000;
    for (std::size_t from = 0; from < track.times_ms.size(); from += kPointsPerLine) {
        const std::size_t to = std::min(from + kPointsPerLine, track.times_ms.size());
        out += R"({"type":"timeline","model":)" + std::to_string(track.model) + R"(,"t_ms":)";
        {
            NumberList list(out);
            for (std::size_t i = from; i < to; ++i) list.add(track.times_ms[i]);
        }
        out += R"(,"label":)";
        {
            NumberList list(out);
            for (std::size_t i = from; i < to; ++i) list.add(track.labels[i]);
        }
        out += R"(,"scores_x255":)";
        {
            NumberList list(out);
            for (std::size_t i = from * labels; i < to * labels; ++i)
                list.add(track.scores_x255[i]);
        }
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
