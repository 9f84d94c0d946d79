#include "engine/session/session_writer.h"

#include <algorithm>
#include <condition_variable>
#include <system_error>
#include <utility>

#include "engine/core/error.h"
#include "engine/session/database.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_rescue.h"

namespace spotter {

SessionWriter::SessionWriter(std::filesystem::path data_folder, Session begin,
                             SessionWriterOptions options)
    : folder_(std::move(data_folder)),
      uuid_(begin.uuid),
      options_(options),
      queue_(options.capacity),
      begin_(std::move(begin)),
      thread_("session writer", [this](const std::stop_token&) { run(); }) {}

SessionWriter::~SessionWriter() {
    give_up();
    finish({});
}

// The workout is small and always kept; the timeline is not worth all memory.
void SessionWriter::add(SessionEntry entry) {
    const bool taken = std::holds_alternative<TimelineScores>(entry)
                           ? queue_.try_push(std::move(entry))
                           : queue_.push_regardless(std::move(entry));
    if (taken) return;
    const std::scoped_lock lock(mutex_);
    ++state_.lost;
}

void SessionWriter::finish(SessionTime length) {
    {
        const std::scoped_lock lock(mutex_);
        length_ = std::max(length_, length);
    }
    queue_.close();
    thread_.join();
}

void SessionWriter::give_up() {
    given_up_.request_stop();
}

SessionWriterState SessionWriter::state() const {
    const std::scoped_lock lock(mutex_);
    return state_;
}

void SessionWriter::run() {
    // The row comes first, so that a session is known of from its first moment.
    commit(false);
    while (gather()) commit(false);
    while (!commit(true)) {
        if (given_up_.stop_requested()) return leave_unwritten();
        wait_to_retry();
    }
    drop_rescue();
}

void SessionWriter::wait_to_retry() const {
    std::mutex mutex;
    std::unique_lock lock(mutex);
    std::condition_variable_any().wait_for(lock, given_up_.get_token(), options_.retry_every,
                                           [] { return false; });
}

// Takes entries until it is time to write them. False: there will be no more.
bool SessionWriter::gather() {
    const auto now = [] { return std::chrono::steady_clock::now(); };
    std::optional<SessionEntry> entry =
        pending_.empty() ? queue_.pop({}) : queue_.pop_until(now() + options_.retry_every, {});
    const SteadyTime deadline = now() + options_.commit_every;
    for (std::size_t taken = 1; entry; ++taken) {
        keep(std::move(*entry));
        if (taken >= options_.capacity) return true;
        entry = queue_.pop_until(deadline, {});
    }
    if (!queue_.closed()) return true;
    while (auto rest = queue_.pop({})) keep(std::move(*rest));
    return false;
}

// As in add().
void SessionWriter::keep(SessionEntry entry) {
    if (pending_.size() >= options_.most_pending && std::holds_alternative<TimelineScores>(entry)) {
        const std::scoped_lock lock(mutex_);
        ++state_.lost;
        return;
    }
    pending_.push_back(std::move(entry));
}

// False: it could not be written, and waits.
bool SessionWriter::commit(bool last) {
    try {
        write(last);
    } catch (const DatabaseError& error) {
        note_failure(error.what(), last);
        if (error.damaged()) forget_damaged();
        return false;
    } catch (const std::exception&) {
        note_failure(describe_current_exception(), last);
        return false;
    }
    const std::scoped_lock lock(mutex_);
    state_.written += pending_.size();
    state_.problem.reset();
    pending_.clear();
    return true;
}

void SessionWriter::write(bool last) {
    if (!store_) {
        store_.emplace(folder_);
        const std::scoped_lock lock(mutex_);
        state_.notices.insert(state_.notices.end(), store_->notices().begin(),
                              store_->notices().end());
    }
    if (!appender_) appender_.emplace(*store_, begin_);
    if (last) {
        const auto [length, lost] = [this] {
            const std::scoped_lock lock(mutex_);
            return std::pair(length_, state_.lost);
        }();
        appender_->finish(pending_, length, lost);
    } else if (!pending_.empty()) {
        appender_->append(pending_);
    }
    for (const SessionEntry& entry : pending_) {
        if (const auto* model = std::get_if<ModelUse>(&entry)) begin_.models.push_back(*model);
    }
}

void SessionWriter::note_failure(std::string problem, bool last) {
    failure_ = problem;
    if (last) rescue();
    const std::scoped_lock lock(mutex_);
    if (state_.rescued)
        problem += " (until then the session lies in " + state_.rescued->string() + ")";
    state_.problem = problem;
    if (state_.notices.empty() || state_.notices.back() != problem) {
        state_.notices.push_back(problem);
    }
}

// The damaged file is kept aside; the next attempt begins a new one.
void SessionWriter::forget_damaged() {
    appender_.reset();
    store_.reset();
    try {
        const std::string notice = SessionStore::keep_aside(folder_);
        const std::scoped_lock lock(mutex_);
        state_.notices.push_back(notice);
    } catch (const std::exception&) {
        note_failure(describe_current_exception(), false);
    }
}

// Once is enough: nothing more comes.
void SessionWriter::rescue() {
    {
        const std::scoped_lock lock(mutex_);
        if (state_.rescued) return;
    }
    std::vector<std::filesystem::path> folders = options_.rescue_folders;
    if (folders.empty()) folders.push_back(folder_);
    auto file = write_rescue(whole_session(), {folder_}, folders);
    try {
        if (file) rescue_ = HeldLog::take(*file);
    } catch (const Error&) {
        // It was this one's a moment ago; whoever has taken it away brings it in.
    }
    const std::scoped_lock lock(mutex_);
    state_.rescued = std::move(file);
}

// What is written already, with what waits.
Session SessionWriter::whole_session() {
    Session out = begin_;
    if (appender_) {
        try {
            out = store_->read(uuid_);
        } catch (const std::exception&) {
            // It must never take the place of what is written.
            out.uuid = make_uuid();
        }
    }
    add_entries(pending_, out);
    for (RecordedSet& set : out.sets) set.open = false;
    out.finished = true;
    const std::scoped_lock lock(mutex_);
    out.length = std::max(out.length, length_);
    out.counters.not_recorded += state_.lost;
    return out;
}

void SessionWriter::drop_rescue() {
    const std::scoped_lock lock(mutex_);
    if (!state_.rescued) return;
    std::error_code ignored;
    std::filesystem::remove(*state_.rescued, ignored);
    state_.rescued.reset();
    rescue_.reset();
}

void SessionWriter::leave_unwritten() {
    rescue_.reset();
    const std::scoped_lock lock(mutex_);
    if (state_.rescued) {
        state_.problem = failure_ + "; the session lies in " + state_.rescued->string() +
                         ", and the next start of Spotter brings it in";
        return;
    }
    state_.lost += pending_.size();
    state_.problem = failure_ + "; no other place took the end of the session, and it is lost";
}

}  // namespace spotter
