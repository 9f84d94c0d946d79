#include "engine/session/session_rows.h"

#include <nlohmann/json.hpp>

namespace spotter {
namespace {

using Json = nlohmann::json;

std::string json_of(const auto& value) {
    return Json(value).dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace

SessionRows::SessionRows(Database& database)
    : database_(database),
      head_(database.prepare(
          "INSERT INTO session (uuid, start_ms, zone_offset_s, zone, length_ms, finished, "
          "recovered, source, source_kind, title, note, settings, captured, replaced_unseen, "
          "posed, classified, stale, not_recorded) VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?,?)")),
      progress_(database.prepare(
          "UPDATE session SET length_ms=?, captured=?, replaced_unseen=?, posed=?, classified=?, "
          "stale=?, not_recorded=? WHERE id=?")),
      end_(database.prepare("UPDATE session SET length_ms=?, finished=1, recovered=? WHERE id=?")),
      model_(database.prepare("INSERT OR REPLACE INTO model VALUES (?,?,?,?,?,?,?)")),
      chunk_(database.prepare("INSERT INTO timeline VALUES (?,?,?,?) ON CONFLICT (session, chunk) "
                              "DO UPDATE SET points=excluded.points")),
      change_(database.prepare("INSERT INTO label_change VALUES (?,?,?,?,?)")),
      set_(database.prepare(
          "INSERT OR REPLACE INTO workout_set VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?)")),
      rep_(database.prepare("INSERT OR REPLACE INTO rep VALUES (?,?,?,?,?,?,?,?,?,?)")),
      correction_(database.prepare("INSERT INTO correction VALUES (?,?,?,?,?,?)")),
      gap_(database.prepare("INSERT OR REPLACE INTO gap VALUES (?,?,?,?)")),
      recording_(database.prepare("INSERT OR REPLACE INTO recording VALUES (?,?,?,?,?,?)")),
      film_gap_(database.prepare("INSERT OR REPLACE INTO film_gap VALUES (?,?,?,?)")) {}

std::int64_t SessionRows::add_head(const Session& session) {
    const std::string settings = json_of(session.settings);
    const SessionCounters& n = session.counters;
    head_
        .bind(session.uuid, std::int64_t{session.start.time_since_epoch().count()},
              std::int64_t{session.zone.offset.count()}, session.zone.name,
              std::int64_t{session.length.count()}, session.finished, session.recovered,
              session.source, session.source_kind, session.title, session.note, settings,
              n.captured, n.replaced_unseen, n.posed, n.classified, n.stale, n.not_recorded)
        .run();
    return database_.last_row_id();
}

void SessionRows::put_progress(std::int64_t session, SessionTime length, const SessionCounters& n) {
    progress_
        .bind(std::int64_t{length.count()}, n.captured, n.replaced_unseen, n.posed, n.classified,
              n.stale, n.not_recorded, session)
        .run();
}

void SessionRows::put_end(std::int64_t session, SessionTime length, bool recovered) {
    end_.bind(std::int64_t{length.count()}, recovered, session).run();
}

void SessionRows::put_texts(std::int64_t session, const std::string& title,
                            const std::string& note) {
    database_.prepare("UPDATE session SET title=?, note=? WHERE id=?")
        .bind(title, note, session)
        .run();
}

void SessionRows::put(std::int64_t session, std::size_t number, const ModelUse& model) {
    const std::string labels = json_of(model.labels);
    const std::string idle_labels = json_of(model.idle_labels);
    model_
        .bind(session, number, std::int64_t{model.start.count()}, model.name, model.sha256, labels,
              idle_labels)
        .run();
}

void SessionRows::put_chunk(std::int64_t session, std::size_t chunk, std::size_t model,
                            const TimelineChunk& points) {
    chunk_.bind(session, chunk, model, points.bytes()).run();
}

void SessionRows::put(std::int64_t session, const LabelChange& change) {
    change_
        .bind(session, std::int64_t{change.time.count()}, static_cast<int>(change.state),
              change.label, change.confidence)
        .run();
}

void SessionRows::put(std::int64_t session, const RecordedSet& set) {
    set_.bind(session, set.number, set.label, std::int64_t{set.start.count()},
              std::int64_t{set.end.count()}, set.open, set.held, set.counted_reps, set.reps,
              set.weight, static_cast<int>(set.unit), static_cast<int>(set.kind), set.note)
        .run();
}

void SessionRows::put(std::int64_t session, const RecordedRep& rep) {
    rep_.bind(session, rep.set, rep.number, std::int64_t{rep.start.count()},
              std::int64_t{rep.turn.count()}, std::int64_t{rep.end.count()}, rep.range,
              rep.lifts_first, rep.by_hand, rep.removed)
        .run();
}

void SessionRows::put(std::int64_t session, const Correction& correction) {
    correction_
        .bind(session, std::int64_t{correction.made.time_since_epoch().count()}, correction.set,
              correction.what, correction.from, correction.to)
        .run();
}

void SessionRows::put(std::int64_t session, const Gap& gap) {
    gap_.bind(session, std::int64_t{gap.start.count()}, std::int64_t{gap.end.count()}, gap.reason)
        .run();
}

void SessionRows::put(std::int64_t session, const Recording& recording) {
    recording_
        .bind(session, recording.file, std::int64_t{recording.start.count()},
              std::int64_t{recording.end.count()}, recording.width, recording.height)
        .run();
}

void SessionRows::put(std::int64_t session, const FilmGap& gap) {
    film_gap_
        .bind(session, std::int64_t{gap.start.count()}, std::int64_t{gap.end.count()}, gap.pictures)
        .run();
}

void SessionRows::clear_workout(std::int64_t session) {
    for (const char* table : {"workout_set", "rep", "correction"}) {
        database_.prepare(std::string("DELETE FROM ") + table + " WHERE session=?")
            .bind(session)
            .run();
    }
}

std::int64_t SessionRows::add(const Session& session) {
    const std::int64_t id = add_head(session);
    for (std::size_t i = 0; i < session.models.size(); ++i) put(id, i, session.models[i]);
    add_timeline(id, session);
    const auto put_all = [&](const auto& entries) {
        for (const auto& entry : entries) put(id, entry);
    };
    put_all(session.label_changes);
    put_all(session.sets);
    put_all(session.reps);
    put_all(session.corrections);
    put_all(session.gaps);
    put_all(session.recordings);
    put_all(session.film_gaps);
    return id;
}

void SessionRows::add_timeline(std::int64_t id, const Session& session) {
    std::size_t number = 0;
    for (const TimelineTrack& track : session.timeline) {
        const std::size_t labels = session.models.at(track.model).labels.size();
        TimelineChunk chunk;
        for (std::size_t i = 0; i < track.times_ms.size(); ++i) {
            const auto scores = track.scores_x255.begin() + static_cast<std::ptrdiff_t>(i * labels);
            const TimelineScores point{SessionTime(track.times_ms[i]),
                                       track.model,
                                       track.labels[i],
                                       {scores, scores + static_cast<std::ptrdiff_t>(labels)}};
            if (chunk.add(point)) continue;
            put_chunk(id, number++, track.model, chunk);
            chunk = {};
            (void)chunk.add(point);
        }
        if (!chunk.bytes().empty()) put_chunk(id, number++, track.model, chunk);
    }
}

}  // namespace spotter
