#include "engine/session/session_store.h"

#include <algorithm>
#include <system_error>

#include "engine/core/error.h"
#include "engine/session/database.h"
#include "engine/session/schema.h"
#include "engine/session/session_claim.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_merge.h"
#include "engine/session/session_rows.h"

namespace spotter {
namespace {

namespace fs = std::filesystem;

constexpr const char* kFileName = "spotter.sqlite";

void make_folder(const fs::path& folder) {
    std::error_code error;
    fs::create_directories(folder, error);
    if (error && !fs::is_directory(folder)) {
        throw Error("keep sessions", folder.string(), error.message(),
                    "choose a folder that you may write to with --data-dir");
    }
}

// Opens the file and brings it up to date.
std::unique_ptr<Database> open_database(const fs::path& file) {
    try {
        auto database = std::make_unique<Database>(file, Database::Access::read_write);
        migrate(*database);
        // What a history needs at once shows most damage.
        (void)list_sessions(*database, {}, {});
        return database;
    } catch (const DatabaseError& error) {
        const bool unwritable = error.code() == SQLITE_CANTOPEN || error.code() == SQLITE_READONLY;
        if (!unwritable || !fs::is_regular_file(file)) throw;
    }
    auto database = std::make_unique<Database>(file, Database::Access::read_only);
    check_version(*database);
    return database;
}

// Gives the damaged file another name, with what SQLite keeps beside it; returns that name.
fs::path set_aside(const fs::path& file) {
    const UtcTime now = utc_now();
    std::string stamp =
        date_time_text(std::chrono::floor<std::chrono::seconds>(now) + local_zone(now).offset);
    stamp[10] = '_';
    std::erase(stamp, ':');
    const fs::path base = file.string() + ".damaged-" + stamp;
    fs::path target = base;
    for (int i = 2; fs::exists(target); ++i) target = base.string() + "-" + std::to_string(i);
    for (const char* suffix : {"", "-wal", "-shm"}) {
        std::error_code error;
        fs::rename(file.string() + suffix, target.string() + suffix, error);
        if (error && *suffix == '\0') {
            throw Error("keep damaged sessions aside", file.string(), error.message(),
                        "move the file away");
        }
    }
    return target;
}

std::uint64_t bytes_in(const fs::path& folder) {
    std::uint64_t bytes = 0;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end;
         entry.increment(error)) {
        std::error_code ignored;
        if (entry->is_regular_file(ignored)) bytes += entry->file_size(ignored);
    }
    return bytes;
}

}  // namespace

SessionStore::SessionStore(const fs::path& data_folder)
    : folder_(data_folder), file_(data_folder / kFileName) {
    if (!fs::is_regular_file(file_)) make_folder(folder_);
    open();
}

SessionStore::~SessionStore() = default;
SessionStore::SessionStore(SessionStore&&) noexcept = default;

bool SessionStore::is_there(const fs::path& data_folder) {
    std::error_code ignored;
    return fs::exists(data_folder / kFileName, ignored);
}

fs::file_time_type SessionStore::last_change(const fs::path& data_folder) {
    fs::file_time_type out = fs::file_time_type::min();
    for (const char* suffix : {"", "-wal"}) {
        std::error_code error;
        const auto time = fs::last_write_time((data_folder / kFileName).string() + suffix, error);
        if (!error) out = std::max(out, time);
    }
    return out;
}

std::string SessionStore::keep_aside(const fs::path& data_folder) {
    const fs::path file = data_folder / kFileName;
    const fs::path aside = set_aside(file);
    return "The sessions in " + file.string() + " are damaged; they are kept as " +
           aside.filename().string() + ", and a new file is begun.";
}

void SessionStore::open() {
    try {
        database_ = open_database(file_);
    } catch (const DatabaseError& error) {
        if (!error.damaged()) throw;
        const fs::path aside = set_aside(file_);
        notices_.push_back("The sessions in " + file_.string() + " are damaged; they are kept as " +
                           aside.filename().string() + ", and a new file is begun.");
        database_ = open_database(file_);
    }
}

std::vector<SessionSummary> SessionStore::recover() {
    // Who only looks at a store that cannot be written to has nothing to do there, as a rule.
    if (database_->scalar("SELECT NOT EXISTS (SELECT 1 FROM session WHERE NOT finished)") != 0) {
        return {};
    }
    std::vector<std::string> recovered;
    {
        Transaction transaction(*database_);
        SessionRows rows(*database_);
        Statement open =
            database_->prepare("SELECT id, uuid, length_ms FROM session WHERE NOT finished");
        while (open.step()) {
            const std::int64_t id = open.integer(0);
            if (SessionClaim::is_held(folder_, id)) continue;
            const SessionTime length(open.integer(2));
            database_->prepare("UPDATE workout_set SET open=0 WHERE session=?").bind(id).run();
            finish_recordings(id, length);
            rows.put_end(id, length, true);
            recovered.push_back(open.text(1));
        }
        transaction.commit();
    }
    std::vector<SessionSummary> out;
    if (recovered.empty()) return out;
    for (SessionSummary& session : list()) {
        if (std::ranges::find(recovered, session.uuid) != recovered.end()) {
            out.push_back(std::move(session));
        }
    }
    return out;
}

// A recording that was cut off lies in FILE.part, and can be played.
void SessionStore::finish_recordings(std::int64_t id, SessionTime length) {
    Statement rows = database_->prepare("SELECT file FROM recording WHERE session=?");
    rows.bind(id);
    while (rows.step()) {
        const fs::path file = recordings_folder() / rows.text(0);
        std::error_code ignored;
        if (fs::exists(file, ignored)) continue;
        fs::rename(file.string() + ".part", file, ignored);
        database_->prepare("UPDATE recording SET end_ms=? WHERE session=? AND file=?")
            .bind(std::int64_t{length.count()}, id, rows.text(0))
            .run();
    }
}

std::vector<SessionSummary> SessionStore::list(const SessionFilter& filter) {
    return list_sessions(*database_, filter, recordings_folder());
}

std::size_t SessionStore::count() {
    return static_cast<std::size_t>(
        database_->scalar("SELECT count(*) FROM session WHERE deleted_ms IS NULL"));
}

std::string SessionStore::find(const std::string& beginning) {
    return find_by(
        beginning,
        "SELECT uuid FROM session WHERE deleted_ms IS NULL ORDER BY start_ms DESC LIMIT 1",
        "see 'spotter sessions list'");
}

std::string SessionStore::find_deleted(const std::string& beginning) {
    return find_by(
        beginning,
        "SELECT uuid FROM session WHERE deleted_ms IS NOT NULL ORDER BY deleted_ms DESC LIMIT 1",
        "see 'spotter sessions list --deleted'");
}

std::string SessionStore::find_by(const std::string& beginning, const char* last,
                                  const std::string& remedy) {
    const auto fail = [&](const std::string& cause) {
        throw Error("find session", beginning, cause, remedy);
    };
    std::vector<std::string> found;
    if (beginning == "last") {
        Statement newest = database_->prepare(last);
        while (newest.step()) found.push_back(newest.text(0));
        if (found.empty()) fail("there are no sessions");
    } else {
        Statement rows = database_->prepare(
            "SELECT uuid FROM session WHERE substr(uuid, 1, length(?1)) = ?1 LIMIT 2");
        rows.bind(beginning);
        while (rows.step()) found.push_back(rows.text(0));
        if (beginning.empty() || found.empty()) fail("there is no such session");
        if (found.size() > 1) fail("several sessions begin so");
    }
    return found.front();
}

bool SessionStore::contains(const std::string& uuid) {
    return database_->prepare("SELECT 1 FROM session WHERE uuid=?").bind(uuid).step();
}

bool SessionStore::is_deleted(const std::string& uuid) {
    return database_->prepare("SELECT 1 FROM session WHERE uuid=? AND deleted_ms IS NOT NULL")
        .bind(uuid)
        .step();
}

std::int64_t SessionStore::id_of(const std::string& uuid) {
    Statement row = database_->prepare("SELECT id FROM session WHERE uuid=?");
    if (!row.bind(uuid).step()) {
        throw Error("find session", uuid, "there is no such session",
                    "see 'spotter sessions list'");
    }
    return row.integer(0);
}

Session SessionStore::read(const std::string& uuid, SessionParts parts) {
    // One state of it, while it may go on.
    database_->run("BEGIN");
    try {
        Session session = read_session(*database_, id_of(uuid), parts);
        database_->run("COMMIT");
        return session;
    } catch (...) {
        database_->run("ROLLBACK");
        throw;
    }
}

void SessionStore::insert(const Session& session, bool replace) {
    insert(std::span(&session, 1), replace);
}

void SessionStore::insert(std::span<const Session> sessions, bool replace) {
    for (const Session& session : sessions) {
        const bool taken = contains(session.uuid);
        if (taken && !replace) throw Error("add session", session.uuid, "it is there already");
        if (taken) check_finished(session.uuid);
    }
    Transaction transaction(*database_);
    SessionRows rows(*database_);
    Statement old = database_->prepare("DELETE FROM session WHERE uuid=?");
    for (const Session& session : sessions) {
        old.bind(session.uuid).run();
        rows.add(session);
    }
    transaction.commit();
}

bool SessionStore::is_going_on(const std::string& uuid) {
    return SessionClaim::is_held(folder_, id_of(uuid));
}

void SessionStore::check_finished(const std::string& uuid) {
    if (!is_going_on(uuid)) return;
    const Session session = read(uuid, SessionParts::head);
    constexpr std::size_t kToMinutes = 16;
    const std::string begun =
        date_time_text(wall_clock(session, SessionTime::zero())).substr(0, kToMinutes);
    throw Error("change workout", session.title.empty() ? begun : session.title, "it is going on",
                "end it first, with Finish in Live");
}

void SessionStore::save_workout(const Session& session) {
    check_finished(session.uuid);
    const std::int64_t id = id_of(session.uuid);
    Transaction transaction(*database_);
    SessionRows rows(*database_);
    rows.clear_workout(id);
    for (const RecordedSet& set : session.sets) rows.put(id, set);
    for (const RecordedRep& rep : session.reps) rows.put(id, rep);
    for (const Correction& correction : session.corrections) rows.put(id, correction);
    transaction.commit();
}

void SessionStore::put_texts(const std::string& uuid, const std::string& title,
                             const std::string& note) {
    check_finished(uuid);
    SessionRows(*database_).put_texts(id_of(uuid), title, note);
}

std::string SessionStore::merge(const std::vector<std::string>& uuids) {
    std::vector<Session> sessions;
    for (const std::string& uuid : uuids) {
        check_finished(uuid);
        if (is_deleted(uuid)) {
            throw Error("merge sessions", uuid, "it is deleted",
                        "bring it back first, with 'spotter sessions delete --undo'");
        }
        if (std::ranges::count(uuids, uuid) > 1) {
            throw Error("merge sessions", uuid, "it is named twice", "name it once");
        }
        sessions.push_back(read(uuid));
    }
    const Session whole = merged(sessions);
    Transaction transaction(*database_);
    SessionRows(*database_).add(whole);
    Statement deleted = database_->prepare("UPDATE session SET deleted_ms=? WHERE uuid=?");
    for (const std::string& uuid : uuids) {
        deleted.bind(std::int64_t{utc_now().time_since_epoch().count()}, uuid).run();
    }
    transaction.commit();
    return whole.uuid;
}

void SessionStore::remove(const std::string& uuid) {
    check_finished(uuid);
    database_->prepare("UPDATE session SET deleted_ms=? WHERE uuid=?")
        .bind(std::int64_t{utc_now().time_since_epoch().count()}, uuid)
        .run();
}

void SessionStore::restore(const std::string& uuid) {
    database_->prepare("UPDATE session SET deleted_ms=NULL WHERE id=?").bind(id_of(uuid)).run();
}

int SessionStore::purge(UtcTime deleted_until) {
    const std::int64_t until_ms = deleted_until.time_since_epoch().count();
    std::vector<std::string> files;
    std::int64_t count = 0;
    {
        Transaction transaction(*database_);
        count = [&] {
            Statement doomed =
                database_->prepare("SELECT count(*) FROM session WHERE deleted_ms<=?");
            doomed.bind(until_ms).step();
            return doomed.integer(0);
        }();
        Statement recordings = database_->prepare(
            "SELECT file FROM recording r JOIN session s ON s.id=r.session GROUP BY file "
            "HAVING max(ifnull(s.deleted_ms, ?1 + 1)) <= ?1");
        recordings.bind(until_ms);
        while (recordings.step()) files.push_back(recordings.text(0));
        database_->prepare("DELETE FROM session WHERE deleted_ms<=?").bind(until_ms).run();
        transaction.commit();
    }
    for (const std::string& file : files) {
        std::error_code ignored;
        fs::remove(recordings_folder() / file, ignored);
    }
    database_->prepare("PRAGMA incremental_vacuum").run();
    return static_cast<int>(count);
}

std::vector<ExerciseDay> SessionStore::exercise_days(bool with_demo) {
    return list_exercise_days(*database_, with_demo);
}

std::optional<LastLoad> SessionStore::last_load(const std::string& label) {
    return find_last_load(*database_, label);
}

DiskUse SessionStore::disk_use() const {
    DiskUse use;
    for (const char* suffix : {"", "-wal"}) {
        std::error_code error;
        const auto bytes = fs::file_size(file_.string() + suffix, error);
        if (!error) use.database_bytes += bytes;
    }
    use.recording_bytes = bytes_in(recordings_folder());
    return use;
}

}  // namespace spotter
