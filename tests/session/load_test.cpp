#include <chrono>
#include <iostream>
#include <string>

#include <catch2/catch.hpp>

#include "engine/session/database.h"
#include "engine/session/export_csv.h"
#include "engine/session/export_html.h"
#include "engine/session/export_jsonl.h"
#include "engine/session/session_rows.h"
#include "engine/session/session_store.h"
#include "tests/session/example_session.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;

namespace {

// The n-th workout of some years: twelve sets of ten reps in half an hour, and its timeline.
Session workout(int n, int timeline_points) {
    Session session = beginning_of(example_session());
    std::string number = std::to_string(n);
    session.uuid = "00000000-0000-4000-8000-" + std::string(12 - number.size(), '0') + number;
    session.start += n * 20h;
    session.length = 30min;
    session.finished = true;
    session.models = example_session().models;
    TimelineTrack& track = session.timeline.emplace_back();
    for (int i = 0; i < timeline_points; ++i) {
        track.times_ms.push_back(static_cast<std::uint32_t>(i * (1'800'000 / timeline_points)));
        track.labels.push_back(static_cast<std::int16_t>(i / 50 % 3));
        for (int label = 0; label < 3; ++label) {
            track.scores_x255.push_back(static_cast<std::uint8_t>((i * 7 + label * 60) % 256));
        }
    }
    for (int set = 1; set <= 12; ++set) {
        const SessionTime start = set * 140s;
        session.sets.push_back({set, set % 2 == 0 ? "squat" : "bicep_curl", start, start + 29s,
                                false, false, 10, 10, 20.0, WeightUnit::kg, SetKind::normal, ""});
        for (int rep = 1; rep <= 10; ++rep) {
            const SessionTime at = start + rep * 2800ms;
            session.reps.push_back({set, rep, at, at + 1s, at + 2500ms, 1.0, true, false, false});
        }
    }
    return session;
}

// Many at once, faster than one by one.
void fill(const std::filesystem::path& folder, int count, int timeline_points) {
    SessionStore(folder).list();
    Database database(folder / "spotter.sqlite", Database::Access::read_write);
    Transaction transaction(database);
    SessionRows rows(database);
    for (int i = 0; i < count; ++i) rows.add(workout(i, timeline_points));
    transaction.commit();
}

std::vector<Session> all_workouts(SessionStore& store) {
    std::vector<Session> out;
    for (const SessionSummary& session : store.list()) {
        out.push_back(store.read(session.uuid, SessionParts::workout));
    }
    return out;
}

template <class Work>
auto timed(const std::string& what, Work work) {
    const auto began = std::chrono::steady_clock::now();
    auto result = work();
    const std::chrono::duration<double, std::milli> took = std::chrono::steady_clock::now() - began;
    std::cout << what << ": " << took.count() << " ms\n";
    return result;
}

}  // namespace

TEST_CASE("two thousand sessions are listed, summed up and exported whole") {
    const TempFolder home;
    fill(home / "data", 2000, 4);
    SessionStore store(home / "data");
    const auto list = store.list();
    REQUIRE(list.size() == 2000);
    CHECK(list[0].reps == 120);
    int reps = 0;
    for (const ExerciseDay& day : store.exercise_days()) reps += day.reps;
    CHECK(reps == 2000 * 120);
    const std::string csv = csv_of_sets(all_workouts(store));
    CHECK(std::count(csv.begin(), csv.end(), '\n') == 1 + 2000 * 12);
}

// For figures, run by hand: test_session "[figures]".
TEST_CASE("figures of a history of 2,000 half hours", "[.][figures]") {
    const TempFolder home;
    constexpr int kPoints = 1800 * 10;  // ten a second
    fill(home / "data", 2000, kPoints);
    std::cout << "file: " << std::filesystem::file_size(home / "data/spotter.sqlite") / 1'000'000
              << " MB\n";
    const auto opened = timed("open and list", [&] {
        SessionStore store(home / "data");
        return store.list().size();
    });
    CHECK(opened == 2000);
    SessionStore store(home / "data");
    timed("list", [&] { return store.list().size(); });
    timed("list by text", [&] { return store.list({.text = "curl"}).size(); });
    timed("days of all exercises", [&] { return store.exercise_days().size(); });
    timed("read one with its timeline", [&] { return store.read(store.find("last")).reps.size(); });
    const auto sessions = timed("read all workouts", [&] { return all_workouts(store); });
    timed("CSV of sets", [&] { return csv_of_sets(sessions).size(); });
    timed("CSV of reps", [&] { return csv_of_reps(sessions).size(); });
    timed("Strong", [&] { return strong_csv(sessions, WeightUnit::kg).size(); });
    timed("page", [&] { return html_summary(sessions).size(); });
    const auto bytes = timed("JSON lines of everything, read and made", [&] {
        std::size_t sum = 0;
        for (const Session& session : sessions) {
            sum += jsonl_from_session(store.read(session.uuid)).size();
        }
        return sum;
    });
    std::cout << "JSON lines: " << bytes / 1'000'000 << " MB\n";
}
