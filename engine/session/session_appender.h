#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <variant>
#include <vector>

#include "engine/session/session.h"
#include "engine/session/session_claim.h"
#include "engine/session/session_rows.h"
#include "engine/session/session_store.h"
#include "engine/session/timeline_chunk.h"

namespace spotter {

// What is added to a session as it goes on. A set, rep or gap (of a film, too) that is there
// already (same number, or start) is replaced, a recording by its file's name; a ModelUse is the
// next one; SessionCounters replace those before.
using SessionEntry = std::variant<TimelineScores, LabelChange, ModelUse, RecordedSet, RecordedRep,
                                  Correction, Gap, Recording, FilmGap, SessionCounters>;

// How far into the session an entry reaches.
SessionTime time_of(const SessionEntry& entry);
// Whether it can be a model's with so many labels.
bool fits_model(const TimelineScores& point, std::size_t labels);

// Writes one session into a store while it happens. Each method is one transaction; when it
// throws Error, what it was given was not written and it may be given again. A TimelineScores that
// is none of its model is left out and counted as not recorded: the workout is worth more.
class SessionAppender {
  public:
    // Adds `begin` (with its models, without other parts) and says that it is going on. The
    // store must outlive this.
    SessionAppender(SessionStore& store, const Session& begin);

    void append(std::span<const SessionEntry> entries);
    // `lost`: how many entries never came here.
    void finish(std::span<const SessionEntry> entries, SessionTime length, std::uint64_t lost);

  private:
    // What is known of the session; taken over only when it was written.
    struct Progress {
        SessionTime length{};
        SessionCounters counters;
        std::vector<std::size_t> labels;  // of each model so far: how many
        std::uint64_t refused = 0;        // timeline points
        std::size_t chunks = 0;           // full ones, before `chunk`
        std::size_t chunk_model = 0;
        TimelineChunk chunk;
    };
    void write(std::span<const SessionEntry> entries, Progress& progress);
    void write_point(const TimelineScores& point, Progress& progress);
    void put_progress(const Progress& progress, std::uint64_t lost = 0);

    Database& database_;
    SessionRows rows_;
    std::int64_t id_ = 0;
    std::unique_ptr<SessionClaim> claim_;
    Progress progress_;
};

}  // namespace spotter
