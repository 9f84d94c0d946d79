#include "engine/session/session_appender.h"

#include <algorithm>

#include "engine/core/error.h"

namespace spotter {
namespace {

// How far into the session an entry reaches.
SessionTime time_of(const SessionEntry& entry) {
    return std::visit(
        [](const auto& value) {
            if constexpr (requires { value.end; }) {
                return value.end;
            } else if constexpr (requires { value.time; }) {
                return value.time;
            } else if constexpr (requires { value.start; }) {
                return value.start;
            } else {
                return SessionTime::zero();
            }
        },
        entry);
}

}  // namespace

SessionAppender::SessionAppender(SessionStore& store, const Session& begin)
    : database_(*store.database_), rows_(database_) {
    Transaction transaction(database_);
    id_ = rows_.add(begin);
    // Before others can see the row: they finish sessions that nobody claims.
    claim_ = std::make_unique<SessionClaim>(store.folder_, id_);
    transaction.commit();
    progress_.models = begin.models.size();
    progress_.counters = begin.counters;
}

void SessionAppender::append(std::span<const SessionEntry> entries) {
    Progress progress = progress_;
    Transaction transaction(database_);
    write(entries, progress);
    rows_.put_progress(id_, progress.length, progress.counters);
    transaction.commit();
    progress_ = progress;
}

void SessionAppender::finish(std::span<const SessionEntry> entries, SessionTime length,
                             std::uint64_t lost) {
    Progress progress = progress_;
    Transaction transaction(database_);
    write(entries, progress);
    progress.length = std::max(length, progress.length);
    progress.counters.not_recorded += lost;
    rows_.put_progress(id_, progress.length, progress.counters);
    database_.prepare("UPDATE workout_set SET open=0 WHERE session=?").bind(id_).run();
    rows_.put_end(id_, progress.length, false);
    transaction.commit();
    progress_ = progress;
}

void SessionAppender::write(std::span<const SessionEntry> entries, Progress& progress) {
    for (const SessionEntry& entry : entries) {
        progress.length = std::max(progress.length, time_of(entry));
        std::visit(
            [&](const auto& value) {
                using Value = std::decay_t<decltype(value)>;
                if constexpr (std::is_same_v<Value, TimelineScores>) {
                    write_point(value, progress);
                } else if constexpr (std::is_same_v<Value, ModelUse>) {
                    rows_.put(id_, progress.models++, value);
                } else if constexpr (std::is_same_v<Value, SessionCounters>) {
                    progress.counters = value;
                } else {
                    rows_.put(id_, value);
                }
            },
            entry);
    }
    if (!progress.chunk.bytes().empty()) {
        rows_.put_chunk(id_, progress.chunks, progress.chunk_model, progress.chunk);
    }
}

void SessionAppender::write_point(const TimelineScores& point, Progress& progress) {
    if (point.model == progress.chunk_model && progress.chunk.add(point)) return;
    if (!progress.chunk.bytes().empty()) {
        rows_.put_chunk(id_, progress.chunks++, progress.chunk_model, progress.chunk);
    }
    progress.chunk = {};
    progress.chunk_model = point.model;
    if (!progress.chunk.add(point)) {
        throw Error("keep session", "", "the model has too many labels for its timeline");
    }
}

}  // namespace spotter
