#include "app/end_sessions.h"

#include <optional>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/session/session_store.h"
#include "tests/app/held_database.h"
#include "tests/app/recorded_run.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;
using Catch::Matchers::Contains;

namespace {

// Until the session is known to others.
void wait_for_row(const Run& run, const std::filesystem::path& data) {
    while (!SessionStore(data).contains(run.recorder.uuid())) std::this_thread::yield();
}

std::vector<std::filesystem::path> unsaved_in(const std::filesystem::path& folder) {
    std::vector<std::filesystem::path> out;
    for (const auto& entry : std::filesystem::directory_iterator(folder)) {
        if (entry.path().extension() == ".jsonl") out.push_back(entry.path());
    }
    return out;
}

}  // namespace

TEST_CASE("where nothing can be written the run goes on and the user is told") {
    const TempFolder home;
    write_bytes(home / "file", "no folder");
    Run run({home / "file/data", true});
    for (int i = 0; i < 5; ++i) run.frame(i * 100ms);
    run.judge(1s, "squat");
    run.recorder.finish();
    std::string said;
    for (const std::string& line : run.recorder.take_notices()) said += line + "\n";
    CHECK_THAT(said, Contains("--data-dir") && Contains("without video"));
    const std::vector<SessionEnd> ended = run.recorder.take_ended();
    REQUIRE(ended.size() == 1);
    CHECK_THAT(ended[0].problem, Contains("--data-dir"));
}

TEST_CASE("a session that ended while its file was held is written once that is over") {
    const TempFolder home;
    Run run({home / "data"});
    run.begin_squats();
    wait_for_row(run, home / "data");
    std::optional<Held> held(home / "data");
    run.finish(110s);
    // Nothing of it is given up while the run goes on.
    while (run.recorder.kept().problem.empty()) std::this_thread::yield();
    CHECK_FALSE(run.recorder.kept().running);
    CHECK_THAT(run.recorder.kept().problem, Contains("locked"));
    CHECK(run.recorder.take_ended().empty());
    std::vector<std::string> said;
    CHECK(end_sessions(run.recorder, {}, [&](const std::string& line) {
              said.push_back(line);
              held.reset();
          }) == "");
    REQUIRE(said.size() >= 2);
    CHECK_THAT(said[0], Contains("locked"));
    CHECK_THAT(said[1], Contains("Waiting up to 30 s") && Contains("Ctrl-C"));
    const Session session = SessionStore(home / "data").read(run.recorder.uuid());
    CHECK(session.finished);
    CHECK(session.sets.size() == 1);
    CHECK(unsaved_in(home / "data").empty());
}

TEST_CASE("who does not want to wait for a session is asked, and it lies in a log then") {
    const TempFolder home;
    Run run({home / "data"});
    run.begin_squats();
    wait_for_row(run, home / "data");
    const Held held(home / "data");
    int asked = 0;
    const auto patience = [&](const std::string& problem, std::chrono::seconds left) {
        CHECK_THAT(problem, Contains("locked"));
        CHECK((left > 0s && left <= 30s));
        return ++asked < 3;
    };
    const std::string unkept = end_sessions(
        run.recorder, {}, [](const auto&) {}, patience);
    CHECK(asked == 3);
    REQUIRE(unsaved_in(home / "data").size() == 1);
    CHECK_THAT(unkept, Contains(unsaved_in(home / "data")[0].string()));
}

TEST_CASE("a session that cannot be written before the program ends is told where it lies") {
    const TempFolder home;
    Run run({home / "data"});
    run.begin_squats();
    wait_for_row(run, home / "data");
    const Held held(home / "data");
    std::stop_source ctrl_c;
    std::string said;
    const std::string unkept =
        end_sessions(run.recorder, ctrl_c.get_token(), [&](const auto& line) {
            said += line + "\n";
            ctrl_c.request_stop();
        });
    CHECK_THAT(said, Contains("Waiting up to"));
    const auto files = unsaved_in(home / "data");
    REQUIRE(files.size() == 1);
    CHECK_THAT(unkept, Contains(files[0].string()) && Contains("the next start of Spotter"));
    CHECK_THAT(bytes_of(files[0]), Contains(run.recorder.uuid()) && Contains("squat"));
}
