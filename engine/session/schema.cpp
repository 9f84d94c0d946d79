#include "engine/session/schema.h"

#include <array>

namespace spotter {
namespace {

// Times are milliseconds: `start_ms` of a session since 1970 (UTC), everything else since the
// session's start.
constexpr const char* kVersion1 = R"(
CREATE TABLE session (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    uuid TEXT NOT NULL UNIQUE,
    start_ms INTEGER NOT NULL,
    zone_offset_s INTEGER NOT NULL,
    zone TEXT NOT NULL,
    length_ms INTEGER NOT NULL,
    finished INTEGER NOT NULL,
    recovered INTEGER NOT NULL,
    source TEXT NOT NULL,
    source_kind TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    settings TEXT NOT NULL,               -- JSON: [[name, value], …]
    captured INTEGER NOT NULL,
    replaced_unseen INTEGER NOT NULL,
    posed INTEGER NOT NULL,
    classified INTEGER NOT NULL,
    stale INTEGER NOT NULL,
    not_recorded INTEGER NOT NULL,
    deleted_ms INTEGER                    -- since 1970; NULL: it is not
);
CREATE INDEX session_by_start ON session (start_ms);
CREATE TABLE model (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    labels TEXT NOT NULL,                 -- JSON: [name, …]
    idle_labels TEXT NOT NULL,
    PRIMARY KEY (session, number)
) WITHOUT ROWID;
CREATE TABLE timeline (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    chunk INTEGER NOT NULL,
    model INTEGER NOT NULL,
    points BLOB NOT NULL,                 -- see timeline_chunk.h
    UNIQUE (session, chunk)
);
CREATE TABLE label_change (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    time_ms INTEGER NOT NULL,
    state INTEGER NOT NULL,
    label TEXT NOT NULL,
    confidence REAL NOT NULL
);
CREATE INDEX label_change_by_session ON label_change (session);
CREATE TABLE workout_set (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    number INTEGER NOT NULL,
    label TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    open INTEGER NOT NULL,
    held INTEGER NOT NULL,
    counted_reps INTEGER NOT NULL,
    reps INTEGER NOT NULL,
    weight REAL,
    unit INTEGER NOT NULL,
    kind INTEGER NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (session, number)
) WITHOUT ROWID;
CREATE INDEX workout_set_by_label ON workout_set (label);
CREATE TABLE rep (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    set_number INTEGER NOT NULL,
    number INTEGER NOT NULL,
    start_ms INTEGER NOT NULL,
    turn_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    range REAL NOT NULL,
    lifts_first INTEGER NOT NULL,
    by_hand INTEGER NOT NULL,
    removed INTEGER NOT NULL,
    PRIMARY KEY (session, set_number, number)
) WITHOUT ROWID;
CREATE TABLE correction (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    made_ms INTEGER NOT NULL,
    set_number INTEGER NOT NULL,
    what TEXT NOT NULL,
    from_text TEXT NOT NULL,
    to_text TEXT NOT NULL
);
CREATE INDEX correction_by_session ON correction (session);
CREATE TABLE gap (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    reason TEXT NOT NULL,
    PRIMARY KEY (session, start_ms)
) WITHOUT ROWID;
CREATE TABLE recording (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    file TEXT NOT NULL,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    width INTEGER NOT NULL,
    height INTEGER NOT NULL,
    PRIMARY KEY (session, file)
) WITHOUT ROWID;
)";

// What a video lacks.
constexpr const char* kVersion2 = R"(
CREATE TABLE film_gap (
    session INTEGER NOT NULL REFERENCES session ON DELETE CASCADE,
    start_ms INTEGER NOT NULL,
    end_ms INTEGER NOT NULL,
    pictures INTEGER NOT NULL,
    PRIMARY KEY (session, start_ms)
) WITHOUT ROWID;
)";

std::int64_t version_of(Database& database) {
    return database.scalar("PRAGMA user_version");
}

[[noreturn]] void refuse_newer(const Database& database) {
    throw Error("open sessions", database.file().string(), "it was written by a newer Spotter",
                "use that one, or another --data-dir");
}

}  // namespace

std::span<const char* const> schema_steps() {
    static constexpr std::array<const char*, 2> kSteps = {kVersion1, kVersion2};
    return kSteps;
}

void migrate(Database& database, std::span<const char* const> steps) {
    const auto newest = static_cast<std::int64_t>(steps.size());
    std::int64_t version = version_of(database);
    if (version > newest) refuse_newer(database);
    if (version == newest) return;
    Transaction transaction(database);
    // Another program may have done it meanwhile.
    version = version_of(database);
    for (; version < newest; ++version) database.run(steps[static_cast<std::size_t>(version)]);
    database.run("PRAGMA user_version=" + std::to_string(newest));
    transaction.commit();
}

void check_version(Database& database) {
    const auto newest = static_cast<std::int64_t>(schema_steps().size());
    const std::int64_t version = version_of(database);
    if (version > newest) refuse_newer(database);
    if (version < newest) {
        throw Error("open sessions", database.file().string(),
                    "it is of an older Spotter and cannot be written to",
                    "make its folder writable");
    }
}

}  // namespace spotter
