#include "engine/live/workout.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <random>

#include <catch2/catch.hpp>

#include "tests/live/activities.h"
#include "tests/live/scripted_person.h"

using namespace spotter;
using namespace std::chrono_literals;

namespace {

const std::string kSquat = "squat";
const std::string kPlank = "plank";
const std::string kOther = "other";

// Thirty poses a second of squats of two seconds each, with the label that stands.
void squat(Workout& workout, double from, double seconds, const std::string& label = kSquat,
           double captured_from = 0) {
    for (int i = 0; i < static_cast<int>(seconds * 30); ++i) {
        const double t = i / 30.0;
        const MediaTime time = from_seconds(from + t);
        const SteadyTime captured(from_seconds(captured_from + t));
        workout.add(time, captured, pose_of(squatted(out_and_back(t, 2))));
        workout.judge(activity_of(label, time));
    }
}

void stand(Workout& workout, double from, double seconds) {
    for (int i = 0; i < static_cast<int>(seconds * 30); ++i) {
        const MediaTime time = from_seconds(from + i / 30.0);
        workout.add(time, SteadyTime(time), pose_of({}));
        workout.judge(activity_of(i < 30 ? kSquat : kOther, time));  // the label is late
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
    // What happened is known to belong to a frame, whenever that was captured.
    for (const WorkoutEvent& event : workout.take_events()) {
        CHECK(to_seconds(event.captured.time_since_epoch()) ==
              Approx(50 + to_seconds(event.at)).margin(0.001));
    }
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

namespace {

// A forearm that goes up and down before the camera, so close that there is no pose.
PictureSignals close_up(double height, double light = 1, double shift = 0) {
    Image image(96, 72);
    for (int row = 0; row < 72; ++row) {
        for (int column = 0; column < 96; ++column) {
            const double y = row / 72.0 + shift;
            const bool arm = std::abs(y - 0.8 + 0.6 * height) < 0.15 && column > 20;
            const double wall = 90 + 30 * std::sin(column * 0.2) + 20 * std::sin(y * 9);
            std::fill_n(image.row(row) + 3 * column, 3,
                        static_cast<std::uint8_t>(light * (arm ? 200 : wall)));
        }
    }
    return picture_signals(image);
}

// Pictures without a pose, thirty a second.
void watch(Workout& workout, double from, double seconds, const std::string& label,
           const std::function<PictureSignals(double)>& picture) {
    for (int i = 0; i < static_cast<int>(seconds * 30); ++i) {
        const MediaTime time = from_seconds(from + i / 30.0);
        workout.add(time, SteadyTime(time), {}, picture(i / 30.0));
        workout.judge(activity_of(label, time));
    }
}

std::size_t sets_of(const Workout& workout) {
    const WorkoutView view = workout.view();
    return view.sets ? view.sets->size() : 0;
}

}  // namespace

TEST_CASE("a close-up without a pose is counted in the picture, the first rep too") {
    const double rep_s = GENERATE(1.0, 2.0, 4.0);
    CAPTURE(rep_s);
    Workout workout;
    watch(workout, 0, 2, kOther, [](double) { return close_up(0); });
    watch(workout, 2, 5 * rep_s, kSquat,
          [&](double t) { return close_up(out_and_back(t, rep_s)); });
    watch(workout, 2 + 5 * rep_s, 1, kSquat, [](double) { return close_up(0); });
    REQUIRE(workout.view().set() != nullptr);
    CHECK(workout.view().set()->count() == 5);
}

TEST_CASE("a close-up is not counted while its label is idle") {
    Workout workout;
    watch(workout, 0, 20, kOther, [](double t) { return close_up(out_and_back(t, 2)); });
    CHECK(sets_of(workout) == 0);
}

TEST_CASE("light that changes is no rep") {
    Workout workout;
    watch(workout, 0, 15, kSquat,
          [](double t) { return close_up(0, 0.7 + 0.3 * std::sin(2 * t)); });
    CHECK(sets_of(workout) == 0);
}

TEST_CASE("a camera that shakes is no rep") {
    Workout workout;
    std::mt19937 random(5);
    std::normal_distribution<double> shake(0, 0.02);
    watch(workout, 0, 15, kSquat, [&](double) { return close_up(0, 1, shake(random)); });
    CHECK(sets_of(workout) == 0);
}

TEST_CASE("what passes through the picture is no rep") {
    Workout workout;
    for (int times = 0; times < 4; ++times) {
        watch(workout, 4 * times, 4, kSquat, [](double t) { return close_up(1.5 - t); });
    }
    CHECK(sets_of(workout) <= 1);
}

TEST_CASE("where there is a pose, the picture is not counted beside it") {
    Workout workout;
    for (int i = 0; i < 300; ++i) {
        const MediaTime time = from_seconds(i / 30.0);
        const float part = out_and_back(i / 30.0, 2);
        workout.add(time, SteadyTime(time), pose_of(squatted(part)), close_up(part));
        workout.judge(activity_of(kSquat, time));
    }
    workout.finish();
    CHECK(workout.view().set()->count() == 5);
}

TEST_CASE("a pose that is lost for a moment is not made up for by the picture") {
    Workout workout;
    squat(workout, 0, 6);
    watch(workout, 6, 0.9, kSquat, [](double t) { return close_up(out_and_back(t, 0.3)); });
    squat(workout, 6.9, 6);
    stand(workout, 12.9, 1);
    CHECK(workout.view().set()->count() == 6);
}

TEST_CASE("a plank whose label falters for a moment is one set, and after a break another") {
    Workout workout;
    squat(workout, 0, 8, kPlank);
    squat(workout, 8, 2, "");
    squat(workout, 10, 6, kPlank);
    CHECK(sets_of(workout) == 1);
    CHECK(to_seconds(workout.view().set()->end) == Approx(15).margin(0.2));
    squat(workout, 16, 9, kOther);
    squat(workout, 25, 6, kPlank);
    CHECK(sets_of(workout) == 2);
}

TEST_CASE("a clock that was set back never turns a workout back") {
    Workout workout;
    workout.begin_epoch();
    squat(workout, 1000, 6, kSquat, 500);
    const MediaTime before = workout.view().now;
    workout.begin_epoch();
    squat(workout, 7, 6, kSquat, 20);
    CHECK(workout.view().now >= before);
    CHECK(sets_of(workout) == 1);
    CHECK(workout.view().set()->count() == 4);
    for (const Rep& rep : workout.view().set()->reps) CHECK(rep.start <= rep.end);
}

TEST_CASE("a source that jumps within a set costs no more than the rep under way") {
    Workout workout;
    squat(workout, 0, 7);
    squat(workout, 60, 6);  // the same epoch
    stand(workout, 66, 1);
    int reps = 0;
    for (const SetRecord& set : *workout.view().sets) reps += set.count();
    CHECK(reps == 6);
    CHECK(sets_of(workout) == 2);  // the jump was longer than the rest that ends sets
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

TEST_CASE("a recording that is played again is another workout") {
    Workout workout;
    squat(workout, 0, 6);
    workout.finish();
    workout.finish();
    CHECK(workout.view().set()->count() == 3);
    workout.begin_epoch();
    CHECK(workout.view().set() == nullptr);
    squat(workout, 0, 6, kSquat, 20);
    workout.finish();
    CHECK(workout.view().set()->number == 1);
    CHECK(workout.view().set()->count() == 3);
}

TEST_CASE("another source is another workout") {
    Workout workout;
    squat(workout, 0, 6);
    workout.begin_anew();
    CHECK(workout.view().set() == nullptr);
    CHECK(workout.take_events().back().kind == WorkoutEventKind::set_ended);
}
