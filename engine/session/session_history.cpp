#include "engine/session/session_history.h"

#include <map>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "engine/session/database.h"

namespace spotter {
namespace {

constexpr std::int64_t kDayS = 86'400;

// "50%" -> "%50\%%": finds the text anywhere.
std::string like_pattern(const std::string& text) {
    std::string out = "%";
    for (const char c : text) {
        if (c == '%' || c == '_' || c == '\\') out += '\\';
        out += c;
    }
    return out + "%";
}

using Places = std::unordered_map<std::int64_t, std::size_t>;

// Adds the totals of their sets to sessions, by row.
void add_totals(Database& database, const Places& places, std::vector<SessionSummary>& sessions) {
    Statement sets = database.prepare(
        "SELECT session, label, count(*), sum(reps) FROM workout_set GROUP BY session, label");
    while (sets.step()) {
        const auto place = places.find(sets.integer(0));
        if (place == places.end()) continue;
        SessionSummary& session = sessions[place->second];
        session.exercises.push_back({sets.text(1), sets.number(2), sets.number(3)});
        session.sets += session.exercises.back().sets;
        session.reps += session.exercises.back().reps;
    }
}

std::unordered_set<std::string> names_in(const std::filesystem::path& folder) {
    std::unordered_set<std::string> names;
    std::error_code error;
    std::filesystem::directory_iterator entry(folder, error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error)) {
        names.insert(entry->path().filename().string());
    }
    return names;
}

// Whether their videos are here; one that is being filmed, or was cut off, is FILE.part.
void look_for_videos(Database& database, const Places& places, const std::filesystem::path& folder,
                     std::vector<SessionSummary>& sessions) {
    const std::unordered_set<std::string> here = names_in(folder);
    Statement recordings = database.prepare("SELECT session, file FROM recording");
    while (recordings.step()) {
        const auto place = places.find(recordings.integer(0));
        if (place == places.end()) continue;
        const std::string file = recordings.text(1);
        SessionSummary& session = sessions[place->second];
        (here.contains(file) || here.contains(file + ".part") ? session.recorded
                                                              : session.video_missing) = true;
    }
}

// The day of a moment given in seconds on a wall clock.
std::chrono::sys_days day_at(std::int64_t wall_s) {
    return std::chrono::floor<std::chrono::days>(
        std::chrono::sys_seconds(std::chrono::seconds(wall_s)));
}

}  // namespace

std::vector<SessionSummary> list_sessions(Database& database, const SessionFilter& filter,
                                          const std::filesystem::path& recordings) {
    const auto wall_seconds = [](const std::optional<std::chrono::sys_days>& day, int more_days) {
        std::optional<std::int64_t> out;
        if (day) out = (day->time_since_epoch().count() + more_days) * kDayS;
        return out;
    };
    Statement rows = database.prepare(R"(
        SELECT id, uuid, start_ms, zone_offset_s, zone, length_ms, finished, recovered, source,
               source_kind, title, note
        FROM session s
        WHERE (deleted_ms IS NOT NULL) = ?1
          AND (?2 = '' OR title LIKE ?3 ESCAPE '\' OR note LIKE ?3 ESCAPE '\'
               OR source LIKE ?3 ESCAPE '\'
               OR EXISTS (SELECT 1 FROM workout_set w WHERE w.session = s.id
                          AND (w.note LIKE ?3 ESCAPE '\' OR w.label LIKE ?3 ESCAPE '\'
                               OR replace(w.label, '_', ' ') LIKE ?3 ESCAPE '\')))
          AND (?4 = '' OR EXISTS (SELECT 1 FROM workout_set w WHERE w.session = s.id
                                  AND w.label = ?4))
          AND (?5 IS NULL OR start_ms / 1000 + zone_offset_s >= ?5)
          AND (?6 IS NULL OR start_ms / 1000 + zone_offset_s < ?6)
        ORDER BY start_ms DESC, id DESC)");
    const std::string pattern = like_pattern(filter.text);
    rows.bind(filter.deleted, filter.text, pattern, filter.label, wall_seconds(filter.from, 0),
              wall_seconds(filter.until, 1));
    std::vector<SessionSummary> sessions;
    Places places;
    while (rows.step()) {
        places.emplace(rows.integer(0), sessions.size());
        SessionSummary& session = sessions.emplace_back();
        session.uuid = rows.text(1);
        session.start = UtcTime(std::chrono::milliseconds(rows.integer(2)));
        session.zone = {std::chrono::seconds(rows.integer(3)), rows.text(4)};
        session.length = SessionTime(rows.integer(5));
        session.finished = rows.integer(6) != 0;
        session.recovered = rows.integer(7) != 0;
        session.source = rows.text(8);
        session.source_kind = rows.text(9);
        session.title = rows.text(10);
        session.note = rows.text(11);
    }
    add_totals(database, places, sessions);
    look_for_videos(database, places, recordings, sessions);
    return sessions;
}

std::vector<ExerciseDay> list_exercise_days(Database& database, bool with_demo) {
    std::map<std::pair<std::string, std::chrono::sys_days>, ExerciseDay> days;
    const auto day_of = [&](const Statement& row) -> ExerciseDay& {
        const std::string label = row.text(0);
        const auto day = day_at(row.integer(1) * kDayS);
        ExerciseDay& entry = days[{label, day}];
        entry.label = label;
        entry.day = day;
        return entry;
    };
    // Pounds are 0.45359237 kg.
    Statement sets = database.prepare(R"(
        SELECT w.label, ((s.start_ms + w.start_ms) / 1000 + s.zone_offset_s) / 86400 AS day,
               count(*), sum(w.reps), max(w.weight * iif(w.unit = 1, 0.45359237, 1)),
               sum(w.reps * w.weight * iif(w.unit = 1, 0.45359237, 1)),
               sum(iif(w.held, w.end_ms - w.start_ms, 0))
        FROM workout_set w JOIN session s ON s.id = w.session
        WHERE s.deleted_ms IS NULL AND (?1 OR s.source_kind <> 'demo')
        GROUP BY w.label, day)");
    sets.bind(with_demo);
    while (sets.step()) {
        ExerciseDay& day = day_of(sets);
        day.sets = sets.number(2);
        day.reps = sets.number(3);
        day.best_kg = sets.real(4);
        day.volume_kg = sets.real(5);
        day.under_tension_s = sets.real(6) / 1000;
    }
    // Summed up by set first: ten times fewer rows to join and sort.
    Statement reps = database.prepare(R"(
        WITH done AS (
            SELECT session, set_number, count(*) AS reps, sum(end_ms - start_ms) AS all_ms,
                   sum(iif(lifts_first, end_ms - turn_ms, turn_ms - start_ms)) AS lowering_ms
            FROM rep WHERE NOT removed GROUP BY session, set_number)
        SELECT w.label, ((s.start_ms + w.start_ms) / 1000 + s.zone_offset_s) / 86400 AS day,
               sum(done.reps), sum(all_ms), sum(lowering_ms)
        FROM done JOIN workout_set w ON w.session = done.session AND w.number = done.set_number
                  JOIN session s ON s.id = done.session
        WHERE s.deleted_ms IS NULL AND (?1 OR s.source_kind <> 'demo')
        GROUP BY w.label, day)");
    reps.bind(with_demo);
    while (reps.step()) {
        ExerciseDay& day = day_of(reps);
        const double count = reps.real(2);
        day.under_tension_s += reps.real(3) / 1000;
        day.rep_s = reps.real(3) / 1000 / count;
        day.lowering_s = reps.real(4) / 1000 / count;
    }
    std::vector<ExerciseDay> out;
    out.reserve(days.size());
    for (auto& [key, day] : days) out.push_back(std::move(day));
    return out;
}

std::optional<LastLoad> find_last_load(Database& database, const std::string& label) {
    const auto newest = [&](const std::string& which) {
        Statement row = database.prepare(
            "SELECT w.weight, w.unit, w.note FROM workout_set w JOIN session s ON s.id = w.session "
            "WHERE w.label = ? AND s.deleted_ms IS NULL AND s.source_kind <> 'demo' AND " +
            which + " ORDER BY s.start_ms DESC, w.start_ms DESC LIMIT 1");
        std::optional<LastLoad> out;
        if (!row.bind(label).step()) return out;
        const WeightUnit unit = row.integer(1) == 1 ? WeightUnit::lb : WeightUnit::kg;
        out.emplace(Weight{row.real(0), unit}, row.text(2));
        return out;
    };
    const auto lifted = newest("w.weight IS NOT NULL");
    const auto said = newest("w.note <> ''");
    if (!lifted && !said) return std::nullopt;
    LastLoad out;
    if (lifted) out.weight = lifted->weight;
    if (said) out.note = said->note;
    return out;
}

}  // namespace spotter
