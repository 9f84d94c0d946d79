#include "engine/session/import_jsonl.h"

#include <algorithm>
#include <set>
#include <utility>

#include "engine/session/export_jsonl.h"
#include "engine/session/log_fields.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

using Json = nlohmann::json;

// Recordings lie in one folder, and are deleted there: no name may lead out of it.
bool is_plain_name(const std::string& name) {
    return !name.empty() && name.front() != '.' && name.find('/') == std::string::npos;
}

Session head_from_line(const LogFields& line) {
    if (line.integer("format", 1, std::numeric_limits<std::int32_t>::max()) > kLogFormat) {
        throw LogError("it was written by a newer Spotter; use that one");
    }
    Session session;
    session.uuid = line.text("uuid");
    if (!is_uuid(session.uuid)) LogFields::fail("uuid", "is no identifier");
    session.start = line.moment("start");
    constexpr std::int64_t kMostOffset = 18 * 3600;
    session.zone = {std::chrono::seconds(line.integer("zone_offset_s", -kMostOffset, kMostOffset)),
                    line.text("zone")};
    session.length = line.time("length_ms");
    session.finished = line.flag("finished");
    session.recovered = line.flag("recovered");
    session.source = line.text("source");
    session.source_kind = line.text("source_kind");
    session.title = line.text("title");
    session.note = line.text("note");
    try {
        session.settings = line.at("settings").get<decltype(session.settings)>();
    } catch (const Json::exception&) {
        LogFields::fail("settings", "is no list of names and values");
    }
    const LogFields counters(line.at("counters"));
    for (const auto& [name, member] : kCounterNames) {
        session.counters.*member = static_cast<std::uint64_t>(
            counters.integer(name, 0, std::numeric_limits<std::int64_t>::max()));
    }
    return session;
}

void add_model(const LogFields& line, Session& session) {
    session.models.push_back({line.time("start_ms"), line.text("name"), line.text("sha256"),
                              line.labels("labels"), line.labels("idle_labels")});
}

void add_timeline(const LogFields& line, Session& session) {
    const auto models = static_cast<std::int64_t>(session.models.size());
    const auto model = static_cast<std::size_t>(line.integer("model", 0, models - 1));
    const auto labels = static_cast<std::int64_t>(session.models[model].labels.size());
    const auto times = line.integers("t_ms", 0, std::numeric_limits<std::uint32_t>::max());
    const auto label = line.integers("label", -1, labels - 1);
    const auto scores = line.integers("scores_x255", 0, std::numeric_limits<std::uint8_t>::max());
    if (label.size() != times.size() ||
        scores.size() != times.size() * static_cast<std::size_t>(labels)) {
        LogFields::fail("timeline", "has lists that do not belong together");
    }
    if (session.timeline.empty() || session.timeline.back().model != model) {
        session.timeline.push_back({model, {}, {}, {}});
    }
    TimelineTrack& track = session.timeline.back();
    const auto append = [](const auto& from, auto& to) {
        using Value = typename std::decay_t<decltype(to)>::value_type;
        std::ranges::transform(from, std::back_inserter(to),
                               [](std::int64_t value) { return static_cast<Value>(value); });
    };
    append(times, track.times_ms);
    append(label, track.labels);
    append(scores, track.scores_x255);
}

void add_label(const LogFields& line, Session& session) {
    session.label_changes.push_back({line.time("time_ms"),
                                     line.name<LabelState>("state", kLabelStates),
                                     line.text("label"), line.real("confidence")});
}

void add_gap(const LogFields& line, Session& session) {
    session.gaps.push_back({line.time("start_ms"), line.time("end_ms"), line.text("reason")});
}

void add_recording(const LogFields& line, Session& session) {
    const std::string file = line.text("file");
    if (!is_plain_name(file)) LogFields::fail("file", "is no plain file name");
    session.recordings.push_back({file, line.time("start_ms"), line.time("end_ms"),
                                  line.count("width"), line.count("height")});
}

void add_film_gap(const LogFields& line, Session& session) {
    session.film_gaps.push_back({line.time("start_ms"), line.time("end_ms"),
                                 static_cast<std::uint64_t>(line.count("pictures"))});
}

bool has_set(const Session& session, int number) {
    return std::ranges::find(session.sets, number, &RecordedSet::number) != session.sets.end();
}

std::optional<double> weight_from_line(const LogFields& line, WeightUnit unit) {
    if (line.is_null("weight")) return std::nullopt;
    const double weight = line.real("weight");
    constexpr double kMost_kg = 1000;
    if (weight < 0 || kilograms(weight, unit) > kMost_kg) {
        LogFields::fail("weight", "is not from 0 to 1000 kg");
    }
    return weight;
}

void add_set(const LogFields& line, Session& session) {
    RecordedSet set;
    set.number = line.count("set");
    if (has_set(session, set.number)) LogFields::fail("set", "is there twice");
    set.label = line.text("label");
    set.start = line.time("start_ms");
    set.end = line.time("end_ms");
    if (set.end < set.start) LogFields::fail("end_ms", "is before the start");
    set.open = line.flag("open");
    set.held = line.flag("held");
    set.counted_reps = line.count("counted_reps");
    set.reps = line.count("reps");
    set.unit = line.name<WeightUnit>("unit", kUnits);
    set.weight = weight_from_line(line, set.unit);
    set.kind = line.name<SetKind>("kind", kSetKinds);
    set.note = line.text("note");
    session.sets.push_back(set);
}

void add_rep(const LogFields& line, Session& session) {
    RecordedRep rep;
    rep.set = line.count("set");
    if (!has_set(session, rep.set)) LogFields::fail("set", "is none of the sets before");
    rep.number = line.count("rep");
    const auto same = [&](const RecordedRep& other) {
        return other.set == rep.set && other.number == rep.number;
    };
    // They come in order: only the last few can be of this set.
    for (auto other = session.reps.rbegin(); other != session.reps.rend() && other->set == rep.set;
         ++other) {
        if (same(*other)) LogFields::fail("rep", "is there twice");
    }
    rep.start = line.time("start_ms");
    rep.turn = line.time("turn_ms");
    rep.end = line.time("end_ms");
    if (rep.end < rep.start) LogFields::fail("end_ms", "is before the start");
    if (rep.turn < rep.start || rep.turn > rep.end) {
        LogFields::fail("turn_ms", "is not between start and end");
    }
    rep.range = line.real("range");
    rep.lifts_first = line.flag("lifts_first");
    rep.by_hand = line.flag("by_hand");
    rep.removed = line.flag("removed");
    session.reps.push_back(rep);
}

void add_correction(const LogFields& line, Session& session) {
    session.corrections.push_back({line.moment("made"), line.count("set"), line.text("what"),
                                   line.text("from"), line.text("to")});
}

// Not by value(), which copies what it finds, and so recurses as deeply as a stranger's line nests.
bool begins_session(const Json& line) {
    if (!line.is_object()) return false;
    const auto type = line.find("type");
    return type != line.end() && *type == "session";
}

using AddLine = void (*)(const LogFields&, Session&);
AddLine reader_of(const std::string& type) {
    if (type == "model") return add_model;
    if (type == "timeline") return add_timeline;
    if (type == "label") return add_label;
    if (type == "gap") return add_gap;
    if (type == "recording") return add_recording;
    if (type == "film_gap") return add_film_gap;
    if (type == "set") return add_set;
    if (type == "rep") return add_rep;
    if (type == "correction") return add_correction;
    return nullptr;
}

// Why a line is of no use, whatever it is about; else empty.
std::string problem_of(const Json& line) {
    if (line.is_discarded()) return "this is no JSON";
    if (!line.is_object()) return "this is no JSON object";
    return LogFields(line).at("type").is_string() ? "" : "this has no type";
}

// What is left out of a session: lines that cannot be read, and after them what does not fit
// without them.
class Damage {
  public:
    bool any() const { return lines_ > 0; }

    // A line that cannot be read. `what`: where it stands, and why.
    void lose(const std::string& what, const Session& session) {
        if (lines_++ > 0) return;
        first_ = what;
        sure_models_ = static_cast<std::int64_t>(session.models.size());
    }

    void read(AddLine add, const LogFields& line, Session& session) {
        try {
            // One of the models may be lost, and the later ones have another number then.
            if (any() && add == add_timeline) line.integer("model", 0, sure_models_ - 1);
            add(line, session);
        } catch (const LogError&) {
            if (!any()) throw;
            ++lines_;
        }
    }

    std::string note(const Session& session) const {
        const std::string lines =
            lines_ == 1 ? "this line is" : std::to_string(lines_) + " lines from here on are";
        return "import sessions: " + first_ + "; " + lines + " left out of " + session.uuid;
    }

  private:
    std::int64_t lines_ = 0;
    std::string first_;
    std::int64_t sure_models_ = 0;
};

}  // namespace

// The file's lines as JSON objects, with the number of the last one.
class JsonlReader::Lines {
  public:
    Lines(std::istream& in, std::string name) : in_(in), name_(std::move(name)) {}

    std::optional<LoggedSession> next();

  private:
    // The next line that is not empty; nothing at the end.
    std::optional<std::string> take();
    std::string place() const { return name_ + ":" + std::to_string(number_); }
    void read_parts(LoggedSession& out);

    std::istream& in_;
    const std::string name_;
    std::int64_t number_ = 0;
    std::optional<std::string> again_;  // the line that began another session
};

std::optional<std::string> JsonlReader::Lines::take() {
    if (again_) return std::exchange(again_, std::nullopt);
    std::string line;
    while (std::getline(in_, line)) {
        ++number_;
        if (line.find_first_not_of(" \t\r") != std::string::npos) return line;
    }
    return std::nullopt;
}

std::optional<LoggedSession> JsonlReader::Lines::next() {
    auto line = take();
    if (!line) return std::nullopt;
    LoggedSession out;
    try {
        const Json json = Json::parse(*line, nullptr, false);
        if (const std::string problem = problem_of(json); !problem.empty()) throw LogError(problem);
        if (json["type"] != "session") throw LogError("a session should begin here");
        out.session = head_from_line(LogFields(json));
        read_parts(out);
        std::ranges::stable_sort(out.session.sets, {}, &RecordedSet::start);
        return out;
    } catch (const LogError& error) {
        out.problem = "import sessions: " + place() + ": " + error.what();
    }
    out.session = {};
    // What follows belongs to it, up to the next session.
    while ((line = take())) {
        if (begins_session(Json::parse(*line, nullptr, false))) break;
    }
    again_ = std::move(line);
    return out;
}

void JsonlReader::Lines::read_parts(LoggedSession& out) {
    Session& session = out.session;
    Damage damage;
    std::set<std::string> unknown;
    bool ended = false;
    while (!ended) {
        const auto line = take();
        if (!line) break;
        const Json json = Json::parse(*line, nullptr, false);
        if (const std::string problem = problem_of(json); !problem.empty()) {
            const std::string what = place() + ": " + problem;
            // With nothing after it, it is where the log was cut off.
            if (!(again_ = take())) break;
            damage.lose(what, session);
            continue;
        }
        const std::string type = LogFields(json).text("type");
        if (type == "session") {
            again_ = line;
            break;
        }
        if (type == "end") {
            if (damage.any() && LogFields(json).text("uuid") != session.uuid) {
                throw LogError("this is the end of another session");
            }
            ended = true;
        } else if (type == "unsaved") {
            const LogFields fields(json);
            out.unsaved = {fields.text("data_folder"), fields.text("video")};
        } else if (const AddLine add = reader_of(type)) {
            damage.read(add, LogFields(json), session);
        } else if (unknown.insert(type).second) {
            out.notes.push_back("import sessions: " + place() + ": lines of type '" + type +
                                "' are not known and left out");
        }
    }
    if (damage.any()) {
        out.damage = damage.note(session);
        out.notes.push_back(out.damage);
    }
    out.cut_off = !ended;
    if (!ended) {
        out.notes.push_back("import sessions: " + place() +
                            ": the log is cut off; what there is of " + session.uuid + " is taken");
        for (RecordedSet& set : session.sets) set.open = false;
    }
    session.finished = true;
    session.recovered = session.recovered || !ended || damage.any();
}

JsonlReader::JsonlReader(std::istream& in, std::string name)
    : lines_(std::make_unique<Lines>(in, std::move(name))) {}

JsonlReader::~JsonlReader() = default;

std::optional<LoggedSession> JsonlReader::next() {
    return lines_->next();
}

}  // namespace spotter
