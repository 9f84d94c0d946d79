#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/session/session.h"
#include "engine/session/session_history.h"

namespace spotter {

class Database;

// Which parts of a session are wanted; the rest stays empty.
enum class SessionParts { head, workout, everything };  // workout: all but the timeline

// The user's sessions, in DATA/spotter.sqlite and DATA/recordings. Sessions can be read while
// others are written, also by other programs. One thread at a time; another thread opens its own.
// Every method throws Error (one line) when the disk, another program or the contents do not let
// it be done; then nothing has changed.
class SessionStore {
  public:
    // Makes folder and file where there are none. A damaged file is kept aside under another
    // name, and a new one begun: see notices(). In a folder that cannot be written to, what
    // there is can be read. Throws Error on a file of a newer Spotter, which stays as it is.
    explicit SessionStore(const std::filesystem::path& data_folder);
    ~SessionStore();
    SessionStore(SessionStore&&) noexcept;

    // Whether anything was ever kept there; to look, nothing needs to be made.
    static bool is_there(const std::filesystem::path& data_folder);

    // When anything was last written there; the beginning of time when nothing is there.
    static std::filesystem::file_time_type last_change(const std::filesystem::path& data_folder);

    // Gives the file of sessions, which proved damaged, another name; nobody may be using it.
    // Returns one line for the user.
    static std::string keep_aside(const std::filesystem::path& data_folder);

    // What the user should know of the opening, one line each.
    const std::vector<std::string>& notices() const { return notices_; }
    std::filesystem::path recordings_folder() const { return folder_ / "recordings"; }

    // Finishes the sessions whose program ended without doing so, their recordings too. Call it
    // once when Spotter starts; returns what was finished.
    std::vector<SessionSummary> recover();

    // The newest first.
    std::vector<SessionSummary> list(const SessionFilter& filter = {});
    // How many there are, without the deleted ones.
    std::size_t count();
    // The only session whose identifier begins so, deleted ones too, or for "last" the newest that
    // is not. Throws Error when there is none, or more than one.
    std::string find(const std::string& beginning);
    // The same, but "last" is the one that was deleted last.
    std::string find_deleted(const std::string& beginning);
    // Deleted ones, too.
    bool contains(const std::string& uuid);
    bool is_deleted(const std::string& uuid);
    // Whether a writer, of this program or another, is at it.
    bool is_going_on(const std::string& uuid);
    Session read(const std::string& uuid, SessionParts parts = SessionParts::everything);

    // Adds a session that came from elsewhere. When its identifier is taken, that session is
    // replaced, or Error is thrown.
    void insert(const Session& session, bool replace = false);
    // All of them or none; much faster than one by one. Of two with one identifier the later stays.
    void insert(std::span<const Session> sessions, bool replace = false);
    // Takes over sets, reps and corrections of a session that is there; title and note stay as
    // they are there. Throws Error while it is going on.
    void save_workout(const Session& session);
    // Title and note, likewise.
    void put_texts(const std::string& uuid, const std::string& title, const std::string& note);
    // One session of several, in order of time; the old ones count as deleted. Returns the new
    // one's identifier. Throws Error when one is deleted already, or named twice.
    std::string merge(const std::vector<std::string>& uuids);

    // A deleted session is out of sight and can be brought back until it is purged. Throws Error
    // when it is going on.
    void remove(const std::string& uuid);
    void restore(const std::string& uuid);
    // Ends for good, with their recordings, the sessions deleted at or before this; returns how
    // many.
    int purge(UtcTime deleted_until);

    // For each exercise, in order of label and day; those of the demo only when asked for.
    std::vector<ExerciseDay> exercise_days(bool with_demo = false);
    // The newest weight that was used for it, and the newest note; nothing: there is neither.
    std::optional<LastLoad> last_load(const std::string& label);
    DiskUse disk_use() const;

  private:
    friend class SessionAppender;
    void open();
    std::int64_t id_of(const std::string& uuid);
    void check_finished(const std::string& uuid);
    // `last`: the query of what "last" is.
    std::string find_by(const std::string& beginning, const char* last, const std::string& remedy);
    void finish_recordings(std::int64_t id, SessionTime length);

    std::filesystem::path folder_;
    std::filesystem::path file_;
    std::vector<std::string> notices_;
    std::unique_ptr<Database> database_;
};

}  // namespace spotter
