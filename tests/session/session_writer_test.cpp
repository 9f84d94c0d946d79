#include "engine/session/session_writer.h"

#include <fstream>
#include <functional>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/session/database.h"
#include "engine/session/import_jsonl.h"
#include "tests/file_size_limit.h"
#include "tests/session/example_session.h"
#include "tests/session/killed_child.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

SessionWriterOptions at_once() {
    SessionWriterOptions options;
    options.commit_every = 0ms;
    options.retry_every = 1ms;
    return options;
}

// Until the writer is so far; there is no other way to see it from outside.
void until(const SessionWriter& writer,
           const std::function<bool(const SessionWriterState&)>& holds) {
    while (!holds(writer.state())) std::this_thread::yield();
}

Session logged_in(const std::filesystem::path& log) {
    std::ifstream in(log);
    auto logged = JsonlReader(in, log.string()).next();
    REQUIRE(logged);
    CHECK(logged->problem.empty());
    CHECK(logged->notes.empty());
    return std::move(logged->session);
}

void add_all(SessionWriter& writer, const Session& session) {
    for (const ModelUse& model : session.models) writer.add(model);
    for (const TimelineTrack& track : session.timeline) {
        const std::size_t labels = session.models[track.model].labels.size();
        for (std::size_t i = 0; i < track.times_ms.size(); ++i) {
            const auto scores = track.scores_x255.begin() + static_cast<std::ptrdiff_t>(i * labels);
            writer.add(TimelineScores{SessionTime(track.times_ms[i]),
                                      track.model,
                                      track.labels[i],
                                      {scores, scores + static_cast<std::ptrdiff_t>(labels)}});
        }
    }
    const auto add = [&](const auto& entries) {
        for (const auto& entry : entries) writer.add(entry);
    };
    add(session.label_changes);
    add(session.sets);
    add(session.reps);
    add(session.corrections);
    add(session.gaps);
    add(session.recordings);
    add(session.film_gaps);
    writer.add(session.counters);
}

}  // namespace

TEST_CASE("what was given to the writer is in the store, nothing more or less") {
    const TempFolder home;
    const Session session = example_session();
    {
        SessionWriter writer(home / "data", beginning_of(session));
        add_all(writer, session);
        writer.finish(session.length);
        CHECK(writer.state().lost == 0);
        CHECK_FALSE(writer.state().problem);
        CHECK(writer.state().notices.empty());
    }
    CHECK(SessionStore(home / "data").read(session.uuid) == session);
}

TEST_CASE("entries of a number that is there already replace it") {
    const TempFolder home;
    const Session session = example_session();
    SessionWriter writer(home / "data", beginning_of(session), at_once());
    RecordedSet set{1, "squat", 1s, 2s, true};
    for (int reps = 0; reps <= 5; ++reps) {
        set.counted_reps = set.reps = reps;
        writer.add(set);
    }
    writer.finish(10s);
    const Session read = SessionStore(home / "data").read(session.uuid);
    REQUIRE(read.sets.size() == 1);
    CHECK(read.sets[0].reps == 5);
    CHECK_FALSE(read.sets[0].open);
    CHECK(read.finished);
    CHECK_FALSE(read.recovered);
    CHECK(read.length == 10s);
}

TEST_CASE("a model that comes later has a track of its own") {
    const TempFolder home;
    const Session session = example_session();
    SessionWriter writer(home / "data", beginning_of(session), at_once());
    writer.add(ModelUse{0s, "a", "", {"x"}, {}});
    writer.add(TimelineScores{1s, 0, 0, {9}});
    writer.add(ModelUse{2s, "b", "", {"x", "y"}, {}});
    writer.add(TimelineScores{3s, 1, 1, {1, 2}});
    writer.add(TimelineScores{4s, 1, 1, {3, 4}});
    writer.finish(5s);
    const Session read = SessionStore(home / "data").read(session.uuid);
    REQUIRE(read.timeline.size() == 2);
    CHECK(read.timeline[1].model == 1);
    CHECK(read.timeline[1].scores_x255 == std::vector<std::uint8_t>{1, 2, 3, 4});
}

TEST_CASE("a session of a model with four hundred labels is kept whole") {
    const TempFolder home;
    Session session = example_session();
    for (int i = 0; i < 397; ++i) session.models[0].labels.push_back("label " + std::to_string(i));
    TimelineTrack& track = session.timeline[0];
    track.scores_x255.resize(track.times_ms.size() * 400, 9);
    track.labels.back() = 399;
    {
        SessionWriter writer(home / "data", beginning_of(session), at_once());
        add_all(writer, session);
        writer.finish(session.length);
        CHECK_FALSE(writer.state().problem);
    }
    CHECK(SessionStore(home / "data").read(session.uuid) == session);
}

TEST_CASE("a timeline point that makes no sense is left out and counted, the workout is kept") {
    const TempFolder home;
    const Session session = example_session();
    {
        SessionWriter writer(home / "data", beginning_of(session), at_once());
        writer.add(session.models[0]);
        writer.add(TimelineScores{1s, 0, 0, {1, 2}});      // too few scores
        writer.add(TimelineScores{1s, 0, 3, {1, 2, 3}});   // no such label
        writer.add(TimelineScores{1s, 1, 0, {1, 2, 3}});   // no such model
        writer.add(TimelineScores{-1s, 0, 0, {1, 2, 3}});  // before it began
        writer.add(session.sets[0]);
        writer.add(TimelineScores{2s, 0, 2, {4, 5, 6}});
        writer.add(SessionCounters{});
        writer.finish(3s);
        CHECK_FALSE(writer.state().problem);
    }
    const Session read = SessionStore(home / "data").read(session.uuid);
    CHECK(read.sets.size() == 1);
    REQUIRE(read.timeline.size() == 1);
    CHECK(read.timeline[0].scores_x255 == std::vector<std::uint8_t>{4, 5, 6});
    CHECK(read.counters.not_recorded == 4);
}

TEST_CASE("of what finds no room the timeline is left out, counted and told; the workout is kept") {
    const TempFolder home;
    const Session session = example_session();
    SessionWriterOptions options;
    options.capacity = 0;
    SessionWriter writer(home / "data", beginning_of(session), options);
    writer.add(session.models[0]);
    writer.add(TimelineScores{0s, 0, 0, {1, 2, 3}});
    writer.add(session.sets[0]);
    CHECK(writer.state().lost == 1);
    writer.finish(3s);
    const Session read = SessionStore(home / "data").read(session.uuid);
    CHECK(read.counters.not_recorded == 1);
    CHECK(read.sets.size() == 1);
}

TEST_CASE("a writer that is killed loses nothing that it had written, ten times of ten") {
    std::mt19937 random(7);
    for (int round = 0; round < 10; ++round) {
        const TempFolder home;
        const int wanted = std::uniform_int_distribution(1, 400)(random);
        // The child tells how many entries are written; it is killed in the middle of more.
        const int told = write_until_killed(home / "data", wanted);
        REQUIRE(told >= wanted);
        SessionStore store(home / "data");
        CHECK(store.notices().empty());
        const auto recovered = store.recover();
        REQUIRE(recovered.size() == 1);
        CHECK(recovered[0].recovered);
        CHECK(recovered[0].finished);
        const Session session = store.read(recovered[0].uuid);
        INFO("told " << told);
        CHECK(static_cast<int>(session.timeline.at(0).times_ms.size()) >= told - 1);
        CHECK(session.length == SessionTime(session.timeline[0].times_ms.back()));
    }
}

TEST_CASE("on a full disk entries wait, the user is told, and all is written when there is room") {
    const TempFolder home;
    const Session session = example_session();
    SessionWriter writer(home / "data", beginning_of(session), at_once());
    writer.add(session.models[0]);
    until(writer, [](const SessionWriterState& state) { return state.written == 1; });
    {
        const FileSizeLimit full(4096);
        for (int i = 0; i < 500; ++i) writer.add(TimelineScores{SessionTime(i), 0, 0, {1, 2, 3}});
        until(writer, [](const SessionWriterState& state) { return state.problem.has_value(); });
        CHECK_THAT(*writer.state().problem, Contains("spotter.sqlite") && Contains("disk"));
    }
    until(writer, [](const SessionWriterState& state) { return state.written == 501; });
    CHECK_FALSE(writer.state().problem);
    CHECK(writer.state().notices.size() == 1);
    writer.finish(1s);
    const Session read = SessionStore(home / "data").read(session.uuid);
    CHECK(read.timeline[0].times_ms.size() == 500);
    CHECK(read.counters.not_recorded == 0);
}

TEST_CASE("while writing fails the timeline takes no more than its room, the workout stays") {
    const TempFolder home;
    const Session session = example_session();
    SessionWriterOptions options = at_once();
    options.most_pending = 10;
    SessionWriter writer(home / "data", beginning_of(session), options);
    writer.add(session.models[0]);
    until(writer, [](const SessionWriterState& state) { return state.written == 1; });
    {
        const FileSizeLimit full(4096);
        for (int i = 0; i < 50; ++i) writer.add(TimelineScores{SessionTime(i), 0, 0, {1, 2, 3}});
        until(writer, [](const SessionWriterState& state) { return state.lost >= 40; });
        writer.add(session.sets[0]);
    }
    writer.finish(1s);
    const Session read = SessionStore(home / "data").read(session.uuid);
    CHECK(read.timeline[0].times_ms.size() == 10);
    CHECK(read.counters.not_recorded == 40);
    CHECK(read.sets.size() == 1);
}

TEST_CASE("while another program holds the file the user is told, and then all is written") {
    const TempFolder home;
    const Session session = example_session();
    SessionStore(home / "data").list();
    SessionWriter writer(home / "data", beginning_of(session), at_once());
    until(writer, [&](const SessionWriterState&) {
        return SessionStore(home / "data").contains(session.uuid);
    });
    {
        Database other(home / "data/spotter.sqlite", Database::Access::read_write);
        const Transaction holding(other);
        writer.add(session.sets[0]);
        until(writer, [](const SessionWriterState& state) { return state.problem.has_value(); });
        CHECK_THAT(*writer.state().problem, Contains("locked; another program holds it"));
    }
    writer.finish(1s);
    CHECK(SessionStore(home / "data").read(session.uuid).sets.size() == 1);
}

TEST_CASE("where nothing can be kept the writer says so, and ends when it is given up") {
    const TempFolder home;
    write_bytes(home / "file", "no folder");
    SessionWriter writer(home / "file/data", beginning_of(example_session()), at_once());
    for (int i = 0; i < 5; ++i) writer.add(Gap{SessionTime(i), SessionTime(i + 1), "gap"});
    writer.give_up();
    writer.finish(1s);
    CHECK(writer.state().written == 0);
    CHECK(writer.state().lost == 5);
    CHECK_FALSE(writer.state().rescued);
    REQUIRE(writer.state().problem);
    CHECK_THAT(*writer.state().problem, Contains("--data-dir") && Contains("it is lost"));
}

TEST_CASE("a session that is over while another program holds the file is written after that") {
    const TempFolder home;
    const Session session = example_session();
    SessionWriter writer(home / "data", beginning_of(session), at_once());
    writer.add(session.models[0]);
    writer.add(session.sets[0]);
    until(writer, [](const SessionWriterState& state) { return state.written == 2; });
    std::filesystem::path log;
    std::jthread finishing;
    {
        Database other(home / "data/spotter.sqlite", Database::Access::read_write);
        const Transaction holding(other);
        writer.add(session.sets[1]);
        finishing = std::jthread([&] { writer.finish(130s); });
        until(writer, [](const SessionWriterState& state) { return state.rescued.has_value(); });
        log = *writer.state().rescued;
        const Session logged = logged_in(log);
        CHECK(logged.uuid == session.uuid);
        CHECK(logged.sets == std::vector(session.sets.begin(), session.sets.begin() + 2));
        CHECK(logged.length == 130s);
        CHECK(logged.finished);
        // Nobody else brings it in meanwhile.
        CHECK_FALSE(HeldLog::take(log));
        until(writer, [&](const SessionWriterState& state) {
            return state.problem && state.problem->find(log.string()) != std::string::npos;
        });
    }
    finishing.join();
    CHECK_FALSE(writer.state().problem);
    CHECK_FALSE(writer.state().rescued);
    CHECK(writer.state().lost == 0);
    CHECK_FALSE(std::filesystem::exists(log));
    const Session read = SessionStore(home / "data").read(session.uuid);
    CHECK(read.sets.size() == 2);
    CHECK(read.finished);
}

TEST_CASE("a session whose end is given up lies in a log that brings in all of it") {
    const TempFolder home;
    const Session session = example_session();
    std::filesystem::path log;
    {
        SessionWriter writer(home / "data", beginning_of(session), at_once());
        writer.add(session.models[0]);
        for (int i = 0; i < 3; ++i) writer.add(TimelineScores{SessionTime(i), 0, 0, {1, 2, 3}});
        writer.add(session.sets[0]);
        until(writer, [](const SessionWriterState& state) { return state.written == 5; });
        Database other(home / "data/spotter.sqlite", Database::Access::read_write);
        const Transaction holding(other);
        writer.add(TimelineScores{4ms, 0, 2, {4, 5, 6}});
        for (int i = 0; i < 10; ++i) writer.add(session.reps[static_cast<std::size_t>(i)]);
        writer.give_up();
        writer.finish(50s);
        REQUIRE(writer.state().rescued);
        log = *writer.state().rescued;
        CHECK(writer.state().lost == 0);
        CHECK_THAT(*writer.state().problem, Contains("locked") && Contains(log.string()) &&
                                                Contains("the next start of Spotter brings it in"));
    }
    CHECK(log == home / "data" / ("unsaved-" + session.uuid + ".jsonl"));
    CHECK(HeldLog::take(log));
    SessionStore store(home / "data");
    CHECK(store.recover().size() == 1);
    store.insert(logged_in(log), true);
    const Session read = store.read(session.uuid);
    CHECK(read.sets == std::vector(session.sets.begin(), session.sets.begin() + 1));
    CHECK(read.reps.size() == 10);
    CHECK(read.timeline.at(0).scores_x255 ==
          std::vector<std::uint8_t>{1, 2, 3, 1, 2, 3, 1, 2, 3, 4, 5, 6});
    CHECK(read.length == 50s);
}

TEST_CASE("where the data folder takes nothing another folder does") {
    const TempFolder home;
    write_bytes(home / "file", "no folder");
    const Session session = example_session();
    SessionWriterOptions options = at_once();
    options.rescue_folders = {home / "file/data", home / "file/too", home / "other"};
    SessionWriter writer(home / "file/data", beginning_of(session), options);
    add_all(writer, session);
    writer.give_up();
    writer.finish(session.length);
    REQUIRE(writer.state().rescued);
    CHECK(writer.state().rescued->parent_path() == home / "other");
    CHECK(logged_in(*writer.state().rescued) == session);
    // It says whose it is, so far from home.
    CHECK_THAT(bytes_of(*writer.state().rescued),
               Contains("\"data_folder\":\"" + (home / "file/data").string() + "\""));
}

TEST_CASE("a damaged file that the writer finds is kept aside, and the session is in the new one") {
    const TempFolder home;
    std::filesystem::create_directories(home / "data");
    write_bytes(home / "data/spotter.sqlite", std::string(5000, 'x'));
    const Session session = example_session();
    SessionWriter writer(home / "data", beginning_of(session), at_once());
    writer.add(session.sets[0]);
    writer.finish(1s);
    REQUIRE(writer.state().notices.size() == 1);
    CHECK_THAT(writer.state().notices[0], Contains("damaged"));
    CHECK(SessionStore(home / "data").read(session.uuid).sets.size() == 1);
}

TEST_CASE("three hours of a workout go through the writer without loss, in little memory") {
    const TempFolder home;
    const Session session = example_session();
    SessionWriter writer(home / "data", beginning_of(session), at_once());
    writer.add(session.models[0]);
    constexpr int kPoints = 3 * 3600 * 30;
    rusage before{};
    for (int i = 0; i < kPoints; ++i) {
        // As fast as it can be taken: time in the session, not on a clock.
        const SessionTime time(static_cast<std::int64_t>(i) * 1000 / 30);
        writer.add(TimelineScores{time, 0, 0, {1, 2, 3}});
        if (i % 4000 == 0) {
            until(writer, [&](const SessionWriterState& state) {
                return state.written + 4000 > static_cast<std::uint64_t>(i);
            });
        }
        if (i == kPoints / 100) ::getrusage(RUSAGE_SELF, &before);
    }
    writer.finish(3h);
    rusage after{};
    ::getrusage(RUSAGE_SELF, &after);
    CHECK(writer.state().lost == 0);
    // A sanitizer keeps books of its own.
#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)
    CHECK(after.ru_maxrss - before.ru_maxrss < 20'000);  // kilobytes
#endif
    const Session read = SessionStore(home / "data").read(session.uuid);
    CHECK(read.timeline.at(0).times_ms.size() == kPoints);
    CHECK(read.length == 3h);
}
