#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "engine/core/bounded_queue.h"
#include "engine/core/worker.h"
#include "engine/session/held_log.h"
#include "engine/session/session_appender.h"

namespace spotter {

struct SessionWriterOptions {
    std::chrono::milliseconds commit_every{500};  // at most that is lost when the program dies
    std::chrono::milliseconds retry_every{2000};  // after a failure
    std::size_t capacity = 8192;        // entries that wait to be taken over; then no timeline
    std::size_t most_pending = 65'536;  // entries kept while writing fails
    // Where a session may lie whose end cannot be written, the best place first; none: in the data
    // folder.
    std::vector<std::filesystem::path> rescue_folders{};
};

// What became of the entries, and what the user should know.
struct SessionWriterState {
    std::uint64_t written = 0;
    std::uint64_t lost = 0;              // no room, or given up at the end
    std::optional<std::string> problem;  // one line while writing fails
    std::vector<std::string> notices;    // one line each, all so far
    // The session's log, while it is over and cannot be written; it holds all of it.
    std::optional<std::filesystem::path> rescued;
};

// Writes a session on a thread of its own, and never keeps those who give it entries waiting.
// While the disk is full or the file is locked the entries wait, the timeline's only as long as
// there is room for them, and are written once that is over. A session that is over and cannot
// be written lies in a log meanwhile, and stays there when it is given up. Any thread may call any
// method.
class SessionWriter {
  public:
    // `begin`: the session without its parts, but for the models.
    SessionWriter(std::filesystem::path data_folder, Session begin,
                  SessionWriterOptions options = {});
    // give_up(), and finish() with what is known of the length unless that was called.
    ~SessionWriter();
    SessionWriter(const SessionWriter&) = delete;
    SessionWriter& operator=(const SessionWriter&) = delete;

    void add(SessionEntry entry);
    // Writes what waits, ends the session and waits until that is done, which while the disk does
    // not take it is as long as nobody calls give_up().
    void finish(SessionTime length);
    // Once the session is over it is tried one last time to write it.
    void give_up();
    SessionWriterState state() const;
    const std::string& uuid() const { return uuid_; }

  private:
    void run();
    bool gather();
    void keep(SessionEntry entry);
    bool commit(bool last);
    void write(bool last);
    void note_failure(std::string problem, bool last);
    void forget_damaged();
    void rescue();
    Session whole_session();
    void drop_rescue();
    void leave_unwritten();
    void wait_to_retry() const;

    const std::filesystem::path folder_;
    const std::string uuid_;
    const SessionWriterOptions options_;
    BoundedQueue<SessionEntry> queue_;
    std::stop_source given_up_;

    // Of the writer's thread alone:
    Session begin_;  // with all models so far
    std::optional<SessionStore> store_;
    std::optional<SessionAppender> appender_;
    std::vector<SessionEntry> pending_;
    std::string failure_;            // of the last attempt
    std::optional<HeldLog> rescue_;  // while the session is still tried to be written

    mutable std::mutex mutex_;
    // Guarded by mutex_:
    SessionWriterState state_;
    SessionTime length_{};

    // Last, so that it ends before what it uses.
    Worker thread_;
};

}  // namespace spotter
