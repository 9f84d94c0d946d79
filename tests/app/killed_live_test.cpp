#include <algorithm>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <iostream>
#include <optional>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "app/session_upkeep.h"
#include "engine/session/database.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_store.h"
#include "engine/session/session_writer.h"
#include "tests/app/program.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

std::filesystem::path data_in(const std::filesystem::path& home) {
    return home / ".local/share/spotter";
}

// What the disk holds of the session that goes on; nothing: it has no moment that is written.
std::optional<Session> written(const std::filesystem::path& data) {
    if (!std::filesystem::exists(data / "spotter.sqlite")) return std::nullopt;
    SessionStore store(data);
    for (const SessionSummary& session : store.list()) {
        if (!session.finished && session.length > 0ms) return store.read(session.uuid);
    }
    return std::nullopt;
}

// Whether `whole` goes on from `part`, and has lost nothing of it.
template <class Entries>
bool goes_on_from(const Entries& whole, const Entries& part) {
    return whole.size() >= part.size() && std::equal(part.begin(), part.end(), whole.begin());
}

std::vector<std::uint32_t> times_of(const Session& session) {
    return session.timeline.empty() ? std::vector<std::uint32_t>() : session.timeline[0].times_ms;
}

}  // namespace

TEST_CASE("what a session is told waits for less than a second to be written") {
    CHECK(SessionWriterOptions().commit_every < 1s);
}

// Three times; SPOTTER_KILLS=10 for more. How much a kill costs is told, not asserted: it depends
// on how long the machine lets the writer wait.
TEST_CASE("live that is killed at any moment loses nothing that was written of its session") {
    const char* asked = std::getenv("SPOTTER_KILLS");
    const int kills = asked != nullptr ? std::atoi(asked) : 3;
    std::mt19937 random(7);
    const TempFolder home;
    const std::filesystem::path data = data_in(home / "");
    for (int i = 0; i < kills; ++i) {
        CAPTURE(i);
        // With video a session begins with the first picture.
        Program program(home / "", {"live", "--headless", "--source", "demo:", "--record"});
        REQUIRE(program.wait_until([&] { return written(data).has_value(); }));
        std::this_thread::sleep_for(std::uniform_int_distribution(0, 1500)(random) * 1ms);
        const std::optional<Session> before = written(data);
        REQUIRE(before);
        const UtcTime killed = utc_now();
        program.signal(SIGKILL);
        CHECK(program.wait().code == 128 + SIGKILL);

        Paths paths;
        paths.data = data;
        const std::vector<std::string> said = tidy_sessions(paths, std::vector{data}).news;
        REQUIRE(said.size() == 1);
        CHECK_THAT(said[0], Contains("was cut off; it is finished and kept"));
        SessionStore store(data);
        const Session session = store.read(store.find("last"));
        CHECK(session.uuid == before->uuid);
        CHECK(session.finished);
        CHECK(session.recovered);
        CHECK(session.length >= before->length);
        CHECK(goes_on_from(times_of(session), times_of(*before)));
        CHECK(goes_on_from(session.label_changes, before->label_changes));
        REQUIRE(session.recordings.size() == 1);
        CHECK(std::filesystem::exists(store.recordings_folder() / session.recordings[0].file));
        const SessionTime lost = killed - (session.start + session.length);
        std::cout << "kill " << i + 1 << ": of " << (session.length + lost).count() << " ms "
                  << lost.count() << " ms lost\n";
    }
    CHECK(SessionStore(data).list().size() == static_cast<std::size_t>(kills));
}

TEST_CASE("a session that waits for its file at the end outlives the program") {
    const TempFolder home;
    const std::filesystem::path data = data_in(home / "");
    Program program(home / "", {"live", "--headless", "--source", "demo:", "--record"});
    REQUIRE(program.wait_until([&] { return written(data).has_value(); }));
    const Session before = written(data).value();
    const std::filesystem::path log = data / ("unsaved-" + before.uuid + ".jsonl");
    {
        Database other(data / "spotter.sqlite", Database::Access::read_write);
        const Transaction holding(other);
        program.signal(SIGINT);
        REQUIRE(program.wait_until([&] { return std::filesystem::exists(log); }));
        // It is tried on; what is in the log needs the process no more.
        program.signal(SIGKILL);
        CHECK(program.wait().code == 128 + SIGKILL);
    }
    const Finished next = run_program(home / "", {"sessions", "list"});
    CHECK(lines_in(next.err) == 1);
    CHECK_THAT(next.err, Contains("brought in from " + log.string()));
    CHECK_FALSE(std::filesystem::exists(log));
    CHECK(SessionStore(data).list().size() == 1);
    const Session session = SessionStore(data).read(before.uuid);
    CHECK(session.finished);
    CHECK_FALSE(session.recovered);
    CHECK(session.length >= before.length);
    CHECK(goes_on_from(times_of(session), times_of(before)));
}

TEST_CASE(
    "live that gives up waiting for its file fails in one line that says where the session is") {
    const TempFolder home;
    const std::filesystem::path data = data_in(home / "");
    Program program(home / "",
                    {"live", "--headless", "--source", "demo:", "--record", "--duration", "4"});
    REQUIRE(program.wait_until([&] { return written(data).has_value(); }));
    Database other(data / "spotter.sqlite", Database::Access::read_write);
    const Transaction holding(other);
    REQUIRE(program.wait_until([&] {
        return bytes_of(home / "standard-error").find("Waiting up to") != std::string::npos;
    }));
    program.signal(SIGINT);
    const Finished run = program.wait();
    CHECK(run.code == 1);
    const std::string last = run.err.substr(run.err.rfind('\n', run.err.size() - 2) + 1);
    CHECK_THAT(last, Contains("the session lies in") && Contains(".jsonl"));
}
