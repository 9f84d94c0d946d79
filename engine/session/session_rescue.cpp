#include "engine/session/session_rescue.h"

#include <algorithm>
#include <sstream>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/session_facts.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

const std::string kPrefix = "unsaved-";
const std::string kSuffix = ".jsonl";

// Empty: it is not called as a rescued session is.
std::string uuid_in(const fs::path& file) {
    const std::string name = file.filename().string();
    if (!name.starts_with(kPrefix) || !name.ends_with(kSuffix)) return {};
    const std::string uuid =
        name.substr(kPrefix.size(), name.size() - kPrefix.size() - kSuffix.size());
    return is_uuid(uuid) ? uuid : "";
}

// However it was named.
fs::path known_name(const fs::path& folder) {
    std::error_code error;
    const fs::path out = fs::weakly_canonical(fs::absolute(folder, error), error);
    return error ? folder : out;
}

std::string unsaved_line(const UnsavedOf& of) {
    using Json = nlohmann::ordered_json;
    const Json line = {{"type", "unsaved"},
                       {"data_folder", known_name(of.data_folder).string()},
                       {"video", of.video}};
    return line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

std::size_t points_in(const Session& session) {
    std::size_t out = 0;
    for (const TimelineTrack& track : session.timeline) out += track.times_ms.size();
    return out;
}

// In place of the one that `same` finds, or after the others.
void put(auto& entries, const auto& entry, auto same) {
    const auto found = std::ranges::find_if(entries, same);
    if (found == entries.end()) {
        entries.push_back(entry);
    } else {
        *found = entry;
    }
}

void put_at_start(auto& gaps, const auto& gap) {
    put(gaps, gap, [&](const auto& other) { return other.start == gap.start; });
}

struct Adding {
    Session& session;

    void operator()(const TimelineScores& point) const {
        if (point.model >= session.models.size()) return;
        if (session.timeline.empty() || session.timeline.back().model != point.model) {
            session.timeline.push_back({point.model, {}, {}, {}});
        }
        const std::size_t labels = session.models[point.model].labels.size();
        if (!fits_model(point, labels)) return;
        TimelineTrack& track = session.timeline.back();
        track.times_ms.push_back(static_cast<std::uint32_t>(point.time.count()));
        track.labels.push_back(point.label);
        track.scores_x255.insert(track.scores_x255.end(), point.scores_x255.begin(),
                                 point.scores_x255.end());
    }
    void operator()(const LabelChange& change) const { session.label_changes.push_back(change); }
    void operator()(const ModelUse& model) const { session.models.push_back(model); }
    void operator()(const RecordedSet& set) const {
        put(session.sets, set, [&](const auto& other) { return other.number == set.number; });
    }
    void operator()(const RecordedRep& rep) const {
        if (std::ranges::find(session.sets, rep.set, &RecordedSet::number) == session.sets.end()) {
            return;
        }
        put(session.reps, rep,
            [&](const auto& other) { return other.set == rep.set && other.number == rep.number; });
    }
    void operator()(const Correction& correction) const {
        session.corrections.push_back(correction);
    }
    void operator()(const Gap& gap) const { put_at_start(session.gaps, gap); }
    void operator()(const Recording& recording) const {
        put(session.recordings, recording,
            [&](const auto& other) { return other.file == recording.file; });
    }
    void operator()(const FilmGap& gap) const { put_at_start(session.film_gaps, gap); }
    void operator()(const SessionCounters& counters) const { session.counters = counters; }
};

}  // namespace

void add_entries(std::span<const SessionEntry> entries, Session& session) {
    for (const SessionEntry& entry : entries) {
        session.length = std::max(session.length, time_of(entry));
        std::visit(Adding{session}, entry);
    }
    std::ranges::stable_sort(session.sets, {}, &RecordedSet::start);
    std::ranges::stable_sort(session.reps, [](const RecordedRep& a, const RecordedRep& b) {
        return std::pair(a.set, a.start) < std::pair(b.set, b.start);
    });
}

std::optional<fs::path> write_rescue(const Session& session, const UnsavedOf& of,
                                     std::span<const fs::path> folders) {
    std::string log = jsonl_from_session(session);
    log.insert(log.find('\n') + 1, unsaved_line(of));
    for (const fs::path& folder : folders) {
        std::error_code ignored;
        fs::create_directories(folder, ignored);
        const fs::path file = folder / (kPrefix + session.uuid + kSuffix);
        try {
            write_atomically(file, log, "keep session");
            return file;
        } catch (const Error&) {
            // The next one may take it.
        }
    }
    return std::nullopt;
}

std::vector<fs::path> find_rescues(std::span<const fs::path> folders) {
    std::vector<fs::path> out;
    for (const fs::path& folder : folders) {
        std::error_code error;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
             entry.increment(error)) {
            if (!uuid_in(entry->path()).empty()) out.push_back(entry->path());
        }
    }
    std::ranges::sort(out);
    const auto twice = std::ranges::unique(out);
    out.erase(twice.begin(), twice.end());
    return out;
}

LoggedSession read_rescue(const HeldLog& log) {
    const std::string file = log.file().string();
    const auto fail = [&](const std::string& cause, const std::string& remedy) {
        throw Error("bring in session", file, cause, remedy);
    };
    const std::string by_hand = "'spotter sessions import' with that file takes what can be read";
    std::istringstream in(log.read());
    JsonlReader reader(in, log.file().filename().string());
    std::optional<LoggedSession> first = reader.next();
    if (!first) fail("it is empty", "delete it");
    if (!first->problem.empty()) {
        // After the step and the file.
        const std::string::size_type at = first->problem.find(".jsonl:") + kSuffix.size() + 1;
        fail("line " + first->problem.substr(at), "delete it, if it is of no use");
    }
    if (first->cut_off) fail("it is cut off", by_hand + ", then delete it");
    if (!first->damage.empty()) fail("it is damaged", by_hand + ", then delete it");
    if (!first->notes.empty()) {
        fail("it holds more than this Spotter knows", "start the Spotter that wrote it");
    }
    if (first->session.uuid != uuid_in(log.file()) || reader.next()) {
        fail("it does not hold the one session of its name", by_hand + ", then delete it");
    }
    return std::move(*first);
}

bool belongs_to(const LoggedSession& log, const fs::path& file, const fs::path& data_folder) {
    const fs::path said = log.unsaved ? log.unsaved->data_folder : known_name(file.parent_path());
    return said == known_name(data_folder);
}

bool same_contents(const Session& a, const Session& b) {
    Session other = b;
    other.title = a.title;
    other.note = a.note;
    other.recovered = a.recovered;
    // How many pictures there were is known a little earlier or later.
    other.counters = a.counters;
    return a == other;
}

bool goes_on_from(const Session& log, const Session& stored) {
    const auto begins_with = [](const auto& whole, const auto& part) {
        return whole.size() >= part.size() && std::equal(part.begin(), part.end(), whole.begin());
    };
    return log.length >= stored.length && points_in(log) >= points_in(stored) &&
           begins_with(log.label_changes, stored.label_changes) &&
           begins_with(log.corrections, stored.corrections);
}

}  // namespace spotter
