#include "engine/session/session_rescue.h"

#include <algorithm>
#include <system_error>
#include <utility>

#include "engine/core/atomic_file.h"
#include "engine/core/error.h"
#include "engine/session/export_jsonl.h"

namespace spotter {
namespace {

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

std::optional<std::filesystem::path> write_rescue(const Session& session,
                                                  std::span<const std::filesystem::path> folders) {
    const std::string log = jsonl_from_session(session);
    for (const std::filesystem::path& folder : folders) {
        std::error_code ignored;
        std::filesystem::create_directories(folder, ignored);
        const std::filesystem::path file = folder / ("unsaved-" + session.uuid + ".jsonl");
        try {
            write_atomically(file, log, "keep session");
            return file;
        } catch (const Error&) {
            // The next one may take it.
        }
    }
    return std::nullopt;
}

}  // namespace spotter
