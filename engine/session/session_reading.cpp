#include <nlohmann/json.hpp>

#include "engine/session/log_names.h"
#include "engine/session/session_rows.h"

namespace spotter {
namespace {

using Json = nlohmann::json;

[[noreturn]] void fail(const Session& session, const std::string& what) {
    throw Error("read session", session.uuid, "its " + what + " makes no sense",
                "delete it with 'spotter sessions delete'");
}

template <class Value>
Value value_from_json(const Session& session, const std::string& text, const char* what) {
    try {
        return Json::parse(text).get<Value>();
    } catch (const Json::exception&) {
        fail(session, what);
    }
}

SessionTime time_at(const Statement& row, int column) {
    return SessionTime(row.integer(column));
}

template <class Enum>
Enum enum_at(const Statement& row, int column, Enum last) {
    const int value = row.number(column);
    return value >= 0 && value <= static_cast<int>(last) ? static_cast<Enum>(value) : Enum{};
}

// The rows of one of the session's tables, each handed to `take`.
void for_each(Database& database, const char* sql, std::int64_t id, auto take) {
    Statement rows = database.prepare(sql);
    rows.bind(id);
    while (rows.step()) take(rows);
}

Session read_head(Database& database, std::int64_t id) {
    Statement row = database.prepare(
        "SELECT uuid, start_ms, zone_offset_s, zone, length_ms, finished, recovered, source, "
        "source_kind, title, note, captured, replaced_unseen, posed, classified, stale, "
        "not_recorded, settings FROM session WHERE id=?");
    if (!row.bind(id).step()) {
        throw Error("read session", std::to_string(id), "there is no such session");
    }
    Session session;
    session.uuid = row.text(0);
    session.start = UtcTime(std::chrono::milliseconds(row.integer(1)));
    session.zone = {std::chrono::seconds(row.integer(2)), row.text(3)};
    session.length = time_at(row, 4);
    session.finished = row.integer(5) != 0;
    session.recovered = row.integer(6) != 0;
    session.source = row.text(7);
    session.source_kind = row.text(8);
    session.title = row.text(9);
    session.note = row.text(10);
    int column = 11;
    for (const auto& [name, counter] : kCounterNames) {
        session.counters.*counter = static_cast<std::uint64_t>(row.integer(column++));
    }
    session.settings =
        value_from_json<decltype(session.settings)>(session, row.text(column), "list of settings");
    return session;
}

void read_models(Database& database, std::int64_t id, Session& session) {
    for_each(database,
             "SELECT start_ms, name, sha256, labels, idle_labels FROM model WHERE session=? "
             "ORDER BY number",
             id, [&](const Statement& row) {
                 const auto labels = [&](int column) {
                     return value_from_json<Labels>(session, row.text(column), "list of labels");
                 };
                 session.models.push_back(
                     {time_at(row, 0), row.text(1), row.text(2), labels(3), labels(4)});
             });
}

void read_timeline(Database& database, std::int64_t id, Session& session) {
    for_each(database, "SELECT model, points FROM timeline WHERE session=? ORDER BY chunk", id,
             [&](const Statement& row) {
                 const auto model = static_cast<std::size_t>(row.integer(0));
                 if (model >= session.models.size()) fail(session, "timeline");
                 if (session.timeline.empty() || session.timeline.back().model != model) {
                     session.timeline.push_back({model, {}, {}, {}});
                 }
                 if (!append_chunk(row.blob(1), session.models[model].labels.size(),
                                   session.timeline.back())) {
                     fail(session, "timeline");
                 }
             });
}

void read_workout(Database& database, std::int64_t id, Session& session) {
    for_each(
        database,
        "SELECT number, label, start_ms, end_ms, open, held, counted_reps, reps, weight, unit, "
        "kind, note FROM workout_set WHERE session=? ORDER BY start_ms, number",
        id, [&](const Statement& row) {
            RecordedSet& set = session.sets.emplace_back();
            set.number = row.number(0);
            set.label = row.text(1);
            set.start = time_at(row, 2);
            set.end = time_at(row, 3);
            set.open = row.integer(4) != 0;
            set.held = row.integer(5) != 0;
            set.counted_reps = row.number(6);
            set.reps = row.number(7);
            if (!row.is_null(8)) set.weight = row.real(8);
            set.unit = enum_at(row, 9, WeightUnit::lb);
            set.kind = enum_at(row, 10, SetKind::to_failure);
            set.note = row.text(11);
        });
    for_each(
        database,
        "SELECT set_number, number, start_ms, turn_ms, end_ms, range, lifts_first, by_hand, "
        "removed "
        "FROM rep WHERE session=? ORDER BY set_number, start_ms, number",
        id, [&](const Statement& row) {
            session.reps.push_back({row.number(0), row.number(1), time_at(row, 2), time_at(row, 3),
                                    time_at(row, 4), row.real(5), row.integer(6) != 0,
                                    row.integer(7) != 0, row.integer(8) != 0});
        });
    for_each(
        database,
        "SELECT made_ms, set_number, what, from_text, to_text FROM correction "
        "WHERE session=? ORDER BY rowid",
        id, [&](const Statement& row) {
            session.corrections.push_back({UtcTime(std::chrono::milliseconds(row.integer(0))),
                                           row.number(1), row.text(2), row.text(3), row.text(4)});
        });
}

void read_course(Database& database, std::int64_t id, Session& session) {
    for_each(
        database,
        "SELECT time_ms, state, label, confidence FROM label_change WHERE session=? "
        "ORDER BY rowid",
        id, [&](const Statement& row) {
            session.label_changes.push_back(
                {time_at(row, 0), enum_at(row, 1, LabelState::sure), row.text(2), row.real(3)});
        });
    for_each(database, "SELECT start_ms, end_ms, reason FROM gap WHERE session=? ORDER BY start_ms",
             id, [&](const Statement& row) {
                 session.gaps.push_back({time_at(row, 0), time_at(row, 1), row.text(2)});
             });
    for_each(database,
             "SELECT file, start_ms, end_ms, width, height FROM recording WHERE session=? "
             "ORDER BY start_ms",
             id, [&](const Statement& row) {
                 session.recordings.push_back(
                     {row.text(0), time_at(row, 1), time_at(row, 2), row.number(3), row.number(4)});
             });
    for_each(database,
             "SELECT start_ms, end_ms, pictures FROM film_gap WHERE session=? ORDER BY start_ms",
             id, [&](const Statement& row) {
                 session.film_gaps.push_back({time_at(row, 0), time_at(row, 1),
                                              static_cast<std::uint64_t>(row.integer(2))});
             });
}

}  // namespace

Session read_session(Database& database, std::int64_t id, SessionParts parts) {
    Session session = read_head(database, id);
    if (parts == SessionParts::head) return session;
    read_models(database, id, session);
    read_workout(database, id, session);
    read_course(database, id, session);
    if (parts == SessionParts::everything) read_timeline(database, id, session);
    return session;
}

}  // namespace spotter
