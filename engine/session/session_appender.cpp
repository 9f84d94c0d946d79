#include "engine/session/session_appender.h"

#include <algorithm>
#include <limits>

namespace spotter {

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

bool fits_model(const TimelineScores& point, std::size_t labels) {
    constexpr SessionTime kMost{std::numeric_limits<std::uint32_t>::max()};
    return point.scores_x255.size() == labels && point.label >= -1 &&
           point.label < static_cast<std::int64_t>(labels) && point.time >= SessionTime::zero() &&
           point.time <= kMost;
}

SessionAppender::SessionAppender(SessionStore& store, const Session& begin)
    : database_(*store.database_), rows_(database_) {
    Transaction transaction(database_);
    id_ = rows_.add(begin);
    // Before others can see the row: they finish sessions that nobody claims.
    claim_ = std::make_unique<SessionClaim>(store.folder_, id_);
    transaction.commit();
    for (const ModelUse& model : begin.models) progress_.labels.push_back(model.labels.size());
    progress_.counters = begin.counters;
}

void SessionAppender::append(std::span<const SessionEntry> entries) {
    Progress progress = progress_;
    Transaction transaction(database_);
    write(entries, progress);
    put_progress(progress);
    transaction.commit();
    progress_ = progress;
}

void SessionAppender::finish(std::span<const SessionEntry> entries, SessionTime length,
                             std::uint64_t lost) {
    Progress progress = progress_;
    Transaction transaction(database_);
    write(entries, progress);
    progress.length = std::max(length, progress.length);
    put_progress(progress, lost);
    database_.prepare("UPDATE workout_set SET open=0 WHERE session=?").bind(id_).run();
    rows_.put_end(id_, progress.length, false);
    transaction.commit();
    progress_ = progress;
}

void SessionAppender::put_progress(const Progress& progress, std::uint64_t lost) {
    SessionCounters counters = progress.counters;
    counters.not_recorded += progress.refused + lost;
    rows_.put_progress(id_, progress.length, counters);
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
                    rows_.put(id_, progress.labels.size(), value);
                    progress.labels.push_back(value.labels.size());
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
    if (point.model >= progress.labels.size() || !fits_model(point, progress.labels[point.model])) {
        ++progress.refused;
        return;
    }
    if (point.model == progress.chunk_model && progress.chunk.add(point)) return;
    if (!progress.chunk.bytes().empty()) {
        rows_.put_chunk(id_, progress.chunks++, progress.chunk_model, progress.chunk);
    }
    progress.chunk = {};
    progress.chunk_model = point.model;
    (void)progress.chunk.add(point);
}

}  // namespace spotter
