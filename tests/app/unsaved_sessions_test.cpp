#include "app/unsaved_sessions.h"

#include <optional>

#include <catch2/catch.hpp>
#include <sys/stat.h>
#include <unistd.h>

#include "app/replay_files.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/session_appender.h"
#include "engine/session/session_rescue.h"
#include "tests/app/held_database.h"
#include "tests/app/program.h"
#include "tests/session/example_session.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

// A home with a data folder, which is not there yet, and logs of sessions in either of them.
struct Home {
    Home() { paths.data = folder / "data"; }
    // As a run leaves it.
    fs::path leave(const Session& session, const fs::path& place, const std::string& video = "") {
        const auto log = write_rescue(session, {paths.data, video}, std::vector{place});
        REQUIRE(log);
        return *log;
    }
    fs::path leave(const Session& session) { return leave(session, paths.data); }
    Upkeep start() { return tidy_sessions(paths, std::vector{paths.data, folder.path()}); }
    std::size_t kept() { return SessionStore(paths.data).list().size(); }
    Session stored() { return SessionStore(paths.data).read(example_session().uuid); }
    void store(const Session& session) { SessionStore(paths.data).insert(session); }
    // A start leaves the log where it is, and says so in one line that names it.
    std::string check_refused(const fs::path& log) {
        const std::string before = fs::is_regular_file(log) ? bytes_of(log) : "";
        const Upkeep said = start();
        CHECK(said.news.empty());
        REQUIRE(said.troubles.size() == 1);
        CHECK_THAT(said.troubles[0], Contains(log.string() + ": ") && !Contains("\n"));
        REQUIRE(fs::exists(fs::symlink_status(log)));
        if (fs::is_regular_file(log)) CHECK(bytes_of(log) == before);
        return said.troubles[0];
    }

    TempFolder folder;
    Paths paths;
};

std::string without_last_line(const std::string& text) {
    return text.substr(0, text.rfind('\n', text.size() - 2) + 1);
}

}  // namespace

TEST_CASE("cut-off sessions are finished at the start and told, deleted ones end after a month") {
    Home home;
    CHECK(home.start().news.empty());
    CHECK_FALSE(fs::exists(home.paths.data));
    Session session;
    session.uuid = "aaaa";
    home.store(session);
    const Upkeep said = home.start();
    CHECK(said.troubles.empty());
    REQUIRE(said.news.size() == 1);
    CHECK_THAT(said.news[0], Contains("cut off"));
    CHECK(home.start().news.empty());
}

TEST_CASE("a workout that could not be saved is brought in at the next start, once, and told") {
    Home home;
    const Session session = example_session();
    fs::path log;
    SECTION("beside the database") {
        log = home.leave(session);
    }
    SECTION("elsewhere, while there is no database") {
        log = home.leave(session, home.folder.path());
        CHECK_FALSE(SessionStore::is_there(home.paths.data));
    }
    const Upkeep said = home.start();
    CHECK(said.troubles.empty());
    REQUIRE(said.news.size() == 1);
    CHECK(said.news[0] ==
          "The workout of 2026-10-25 02:30:00, which could not be saved, is brought in from " +
              log.string() + ".");
    CHECK_FALSE(fs::exists(log));
    CHECK(home.stored() == session);
    const Upkeep again = home.start();
    CHECK(again.news.empty());
    CHECK(again.troubles.empty());
    CHECK(home.kept() == 1);
}

TEST_CASE("a log that has more of a session that was cut off takes its place, but not its name") {
    Home home;
    const Session whole = example_session();
    Session part = whole;
    part.sets.resize(1);
    part.reps.resize(10);
    part.length = 60s;
    part.finished = false;
    part.title = "Legs";
    SECTION("before it is finished") {
        home.store(part);
    }
    SECTION("when it was finished at another start") {
        home.store(part);
        REQUIRE(home.start().news.size() == 1);
        REQUIRE(home.stored().recovered);
    }
    home.leave(whole);
    const Upkeep said = home.start();
    CHECK(said.troubles.empty());
    REQUIRE(said.news.size() == 1);
    CHECK_THAT(said.news[0], Contains("which could not be saved whole, is brought in"));
    CHECK(home.kept() == 1);
    const Session stored = home.stored();
    CHECK(stored.sets == whole.sets);
    CHECK(stored.length == whole.length);
    CHECK_FALSE(stored.recovered);
    CHECK(stored.title == "Legs");
}

TEST_CASE("corrections that Replay could not save are brought into their workout") {
    Home home;
    Session session = example_session();
    home.store(session);
    SessionStore(home.paths.data).put_texts(session.uuid, "Renamed", "");
    session.sets[0].reps = 11;
    session.corrections.push_back({session.start + 1h, 1, "reps", "10", "11"});
    const fs::path log = home.leave(session);
    const Upkeep said = home.start();
    CHECK(said.troubles.empty());
    REQUIRE(said.news.size() == 1);
    CHECK_THAT(said.news[0], Contains("Corrections of the workout of 2026-10-25"));
    CHECK_FALSE(fs::exists(log));
    CHECK(home.kept() == 1);
    CHECK(home.stored().sets == session.sets);
    CHECK(home.stored().corrections == session.corrections);
    CHECK(home.stored().title == "Renamed");
}

TEST_CASE("corrections of a video that is no workout are brought to where Replay looks for them") {
    Home home;
    const std::string key = "0f8fad5bd9cb469fa16570867728950e" + std::string(32, 'a');
    const Session session = example_session();
    std::string problem;
    const fs::path log = home.leave(session, home.folder.path(), key);
    const Upkeep said = home.start();
    CHECK(said.troubles.empty());
    REQUIRE(said.news.size() == 1);
    CHECK_THAT(said.news[0], Contains("Corrections of Integrated Camera"));
    CHECK_FALSE(fs::exists(log));
    CHECK(home.kept() == 0);
    CHECK(ReplayFiles(home.paths).find(key, problem) == session);

    // What was corrected since is not overwritten.
    Session corrected = session;
    corrected.corrections.push_back({session.start + 1h, 1, "reps", "10", "11"});
    ReplayFiles(home.paths).save(key, corrected);
    home.leave(session, home.folder.path(), key);
    CHECK_THAT(home.check_refused(log), Contains("corrected since; delete the file"));
    CHECK(ReplayFiles(home.paths).find(key, problem) == corrected);
    // A key names a file: it is none of another session's, and leads nowhere else.
    home.leave(session, home.folder.path(), "../" + key);
    CHECK_THAT(home.check_refused(log), Contains("which video it is of"));
}

TEST_CASE("a log that cannot be brought in stays, is named with the remedy, and stops no other") {
    Home home;
    const Session session = example_session();
    const fs::path log = home.leave(session);
    const std::string whole = bytes_of(log);
    std::string bytes;
    std::string said;
    SECTION("cut off") {
        bytes = without_last_line(whole);
        said = "it is cut off; 'spotter sessions import' with that file";
    }
    SECTION("damaged") {
        bytes = whole.substr(0, whole.find("{\"type\":\"label\"")) + "x\n" +
                whole.substr(whole.find("{\"type\":\"label\""));
        said = "it is damaged; 'spotter sessions import' with that file";
    }
    SECTION("no log") {
        bytes = "\x1b[2J\n" + std::string(100'000, '[');
        said = "line 1: this is no JSON; delete it";
    }
    SECTION("empty") {
        said = "it is empty; delete it";
    }
    SECTION("of another session") {
        bytes = jsonl_from_session(example_session("aaaaaaaa-d9cb-469f-a165-70867728950e"));
        said = "the one session of its name";
    }
    SECTION("of more than one session") {
        bytes = whole + jsonl_from_session(example_session("aaaaaaaa-d9cb-469f-a165-70867728950e"));
        said = "the one session of its name";
    }
    SECTION("of a newer Spotter") {
        bytes = without_last_line(whole) + "{\"type\":\"\\u001b[2J\"}\n" +
                whole.substr(without_last_line(whole).size());
        said = "more than this Spotter knows; start the Spotter that wrote it";
    }
    write_bytes(log, bytes);
    CHECK_THAT(home.check_refused(log), Contains(said) && !Contains("\x1b"));
    CHECK(home.kept() == 0);

    home.leave(example_session("bbbbbbbb-d9cb-469f-a165-70867728950e"));
    const Upkeep both = home.start();
    CHECK(both.troubles.size() == 1);
    CHECK(both.news.size() == 1);
    CHECK(home.kept() == 1);
}

TEST_CASE("what only has the name of a log is not followed") {
    Home home;
    home.store(example_session("bbbbbbbb-d9cb-469f-a165-70867728950e"));
    const fs::path log = home.paths.data / ("unsaved-" + example_session().uuid + ".jsonl");
    SECTION("a link") {
        write_bytes(home.folder / "elsewhere", jsonl_from_session(example_session()));
        fs::create_symlink(home.folder / "elsewhere", log);
    }
    SECTION("a folder") {
        fs::create_directory(log);
    }
    SECTION("a pipe, which would never answer") {
        REQUIRE(::mkfifo(log.c_str(), 0600) == 0);
    }
    CHECK_THAT(home.check_refused(log), Contains("it is no plain file; move it away"));
    CHECK(home.kept() == 1);
    // Other names are nobody's business.
    fs::remove(log);
    write_bytes(home.paths.data / "unsaved-mine.jsonl", "x");
    CHECK(home.start().troubles.empty());
}

TEST_CASE("while the database is locked a log waits for another start") {
    Home home;
    home.store(example_session("bbbbbbbb-d9cb-469f-a165-70867728950e"));
    const fs::path log = home.leave(example_session());
    {
        const Held held(home.paths.data);
        const Upkeep said = home.start();
        CHECK(said.news.empty());
        REQUIRE_FALSE(said.troubles.empty());
        CHECK_THAT(said.troubles[0], Contains(log.string()) && Contains("locked") &&
                                         Contains("the next start of Spotter tries it again"));
        CHECK(fs::exists(log));
    }
    CHECK(home.start().news.size() == 1);
    CHECK_FALSE(fs::exists(log));
    CHECK(home.kept() == 2);
}

TEST_CASE("where there is no place for a database a log is named all the same") {
    Home home;
    write_bytes(home.folder / "data", "no folder");
    const fs::path log = home.leave(example_session(), home.folder.path());
    const Upkeep said = home.start();
    REQUIRE(said.troubles.size() == 2);
    CHECK_THAT(said.troubles[0], Contains("--data-dir"));
    CHECK_THAT(said.troubles[1], Contains(log.string()));
    CHECK(fs::exists(log));
}

TEST_CASE("a workout that is there already is not brought in again") {
    Home home;
    Session session = example_session();
    home.store(session);
    const fs::path log = home.leave(session);
    SECTION("as it is in the log: a start that was ended in between is completed") {
        SessionStore(home.paths.data).put_texts(session.uuid, "Renamed", "");
        const Upkeep said = home.start();
        CHECK(said.troubles.empty());
        REQUIRE(said.news.size() == 1);
        CHECK_THAT(said.news[0], Contains("there already") && Contains(log.string()));
        CHECK_FALSE(fs::exists(log));
        CHECK(home.stored().title == "Renamed");
    }
    SECTION("corrected since") {
        session.corrections.push_back({session.start + 1h, 1, "reps", "10", "11"});
        session.sets[0].reps = 11;
        SessionStore(home.paths.data).save_workout(session);
        CHECK_THAT(home.check_refused(log),
                   Contains("there already, and differs; delete the file"));
        CHECK(home.stored().sets[0].reps == 11);
    }
    SECTION("corrected since, after it was cut off and finished") {
        session.recovered = true;
        session.corrections[0].to = "12";
        SessionStore(home.paths.data).insert(session, true);
        CHECK_THAT(home.check_refused(log),
                   Contains("there already, and differs; delete the file"));
        CHECK(home.stored() == session);
    }
    SECTION("deleted since") {
        SessionStore(home.paths.data).remove(session.uuid);
        CHECK_THAT(home.check_refused(log),
                   Contains("there already, and deleted; delete the file"));
        CHECK(SessionStore(home.paths.data).is_deleted(session.uuid));
    }
}

TEST_CASE("the log of a session that a program still tries to write is left to that program") {
    Home home;
    const Session session = example_session();
    home.store(example_session("bbbbbbbb-d9cb-469f-a165-70867728950e"));
    const fs::path log = home.leave(session);
    const auto nothing_happens = [&] {
        const Upkeep said = home.start();
        CHECK(said.news.empty());
        CHECK(said.troubles.empty());
        CHECK(fs::exists(log));
    };
    {
        const auto held = HeldLog::take(log);
        REQUIRE(held);
        nothing_happens();
        CHECK(home.kept() == 1);
    }
    {
        SessionStore store(home.paths.data);
        const SessionAppender writer(store, beginning_of(session));
        nothing_happens();
    }
    CHECK(home.start().news.size() == 1);
    CHECK(home.kept() == 2);
}

TEST_CASE("the log of another user is not believed, and not this one's to complain of") {
    Home home;
    const fs::path log = home.leave(example_session());
    constexpr uid_t kNobody = 65'534;
    if (::chown(log.c_str(), kNobody, static_cast<gid_t>(-1)) != 0) return;  // only root may
    const Upkeep said = home.start();
    CHECK(said.news.empty());
    CHECK(said.troubles.empty());
    CHECK(fs::exists(log));
    CHECK(home.kept() == 0);
}

TEST_CASE("logs of another data folder, or of none, are not mixed into this one") {
    Home home;
    home.store(example_session("bbbbbbbb-d9cb-469f-a165-70867728950e"));
    SECTION("of another") {
        const auto log = write_rescue(example_session(), {home.folder / "other"},
                                      std::vector{home.folder.path()});
        const std::string other = (home.folder / "other").string();
        CHECK_THAT(home.check_refused(log.value()),
                   Contains(other + ", where nothing can be kept; 'spotter sessions import'"));
        fs::create_directory(other);
        CHECK_THAT(home.check_refused(log.value()),
                   Contains(other + "; name that with --data-dir once"));
    }
    SECTION("of none") {
        const fs::path log = home.folder / ("unsaved-" + example_session().uuid + ".jsonl");
        write_bytes(log, jsonl_from_session(example_session()));
        CHECK_THAT(home.check_refused(log), Contains("whose it is; 'spotter sessions import'"));
    }
    CHECK(home.kept() == 1);
}

TEST_CASE("the command that lists sessions brings them in, the one that imports them does not") {
    const TempFolder home;
    const fs::path data = home / ".local/share/spotter";
    const Session session = example_session();
    const auto log = write_rescue(session, {data}, std::vector{data}).value();
    const Finished imported = run_program(home / "", {"sessions", "import", log.string()});
    CHECK(imported.out == "Imported 1 session\n");
    CHECK(imported.err.empty());
    CHECK(fs::exists(log));
    const Finished listed = run_program(home / "", {"sessions", "list"});
    CHECK_THAT(listed.err, Contains("there already") && Contains(log.string()));
    CHECK_FALSE(fs::exists(log));

    const auto next = write_rescue(example_session("bbbbbbbb-d9cb-469f-a165-70867728950e"), {data},
                                   std::vector{home.path()});
    const Finished run = run_program(home / "", {"sessions", "list"});
    CHECK(run.code == 0);
    CHECK(lines_in(run.err) == 1);
    CHECK_THAT(run.err, Contains("is brought in from " + next.value().string()));
    CHECK_THAT(run.out, Contains("bbbbbbbb"));
    CHECK(SessionStore(data).list().size() == 2);

    const std::string key = "0f8fad5bd9cb469fa16570867728950e" + std::string(32, 'a');
    const auto video = write_rescue(session, {data, key}, std::vector{data}).value();
    const Finished refused = run_program(home / "", {"sessions", "import", video.string()});
    CHECK(refused.code == 1);
    CHECK_THAT(refused.err, Contains("corrections of a video"));
}

TEST_CASE("the log of another data folder goes once its workout was imported") {
    Home home;
    const auto log =
        write_rescue(example_session(), {"/proc/none"}, std::vector{home.folder.path()}).value();
    home.store(example_session("bbbbbbbb-d9cb-469f-a165-70867728950e"));
    CHECK_THAT(home.check_refused(log), Contains("'spotter sessions import' with that file"));
    home.store(example_session());
    SECTION("as it was") {}
    SECTION("and was corrected since") {
        Session corrected = example_session();
        corrected.corrections.push_back({corrected.start + 1h, 1, "reps", "10", "11"});
        SessionStore(home.paths.data).insert(corrected, true);
    }
    const Upkeep said = home.start();
    CHECK(said.troubles.empty());
    REQUIRE(said.news.size() == 1);
    CHECK_THAT(said.news[0], Contains("is there already: nothing was left to bring in from"));
    CHECK_FALSE(fs::exists(log));
    CHECK(home.start().news.empty());
    CHECK(home.kept() == 2);
}
