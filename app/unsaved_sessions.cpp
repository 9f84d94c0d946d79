#include "app/unsaved_sessions.h"

#include <algorithm>
#include <cctype>
#include <chrono>
#include <optional>
#include <string>
#include <system_error>
#include <utility>

#include <unistd.h>

#include "app/replay_files.h"
#include "engine/core/error.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_rescue.h"

namespace fs = std::filesystem;

namespace spotter {
namespace {

constexpr const char* kStep = "bring in session";
constexpr const char* kLater = "the next start of Spotter tries it again";

std::string day_of(const Session& session) {
    return date_time_text(wall_clock(session, SessionTime::zero()));
}

// As a terminal may see it.
std::string shown(std::string text) {
    std::ranges::replace_if(
        text, [](unsigned char c) { return std::iscntrl(c) != 0; }, '?');
    return text;
}

// Of the identifier that such a log has, and nothing else: the key becomes a file's name.
bool is_key_of(const std::string& key, const Session& session) {
    constexpr std::size_t kDigits = 64;
    const auto hex = [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); };
    std::string digits = session.uuid;
    std::erase(digits, '-');
    return key.size() == kDigits && std::ranges::all_of(key, hex) && key.starts_with(digits);
}

class BringingIn {
  public:
    BringingIn(SessionStore& store, const Paths& paths, Upkeep& out)
        : store_(store), paths_(paths), out_(out) {}

    void take(const fs::path& log) {
        try {
            const auto held = HeldLog::take(log);
            if (!held) return;
            LoggedSession logged = read_rescue(*held);
            if (was_imported(logged, log)) return;
            check_place(logged, log);
            keep(std::move(logged), log);
        } catch (...) {
            out_.troubles.push_back(describe_current_exception());
        }
    }

  private:
    // One of another data folder, or of none, that 'spotter sessions import' took over.
    bool was_imported(const LoggedSession& logged, const fs::path& log) {
        const std::string& uuid = logged.session.uuid;
        const bool workout = !logged.unsaved || logged.unsaved->video.empty();
        if (!workout || belongs_to(logged, log, paths_.data) || !store_.contains(uuid) ||
            store_.is_going_on(uuid) || store_.is_deleted(uuid)) {
            return false;
        }
        const Session stored = store_.read(uuid);
        if (!same_contents(logged.session, stored) && !goes_on_from(stored, logged.session)) {
            return false;
        }
        finish_workout(logged.session, log);
        return true;
    }

    // Sessions of one data folder are not mixed with those of another, and what lies where anybody
    // may put files must say that it belongs here.
    void check_place(const LoggedSession& logged, const fs::path& log) const {
        if (belongs_to(logged, log, paths_.data)) return;
        if (!logged.unsaved) {
            throw Error(kStep, log.string(), "it does not say whose it is",
                        "'spotter sessions import' with that file brings it in");
        }
        const fs::path& folder = logged.unsaved->data_folder;
        std::error_code ignored;
        const bool usable =
            fs::is_directory(folder, ignored) && ::access(folder.c_str(), W_OK) == 0;
        const bool workout = logged.unsaved->video.empty();
        throw Error(kStep, log.string(),
                    "it belongs to the sessions in " + shown(folder.string()) +
                        (usable ? "" : ", where nothing can be kept"),
                    usable    ? "name that with --data-dir once"
                    : workout ? "'spotter sessions import' with that file brings it in here"
                              : "make that folder, or delete the file");
    }

    // What the store cannot do now, it may at another start.
    void keep(LoggedSession logged, const fs::path& log) {
        // Each may have taken seconds, and the start waits.
        constexpr int kMostFailures = 3;
        if (failures_ == kMostFailures) return refuse(log, failure_, kLater);
        try {
            const bool workout = !logged.unsaved || logged.unsaved->video.empty();
            workout ? keep_workout(std::move(logged.session), log)
                    : keep_video(logged.session, logged.unsaved->video, log);
        } catch (...) {
            ++failures_;
            failure_ = describe_current_exception();
            refuse(log, failure_, kLater);
        }
    }

    void keep_workout(Session session, const fs::path& log) {
        const std::string name = "workout of " + day_of(session);
        if (!store_.contains(session.uuid)) {
            store_.insert(session);
            return finish(log, "The " + name + ", which could not be saved, is brought in from ");
        }
        if (store_.is_going_on(session.uuid)) return;
        if (store_.is_deleted(session.uuid)) {
            return refuse(log, "the " + name + " is there already, and deleted",
                          "delete the file, or bring the workout back with 'spotter sessions "
                          "delete --undo " +
                              session.uuid + "'");
        }
        const Session stored = store_.read(session.uuid);
        if (stored.finished && same_contents(session, stored)) {
            return finish_workout(session, log);
        }
        const bool corrected = session.corrections.size() > stored.corrections.size();
        const bool whole = stored.finished && !stored.recovered;
        if ((whole && !corrected) || !goes_on_from(session, stored)) {
            return refuse(log, "the " + name + " is there already, and differs",
                          "delete the file, or let it take the workout's place with 'spotter "
                          "sessions import --force' and then delete it");
        }
        // What the user calls it was not the log's to know.
        session.title = stored.title;
        session.note = stored.note;
        store_.insert(session, true);
        finish(log, whole
                        ? "Corrections of the " + name +
                              ", which could not be saved, are brought in from "
                        : "The " + name + ", which could not be saved whole, is brought in from ");
    }

    void keep_video(const Session& session, const std::string& key, const fs::path& log) {
        if (!is_key_of(key, session)) {
            return refuse(log, "it does not say which video it is of", "delete it");
        }
        ReplayFiles files(paths_);
        std::string problem;
        const std::optional<Session> stored = files.find(key, problem);
        if (!problem.empty()) out_.troubles.push_back(problem);
        const std::string name = "Corrections of " + shown(session.source);
        if (stored && same_contents(session, *stored)) {
            return finish(log, name + " are there already: nothing was left to bring in from ");
        }
        if (stored && !goes_on_from(session, *stored)) {
            return refuse(log, shown(session.source) + " was corrected since", "delete the file");
        }
        files.save(key, session);
        finish(log, name + ", which could not be saved, are brought in from ");
    }

    void finish_workout(const Session& session, const fs::path& log) {
        finish(log, "The workout of " + day_of(session) +
                        " is there already: nothing was left to bring in from ");
    }

    // What it holds is on the disk elsewhere. `said`: what became of it, up to the file's name.
    void finish(const fs::path& log, const std::string& said) {
        std::error_code error;
        fs::remove(log, error);
        if (!error) {
            out_.news.push_back(said + log.string() + ".");
        } else {
            out_.troubles.push_back(said + log.string() + ", which cannot be removed (" +
                                    error.message() + "); delete it.");
        }
    }

    void refuse(const fs::path& log, const std::string& cause, const std::string& remedy) {
        out_.troubles.emplace_back(Error(kStep, log.string(), cause, remedy).what());
    }

    SessionStore& store_;
    const Paths& paths_;
    Upkeep& out_;
    int failures_ = 0;  // of the store
    std::string failure_;
};

}  // namespace

void bring_in_unsaved(SessionStore& store, const Paths& paths, std::span<const fs::path> logs,
                      Upkeep& out) {
    BringingIn bringing(store, paths, out);
    for (const fs::path& log : logs) bringing.take(log);
}

void tell_unsaved(std::span<const fs::path> logs, const std::string& cause, Upkeep& out) {
    for (const fs::path& log : logs) {
        try {
            if (!HeldLog::take(log)) continue;
            throw Error(kStep, log.string(), cause, kLater);
        } catch (const Error& error) {
            out.troubles.emplace_back(error.what());
        }
    }
}

}  // namespace spotter
