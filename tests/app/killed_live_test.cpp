#include <chrono>
#include <csignal>
#include <cstdlib>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "app/session_upkeep.h"
#include "engine/session/session_facts.h"
#include "engine/session/session_store.h"
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

// Whether the session has a moment that is written.
bool begun(const std::filesystem::path& data) {
    if (!std::filesystem::exists(data / "spotter.sqlite")) return false;
    for (const SessionSummary& session : SessionStore(data).list()) {
        if (!session.finished && session.length > 0ms) return true;
    }
    return false;
}

}  // namespace

// Three times; SPOTTER_KILLS=10 for more.
TEST_CASE("live that is killed at any moment loses at most a second of its session") {
    const char* asked = std::getenv("SPOTTER_KILLS");
    const int kills = asked != nullptr ? std::atoi(asked) : 3;
    std::mt19937 random(7);
    const TempFolder home;
    const std::filesystem::path data = data_in(home / "");
    for (int i = 0; i < kills; ++i) {
        CAPTURE(i);
        // With video a session begins with the first picture.
        Program program(home / "", {"live", "--headless", "--source", "demo:", "--record"});
        REQUIRE(program.wait_until([&] { return begun(data); }));
        std::this_thread::sleep_for(std::uniform_int_distribution(0, 1500)(random) * 1ms);
        const UtcTime killed = utc_now();
        program.signal(SIGKILL);
        CHECK(program.wait().code == 128 + SIGKILL);

        const std::vector<std::string> said = tidy_sessions(data);
        REQUIRE(said.size() == 1);
        CHECK_THAT(said[0], Contains("was cut off; it is finished and kept"));
        SessionStore store(data);
        const Session session = store.read(store.find("last"));
        CHECK(session.finished);
        CHECK(session.recovered);
        const SessionTime lost = killed - (session.start + session.length);
        CAPTURE(lost.count(), session.length.count());
        CHECK(lost <= 1s);
        CHECK(session.recordings.size() == 1);
    }
    CHECK(SessionStore(data).list().size() == static_cast<std::size_t>(kills));
}
