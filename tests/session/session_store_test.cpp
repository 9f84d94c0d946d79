#include "engine/session/session_store.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/session/database.h"
#include "engine/session/schema.h"
#include "engine/session/session_appender.h"
#include "engine/session/session_facts.h"
#include "tests/session/example_session.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

std::vector<std::string> files_like(const fs::path& folder, const std::string& part) {
    std::vector<std::string> out;
    for (const auto& entry : fs::directory_iterator(folder)) {
        const std::string name = entry.path().filename();
        if (name.find(part) != std::string::npos) out.push_back(name);
    }
    return out;
}

Session other_session(const std::string& uuid, std::chrono::hours later) {
    Session session = example_session(uuid);
    session.start += later;
    return session;
}

}  // namespace

TEST_CASE("a session comes out of the store as it went in") {
    const TempFolder home;
    const Session session = example_session();
    SessionStore(home / "data").insert(session);
    SessionStore store(home / "data");
    CHECK(store.notices().empty());
    CHECK(store.read(session.uuid) == session);
    const Session workout = store.read(session.uuid, SessionParts::workout);
    CHECK(workout.timeline.empty());
    CHECK(workout.sets == session.sets);
    CHECK(store.read(session.uuid, SessionParts::head).sets.empty());
    CHECK_THROWS_WITH(store.insert(session), Contains("there already"));
    CHECK_THROWS_WITH(store.read("nobody"), Contains("no such session"));
}

TEST_CASE("the list has the newest first, with totals") {
    const TempFolder home;
    SessionStore store(home / "data");
    CHECK(store.list().empty());
    store.insert(example_session("aaaa"));
    store.insert(other_session("bbbb", 24h));
    const auto list = store.list();
    REQUIRE(list.size() == 2);
    CHECK(list[0].uuid == "bbbb");
    CHECK(list[1].sets == 4);
    CHECK(list[1].reps == 22);
    CHECK_FALSE(list[1].recorded);  // it was never here
    CHECK(list[1].video_missing);
    REQUIRE(list[1].exercises.size() == 3);
    CHECK(list[1].exercises[0].label == "bicep_curl");
    CHECK(list[1].exercises[0].sets == 2);
    CHECK(list[1].exercises[0].reps == 17);
    CHECK(store.find("last") == "bbbb");
    CHECK(store.find("a") == "aaaa");
    CHECK_THROWS_WITH(store.find("c"), Contains("no such session"));
    store.insert(example_session("aabb"));
    CHECK_THROWS_WITH(store.find("aa"), Contains("several"));
}

TEST_CASE("the list says whose video is here") {
    const TempFolder home;
    SessionStore store(home / "data");
    Session session = example_session("aaaa");
    session.recordings.push_back(session.recordings.front());
    session.recordings.back().file = "second.mp4";
    store.insert(session);
    const auto make = [&](const std::string& name) {
        std::filesystem::create_directories(store.recordings_folder());
        write_bytes(store.recordings_folder() / name, "video");
        return store.list().front();
    };
    // One that is being filmed.
    const SessionSummary some = make("aaaa.mp4.part");
    CHECK(some.recorded);
    CHECK(some.video_missing);
    const SessionSummary all = make("second.mp4");
    CHECK(all.recorded);
    CHECK_FALSE(all.video_missing);
}

TEST_CASE("sessions are found by text, label and day of their place") {
    const TempFolder home;
    SessionStore store(home / "data");
    store.insert(example_session("aaaa"));
    Session squats = other_session("bbbb", 24h);
    squats.title = "100% legs";
    std::erase_if(squats.sets, [](const RecordedSet& set) { return set.label != "squat"; });
    store.insert(squats);
    const auto found = [&](const SessionFilter& filter) {
        std::string out;
        for (const SessionSummary& session : store.list(filter)) out += session.uuid[0];
        return out;
    };
    CHECK(found({}) == "ba");
    CHECK(found({.text = "EVENING"}) == "a");
    CHECK(found({.text = "bicep curl"}) == "a");
    CHECK(found({.text = "0% l"}) == "b");
    CHECK(found({.text = "%"}) == "b");
    CHECK(found({.text = "🐢"}) == "a");
    CHECK(found({.text = "' OR 1=1 --"}).empty());
    CHECK(found({.label = "bicep_curl"}) == "a");
    CHECK(found({.label = "squat"}) == "ba");
    // It began at half past midnight UTC, 02:30 in Berlin.
    const std::chrono::sys_days sunday{std::chrono::year{2026} / 10 / 25};
    CHECK(found({.from = sunday, .until = sunday}) == "a");
    CHECK(found({.from = sunday + std::chrono::days(1)}) == "b");
    CHECK(found({.until = sunday - std::chrono::days(1)}).empty());
}

TEST_CASE("days of an exercise: sets, reps, tempo, time under tension and weight") {
    const TempFolder home;
    SessionStore store(home / "data");
    store.insert(example_session("aaaa"));
    store.insert(other_session("bbbb", 48h));
    const auto days = store.exercise_days();
    REQUIRE(days.size() == 6);
    CHECK(days[0].label == "bicep_curl");
    CHECK(date_text(days[0].day) == "2026-10-25");
    CHECK(days[0].sets == 2);
    CHECK(days[0].reps == 17);
    CHECK(days[0].best_kg == Approx(30 * 0.45359237));
    CHECK(days[0].volume_kg == Approx(10 * 12.5 + 7 * 30 * 0.45359237));
    // 10 reps of 2.5 s + 0, 50, … 450 ms, and 7 of 2.5 s + 0 … 300 ms.
    CHECK(days[0].under_tension_s == Approx(17 * 2.5 + 2.25 + 1.05));
    CHECK(days[0].lowering_s == Approx((17 * 1.3 + 2.25 + 1.05) / 17));
    CHECK(days[2].label == "plank");
    CHECK(days[2].under_tension_s == 45);
}

TEST_CASE("the demo is in the list, but not in the days") {
    const TempFolder home;
    SessionStore store(home / "data");
    Session demo = example_session();
    demo.source_kind = "demo";
    store.insert(demo);
    CHECK(store.list().size() == 1);
    CHECK(store.exercise_days().empty());
    CHECK(store.exercise_days(true).size() == 3);
    CHECK_FALSE(store.last_load("bicep_curl"));
}

TEST_CASE("the weight of last time is remembered") {
    const TempFolder home;
    SessionStore store(home / "data");
    CHECK_FALSE(store.last_load("bicep_curl"));
    store.insert(other_session("bbbb", 24h));
    store.insert(example_session("aaaa"));
    const auto last = store.last_load("bicep_curl");
    REQUIRE(last);
    CHECK(last->weight == Weight{30, WeightUnit::lb});
    CHECK_FALSE(store.last_load("squat"));
}

TEST_CASE("a note is remembered without a weight, and each comes from its own newest set") {
    const TempFolder home;
    SessionStore store(home / "data");
    Session old = example_session("aaaa");
    old.sets[2].note = "knees out";
    store.insert(old);
    const auto squat = store.last_load("squat");
    REQUIRE(squat);
    CHECK_FALSE(squat->weight);
    CHECK(squat->note == "knees out");

    Session heavy = other_session("bbbb", 24h);
    heavy.sets[2].weight = 60;
    store.insert(heavy);
    CHECK(store.last_load("squat")->weight == Weight{60, WeightUnit::kg});
    CHECK(store.last_load("squat")->note == "knees out");

    Session light = other_session("cccc", 48h);
    light.sets[2].note = "slower";
    store.insert(light);
    CHECK(store.last_load("squat")->weight == Weight{60, WeightUnit::kg});
    CHECK(store.last_load("squat")->note == "slower");
}

TEST_CASE("a deleted session can be brought back until it is purged with its recording") {
    const TempFolder home;
    SessionStore store(home / "data");
    const Session session = example_session();
    store.insert(session);
    fs::create_directories(store.recordings_folder());
    write_bytes(store.recordings_folder() / session.recordings[0].file, "video");
    CHECK(store.disk_use().recording_bytes == 5);
    CHECK(store.disk_use().database_bytes > 0);

    store.remove(session.uuid);
    CHECK(store.list().empty());
    CHECK(store.exercise_days().empty());
    CHECK(store.list({.deleted = true}).size() == 1);
    CHECK(store.purge(utc_now() - 1h) == 0);
    store.restore(session.uuid);
    CHECK(store.read(session.uuid) == session);

    store.remove(session.uuid);
    CHECK(store.purge(utc_now()) == 1);
    CHECK(store.list({.deleted = true}).empty());
    CHECK_FALSE(store.contains(session.uuid));
    CHECK(store.disk_use().recording_bytes == 0);
}

TEST_CASE("merged sessions are one, in order of time, and keep their recordings") {
    const TempFolder home;
    SessionStore store(home / "data");
    Session late = example_session("bbbb");
    late.start += 20min;
    late.recordings[0].file = "bbbb.mp4";
    store.insert(late);
    store.insert(example_session("aaaa"));
    const std::string uuid = store.merge({"bbbb", "aaaa"});
    const auto list = store.list();
    REQUIRE(list.size() == 1);
    CHECK(list[0].uuid == uuid);
    const Session whole = store.read(uuid);
    CHECK(whole.length == 30min);
    CHECK(whole.sets.size() == 8);
    CHECK(whole.sets[4].number == 5);
    CHECK(whole.sets[4].start == 20min + 10s);
    CHECK(reps_of(whole, 5).size() == 10);
    CHECK(whole.gaps[1].reason == "between two sessions");
    CHECK(whole.timeline[1].times_ms[0] == 20 * 60'000 + 2000);
    CHECK(whole.recordings[1].start == 20min + 1s);
    CHECK(pictures_lacking(whole) == 48);
    CHECK(whole.film_gaps[2].start == 20min + 20s);
    fs::create_directories(store.recordings_folder());
    write_bytes(store.recordings_folder() / "bbbb.mp4", "video");
    CHECK(store.purge(utc_now()) == 2);
    CHECK(fs::exists(store.recordings_folder() / "bbbb.mp4"));

    store.insert(other_session("cccc", 48h));
    CHECK_THROWS_WITH(store.merge({uuid, "cccc"}), Contains("more than a day"));
    CHECK(store.list().size() == 2);
}

TEST_CASE("sessions are merged once, however often that is asked for") {
    const TempFolder home;
    SessionStore store(home / "data");
    store.insert(example_session("aaaa"));
    store.insert(other_session("bbbb", 1h));
    CHECK_THROWS_WITH(store.merge({"aaaa", "aaaa", "bbbb"}), Contains("named twice"));
    CHECK(store.list().size() == 2);
    store.merge({"aaaa", "bbbb"});
    CHECK_THROWS_WITH(store.merge({"aaaa", "bbbb"}),
                      Contains("aaaa: it is deleted") && Contains("delete --undo"));
    CHECK(store.list().size() == 1);
}

TEST_CASE("merged sessions have the first title that there is, and all notes") {
    const TempFolder home;
    SessionStore store(home / "data");
    Session first = example_session("aaaa");
    first.title.clear();
    first.note = "warm";
    Session second = other_session("bbbb", 1h);
    second.title = "Legs";
    second.note = "tired";
    store.insert(first);
    store.insert(second);
    const Session whole = store.read(store.merge({"aaaa", "bbbb"}));
    CHECK(whole.title == "Legs");
    CHECK(whole.note == "warm\ntired");
}

TEST_CASE("corrections are saved beside what was counted") {
    const TempFolder home;
    SessionStore store(home / "data");
    Session session = example_session();
    store.insert(session);
    session.sets[1].reps = 8;
    session.sets[2].label = "lunge";
    session.reps[3].removed = true;
    session.corrections.push_back({utc_now(), 2, "reps", "7", "8"});
    store.save_workout(session);
    const Session read = store.read(session.uuid);
    CHECK(read == session);
    CHECK(read.sets[1].counted_reps == 7);
}

TEST_CASE("corrections leave the name and the note that were given meanwhile") {
    const TempFolder home;
    SessionStore store(home / "data");
    Session session = example_session();
    store.insert(session);
    store.put_texts(session.uuid, "Legs", "tired");
    session.sets[1].reps = 8;
    store.save_workout(session);
    const Session read = store.read(session.uuid);
    CHECK(read.title == "Legs");
    CHECK(read.note == "tired");
    CHECK(read.sets[1].reps == 8);
}

TEST_CASE("many sessions are added at once, or none of them") {
    const TempFolder home;
    SessionStore store(home / "data");
    const std::vector<Session> two = {other_session("aaaa", 24h), other_session("bbbb", 48h)};
    store.insert(two[1]);
    CHECK_THROWS_WITH(store.insert(two), Contains("it is there already"));
    CHECK(store.list().size() == 1);
    store.insert(two, true);
    CHECK(store.read("aaaa") == two[0]);
    CHECK(store.read("bbbb") == two[1]);
}

TEST_CASE("a store tells that it was written to") {
    const TempFolder home;
    const auto never = SessionStore::last_change(home / "data");
    SessionStore store(home / "data");
    store.insert(example_session());
    const auto once = SessionStore::last_change(home / "data");
    CHECK(once > never);
    (void)SessionStore(home / "data").list();
    CHECK(SessionStore::last_change(home / "data") == once);
}

TEST_CASE("a session that goes on is left alone, and finished once its writer is gone") {
    const TempFolder home;
    SessionStore store(home / "data");
    Session session = beginning_of(example_session());
    {
        SessionStore writing(home / "data");
        SessionAppender appender(writing, session);
        const RecordedSet set{1, "squat", 1s, 4s, true, false, 2, 2};
        appender.append(std::vector<SessionEntry>{set, Recording{"a.mp4", 0s, 0s, 64, 48}});
        CHECK(store.recover().empty());
        CHECK_FALSE(store.read(session.uuid).finished);
        CHECK_THROWS_WITH(store.remove(session.uuid),
                          Contains("it is going on; end it first, with Finish in Live") &&
                              !Contains(session.uuid));
        CHECK_THROWS_WITH(store.save_workout(session), Contains("going on"));
    }
    fs::create_directories(store.recordings_folder());
    write_bytes(store.recordings_folder() / "a.mp4.part", "video");
    const auto recovered = store.recover();
    REQUIRE(recovered.size() == 1);
    CHECK(recovered[0].uuid == session.uuid);
    CHECK(recovered[0].reps == 2);
    const Session read = store.read(session.uuid);
    CHECK(read.finished);
    CHECK(read.recovered);
    CHECK(read.length == 4s);
    CHECK_FALSE(read.sets[0].open);
    CHECK(read.recordings[0].end == 4s);
    CHECK(bytes_of(store.recordings_folder() / "a.mp4") == "video");
    CHECK(store.recover().empty());
}

TEST_CASE("a damaged file is kept aside and a new one begun") {
    const TempFolder home;
    fs::create_directories(home / "data");
    std::string bytes;
    SECTION("something else") {
        bytes = "this was never a database, and it is longer than a header of a hundred bytes, " +
                std::string(200, 'x');
    }
    SECTION("a page of nonsense") {
        SessionStore(home / "data").insert(example_session());
        bytes = bytes_of(home / "data/spotter.sqlite");
        REQUIRE(bytes.size() > 8192);
        std::fill(bytes.begin() + 100, bytes.end(), '\x5a');
    }
    write_bytes(home / "data/spotter.sqlite", bytes);
    SessionStore store(home / "data");
    REQUIRE(store.notices().size() == 1);
    CHECK_THAT(store.notices()[0], Contains("damaged") && Contains("kept as"));
    CHECK(store.list().empty());
    store.insert(example_session());
    const auto kept = files_like(home / "data", ".damaged-");
    REQUIRE(kept.size() == 1);
    CHECK(bytes_of(home / "data" / kept[0]) == bytes);
}

TEST_CASE("a file of a newer Spotter is refused in one line and stays as it is") {
    const TempFolder home;
    SessionStore(home / "data").insert(example_session());
    Database(home / "data/spotter.sqlite", Database::Access::read_write)
        .run("PRAGMA user_version=99");
    CHECK_THROWS_WITH(SessionStore(home / "data"), Contains("newer Spotter; use"));
    Database(home / "data/spotter.sqlite", Database::Access::read_write)
        .run("PRAGMA user_version=" + std::to_string(schema_steps().size()));
    CHECK(SessionStore(home / "data").list().size() == 1);
    CHECK(files_like(home / "data", "damaged").empty());
}

TEST_CASE("sessions of the first Spotter are there in this one, and it goes on with them") {
    const TempFolder home;
    Session session = example_session();
    session.film_gaps.clear();
    fs::create_directories(home / "data");
    {
        SessionStore(home / "data").insert(session);
        Database database(home / "data/spotter.sqlite", Database::Access::read_write);
        database.run("DROP TABLE film_gap; PRAGMA user_version=1");
    }
    SessionStore store(home / "data");
    CHECK(store.notices().empty());
    CHECK(store.read(session.uuid) == session);
    const Session other = example_session("11111111-2222-4333-8444-555555555555");
    store.insert(other);
    CHECK(store.read(other.uuid) == other);
}

TEST_CASE("tables are brought up to date step by step, each whole or not at all") {
    const TempFolder home;
    Database database(home / "a.sqlite", Database::Access::read_write);
    const std::vector<const char*> first = {"CREATE TABLE a (x)"};
    migrate(database, first);
    database.run("INSERT INTO a VALUES (5)");
    std::vector<const char*> more = {first[0], "ALTER TABLE a ADD COLUMN y DEFAULT 7", "nonsense"};
    CHECK_THROWS_WITH(migrate(database, more), Contains("syntax error"));
    CHECK(database.scalar("PRAGMA user_version") == 1);
    more.pop_back();
    migrate(database, more);
    migrate(database, more);
    CHECK(database.scalar("PRAGMA user_version") == 2);
    CHECK(database.scalar("SELECT x + y FROM a") == 12);
    CHECK_THROWS_WITH(migrate(database, first), Contains("newer Spotter"));
}

TEST_CASE("a place that cannot be written to is said in one line") {
    const TempFolder home;
    write_bytes(home / "file", "no folder");
    CHECK_THROWS_WITH(SessionStore(home / "file/data"), Contains("--data-dir"));
}

TEST_CASE("sessions of a folder that cannot be written to can be read") {
    const TempFolder home;
    SessionStore(home / "data").insert(example_session());
    Database database(home / "data/spotter.sqlite", Database::Access::read_only);
    check_version(database);
    CHECK(list_sessions(database, {}, home.path()).size() == 1);
    CHECK_THROWS_AS(database.run("DELETE FROM session"), DatabaseError);
}

TEST_CASE("file names with signs that URIs use are no trouble") {
    const TempFolder home;
    const fs::path folder = home / "50% #1? ü";
    SessionStore(folder).insert(example_session());
    CHECK(SessionStore(folder).list().size() == 1);
    CHECK(fs::exists(folder / "spotter.sqlite"));
}
