#include "engine/live/workout.h"

#include <catch2/catch.hpp>

#include "tests/live/scripted_person.h"

using namespace spotter;
using namespace std::chrono_literals;

namespace {

const Decision kSquat{Certainty::sure, "squat", false, {}};
const Decision kPlank{Certainty::sure, "plank", false, {}};
const Decision kOther{Certainty::sure, "other", true, {}};

// Thirty poses a second of squats of two seconds each, with the label that stands.
void squat(Workout& workout, double from, double seconds, const Decision& decision = kSquat,
           double captured_from = 0) {
    for (int i = 0; i < static_cast<int>(seconds * 30); ++i) {
        const double t = i / 30.0;
        const MediaTime time = from_seconds(from + t);
        const SteadyTime captured(from_seconds(captured_from + t));
        workout.add(time, captured, pose_of(squatted(out_and_back(t, 2))));
        workout.judge(time, 2s, decision);
    }
}

void stand(Workout& workout, double from, double seconds) {
    for (int i = 0; i < static_cast<int>(seconds * 30); ++i) {
        const MediaTime time = from_seconds(from + i / 30.0);
        workout.add(time, SteadyTime(time), pose_of({}));
        workout.judge(time, 2s, i < 30 ? kSquat : kOther);  // the label is late
    }
}

}  // namespace

TEST_CASE("a recording's workout has the recording's times") {
    Workout workout;
    squat(workout, 100, 6);
    workout.finish();
    const WorkoutView view = workout.view();
    REQUIRE(view.set() != nullptr);
    CHECK(view.set()->count() == 3);
    CHECK(to_seconds(view.set()->start) == Approx(100).margin(0.5));
    CHECK_FALSE(view.set_runs);
    const auto events = workout.take_events();
    CHECK(events.front().kind == WorkoutEventKind::set_began);
    CHECK(events.back().kind == WorkoutEventKind::set_ended);
    CHECK(workout.take_events().empty());
}

TEST_CASE("the rest runs from the last rep on") {
    Workout workout;
    workout.set_rules({5s});
    squat(workout, 0, 6);
    stand(workout, 6, 8);
    const WorkoutView view = workout.view();
    CHECK_FALSE(view.set_runs);
    REQUIRE(view.rest);
    CHECK(to_seconds(*view.rest) == Approx(8).margin(0.6));
}

TEST_CASE("a set goes on over a source that was away for a moment") {
    Workout workout;
    workout.begin_epoch();
    squat(workout, 1000, 6, kSquat, 50);
    workout.begin_epoch();
    squat(workout, 3, 6, kSquat, 60);  // four seconds later
    const WorkoutView view = workout.view();
    REQUIRE(view.set() != nullptr);
    CHECK(view.sets->size() == 1);
    CHECK(to_seconds(view.now) == Approx(16).margin(0.1));
    CHECK(view.set()->count() == 4);  // the last rep of each part was cut off
}

TEST_CASE("a count-in scores nothing") {
    Workout workout;
    squat(workout, 0, 0.1);
    workout.count_in(5s);
    CHECK(workout.view().count_in);
    squat(workout, 0.2, 4);
    CHECK(workout.view().set() == nullptr);
    squat(workout, 6.2, 4);
    stand(workout, 10.2, 1);
    REQUIRE(workout.view().set() != nullptr);
    CHECK(workout.view().set()->count() == 2);
    CHECK_FALSE(workout.view().count_in);
}

TEST_CASE("a plank is held, and its wobbling is not counted") {
    Workout workout;
    squat(workout, 0, 20, kPlank);
    const WorkoutView view = workout.view();
    REQUIRE(view.set() != nullptr);
    CHECK(view.set()->held);
    CHECK(view.set()->reps.empty());
    CHECK(view.set()->duration_s() == Approx(20).margin(2.1));
}

TEST_CASE("corrections reach the last set also after its end") {
    Workout workout;
    squat(workout, 0, 6);
    workout.finish();
    workout.take_events();
    workout.correct(-1);
    CHECK(workout.view().set()->count() == 2);
    CHECK(workout.take_events().at(0).kind == WorkoutEventKind::corrected);
}

TEST_CASE("another source is another workout") {
    Workout workout;
    squat(workout, 0, 6);
    workout.begin_anew();
    CHECK(workout.view().set() == nullptr);
    CHECK(workout.take_events().back().kind == WorkoutEventKind::set_ended);
}
