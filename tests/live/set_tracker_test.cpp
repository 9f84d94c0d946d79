#include "engine/live/set_tracker.h"

#include <catch2/catch.hpp>

using namespace spotter;
using namespace std::chrono_literals;

namespace {

Rep rep_at(double start, const std::string& label = "squat") {
    return {label, from_seconds(start), from_seconds(start + 1), from_seconds(start + 2)};
}

std::vector<WorkoutEventKind> kinds(const std::vector<WorkoutEvent>& events) {
    std::vector<WorkoutEventKind> out;
    for (const WorkoutEvent& event : events) out.push_back(event.kind);
    return out;
}

using Kinds = std::vector<WorkoutEventKind>;

}  // namespace

TEST_CASE("a set begins with its first rep") {
    SetTracker sets;
    const auto events = sets.add(rep_at(10), 12s);
    CHECK(kinds(events) == Kinds{WorkoutEventKind::set_began, WorkoutEventKind::rep});
    CHECK(events.back().rep->start == 10s);
    CHECK(sets.is_running());
    CHECK(sets.sets().back().start == 10s);
    CHECK(sets.sets().back().end == 12s);
    CHECK_FALSE(sets.sets().back().rest_before);
}

TEST_CASE("a set ends after the rest that the user set, and really ended with its last rep") {
    SetTracker sets({15s});
    sets.add(rep_at(10), 12s);
    CHECK(sets.pass(26s).empty());
    CHECK(kinds(sets.pass(27s)) == Kinds{WorkoutEventKind::set_ended});
    CHECK(sets.pass(28s).empty());
    CHECK_FALSE(sets.is_running());
    CHECK(sets.sets().back().end == 12s);
}

TEST_CASE("reps after a short break belong to the set, after a long one to the next") {
    SetTracker sets({15s});
    sets.add(rep_at(0), 2s);
    sets.add(rep_at(12), 14s);
    CHECK(sets.sets().size() == 1);
    sets.add(rep_at(40), 42s);
    REQUIRE(sets.sets().size() == 2);
    CHECK(sets.sets()[1].number == 2);
    CHECK(sets.sets()[1].rest_before == 26s);
}

TEST_CASE("a set whose motion goes on is called as its newest rep is") {
    SetTracker sets;
    Rep rep = rep_at(0, "row");
    rep.bout = 3;
    sets.add(rep, 2s);
    rep = rep_at(2, "bicep_curl");
    rep.bout = 3;
    const auto events = sets.add(rep, 4s);
    CHECK(kinds(events) == Kinds{WorkoutEventKind::rep});
    CHECK(events[0].set.label == "bicep_curl");
    CHECK(events[0].set.reps.front().label == "bicep_curl");
}

TEST_CASE("another exercise is another set") {
    SetTracker sets;
    sets.add(rep_at(0), 2s);
    const auto events = sets.add(rep_at(3, "push_up"), 5s);
    CHECK(kinds(events) ==
          Kinds{WorkoutEventKind::set_ended, WorkoutEventKind::set_began, WorkoutEventKind::rep});
    CHECK(events[0].set.label == "squat");
    CHECK(events[1].set.label == "push_up");
}

TEST_CASE("a hold of some seconds is a set without reps") {
    SetTracker sets;
    CHECK(sets.hold("plank", 10s, 12s, 13s).empty());
    CHECK(kinds(sets.hold("plank", 10s, 14s, 15s)) == Kinds{WorkoutEventKind::set_began});
    CHECK(sets.hold("plank", 10s, 40s, 41s).empty());
    CHECK(sets.sets().back().held);
    CHECK(sets.sets().back().duration_s() == 30);
    CHECK(kinds(sets.pass(60s)) == Kinds{WorkoutEventKind::set_ended});
}

TEST_CASE("exercises that are held are known by their name") {
    CHECK(is_held_exercise("plank"));
    CHECK(is_held_exercise("side_plank"));
    CHECK(is_held_exercise("wall_sit"));
    CHECK_FALSE(is_held_exercise("plank_jack"));
    CHECK_FALSE(is_held_exercise("sit_up"));
    CHECK_FALSE(is_held_exercise("change"));
}

TEST_CASE("corrections are kept as such and never go below none") {
    SetTracker sets;
    CHECK(sets.correct(1, 0s).empty());
    sets.add(rep_at(0), 2s);
    CHECK(kinds(sets.correct(2, 3s)) == Kinds{WorkoutEventKind::corrected});
    CHECK(sets.sets().back().count() == 3);
    CHECK(sets.sets().back().reps.size() == 1);
    sets.correct(-9, 4s);
    CHECK(sets.sets().back().count() == 0);
    CHECK(sets.correct(-1, 5s).empty());
}
