#pragma once

#include <cstdint>
#include <string>

#include "engine/session/database.h"
#include "engine/session/session.h"
#include "engine/session/session_store.h"
#include "engine/session/timeline_chunk.h"

namespace spotter {

// Writes the parts of sessions into their tables. `session`: the row's id. What has a number or
// a start already in its table replaces that entry.
class SessionRows {
  public:
    explicit SessionRows(Database& database);

    // The row of a session without its parts; returns its id.
    std::int64_t add_head(const Session& session);
    // What of a session changes while it goes on.
    void put_progress(std::int64_t session, SessionTime length, const SessionCounters& counters);
    void put_end(std::int64_t session, SessionTime length, bool recovered);
    void put_texts(std::int64_t session, const std::string& title, const std::string& note);

    void put(std::int64_t session, std::size_t number, const ModelUse& model);
    void put_chunk(std::int64_t session, std::size_t chunk, std::size_t model,
                   const TimelineChunk& points);
    void put(std::int64_t session, const LabelChange& change);
    void put(std::int64_t session, const RecordedSet& set);
    void put(std::int64_t session, const RecordedRep& rep);
    void put(std::int64_t session, const Correction& correction);
    void put(std::int64_t session, const Gap& gap);
    void put(std::int64_t session, const Recording& recording);
    void put(std::int64_t session, const FilmGap& gap);
    // Takes away all sets, reps and corrections.
    void clear_workout(std::int64_t session);

    // All of `session`; returns its id. Call it within a Transaction.
    std::int64_t add(const Session& session);

  private:
    void add_timeline(std::int64_t id, const Session& session);

    Database& database_;
    Statement head_;
    Statement progress_;
    Statement end_;
    Statement model_;
    Statement chunk_;
    Statement change_;
    Statement set_;
    Statement rep_;
    Statement correction_;
    Statement gap_;
    Statement recording_;
    Statement film_gap_;
};

// The session of this row. Throws Error when what is stored makes no sense.
Session read_session(Database& database, std::int64_t id, SessionParts parts);

}  // namespace spotter
