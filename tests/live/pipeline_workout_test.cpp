#include <catch2/catch.hpp>

#include "engine/live/pipeline.h"
#include "tests/live/rig.h"
#include "tests/live/scripted_person.h"

using namespace spotter;

namespace {

// Squats of two seconds, everywhere. The picture of one moment is looked at once a door is open.
class Squatter : public FakePose {
  public:
    Squatter() = default;
    Squatter(double waits_s, std::shared_ptr<Door> door)
        : waits_s_(waits_s), door_(std::move(door)) {}
    std::optional<Pose> estimate(const ImageView&, double seconds) override {
        if (door_ && seconds == waits_s_) door_->pass();
        return pose_of(squatted(out_and_back(seconds, 2)));
    }

  private:
    const double waits_s_ = 0;
    const std::shared_ptr<Door> door_;
};

// What was told since the last call.
std::vector<LiveEvent> told(LivePipeline& live) {
    std::vector<LiveEvent> out;
    std::stop_source now;
    now.request_stop();
    while (const auto event = live.wait_event(now.get_token())) out.push_back(*event);
    return out;
}

}  // namespace

TEST_CASE("reps are counted on the way, told in order, and corrected") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer(std::make_unique<Squatter>()));
    const auto script = rig.watch();
    rig.play(*script, 0, 8.5, 15, 200);
    const Snapshot snapshot = rig.live().snapshot();
    REQUIRE(snapshot.workout.set() != nullptr);
    CHECK(snapshot.workout.set_runs);
    CHECK(snapshot.workout.set()->label == "move");
    CHECK(snapshot.workout.set()->count() == 4);

    rig.live().correct_reps(1);
    CHECK(rig.live().snapshot().workout.set()->count() == 5);
    rig.live().clear_source();
    rig.until_state(SourceState::none);
    std::vector<WorkoutEventKind> kinds;
    for (const LiveEvent& event : told(rig.live())) {
        if (event.workout) kinds.push_back(event.workout->kind);
    }
    using enum WorkoutEventKind;
    CHECK(kinds == std::vector{set_began, rep, rep, rep, rep, corrected, set_ended});
}

TEST_CASE("a workout that the user ends is told over after its set, and another begins") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer(std::make_unique<Squatter>()));
    const auto script = rig.watch();
    rig.play(*script, 0, 8.5, 15, 200);
    rig.live().end_workout();
    CHECK(rig.live().snapshot().workout.set() == nullptr);
    const std::vector<LiveEvent> events = told(rig.live());
    REQUIRE(events.size() >= 2);
    CHECK(events.back().workout_over);
    const LiveEvent& before = events[events.size() - 2];
    REQUIRE(before.workout);
    CHECK(before.workout->kind == WorkoutEventKind::set_ended);
    CHECK(before.workout->set.count() == 4);
    rig.play(*script, 8.5 + 1 / 15.0, 17, 15, 200);
    REQUIRE(rig.live().snapshot().workout.set() != nullptr);
    CHECK(rig.live().snapshot().workout.set()->number == 1);
}

TEST_CASE("the last rep of a recording counts once its last picture was looked at") {
    Rig rig;
    const auto last_picture = std::make_shared<Door>();
    rig.live().set_recognizer(fake_recognizer(std::make_unique<Squatter>(7.8, last_picture)));
    const auto script = rig.watch();
    rig.play(*script, 0, 7.7, 15, 200);
    CHECK(rig.live().snapshot().workout.set()->count() == 3);
    told(rig.live());
    script->add(frame_at(7.8, 200));
    last_picture->wait_for_visitor();
    rig.live().finish_workout();
    CHECK(rig.live().snapshot().workout.set_runs);
    CHECK(told(rig.live()).empty());

    last_picture->open();
    const Snapshot over = rig.until([](const Snapshot& s) { return !s.workout.set_runs; });
    CHECK(over.workout.set()->count() == 4);
    const std::vector<LiveEvent> events = told(rig.live());
    REQUIRE(events.size() >= 2);
    CHECK(events.back().workout_over);
    REQUIRE(events[events.size() - 2].workout);
    CHECK(events[events.size() - 2].workout->kind == WorkoutEventKind::set_ended);
    CHECK(events[events.size() - 2].workout->set.count() == 4);

    // Played again.
    rig.play(*script, 0, 5, 15, 200, 1);
    CHECK(rig.live().snapshot().workout.set()->number == 1);
    CHECK(rig.live().snapshot().workout.set()->count() == 2);
}

TEST_CASE(
    "a recording that nobody looks at is over at its end, and one that is wound back is not") {
    Rig rig;
    const auto script = rig.watch();
    script->add(frame_at(0));
    rig.until([](const Snapshot& s) { return s.counters.captured == 1; });
    told(rig.live());
    rig.live().finish_workout();
    const std::vector<LiveEvent> events = told(rig.live());
    REQUIRE(events.size() == 1);
    CHECK(events[0].workout_over);

    const auto last_picture = std::make_shared<Door>();
    rig.live().set_recognizer(fake_recognizer(std::make_unique<Squatter>(9, last_picture)));
    rig.play(*script, 1, 8.5, 15, 200, 1);
    script->add(frame_at(9, 200, 1));
    last_picture->wait_for_visitor();
    rig.live().finish_workout();
    script->add(frame_at(2, 200, 2));
    rig.until([](const Snapshot& s) { return s.counters.captured == 116; });
    last_picture->open();
    rig.play(*script, 2.1, 3, 15, 200, 2);
    CHECK(rig.live().snapshot().workout.set_runs);
    for (const LiveEvent& event : told(rig.live())) CHECK_FALSE(event.workout_over);
}

TEST_CASE("a camera that is unplugged within a set comes back to the same set") {
    Rig rig;
    rig.hooks.wait = [](std::chrono::nanoseconds, const std::stop_token&) {};
    rig.live().set_recognizer(fake_recognizer(std::make_unique<Squatter>()));
    const auto script = rig.watch();
    rig.play(*script, 0, 8.5, 15, 200);
    CHECK(rig.live().snapshot().workout.set()->count() == 4);
    script->add(SourceFails{"unplugged"});
    // Another start of the camera: its own clock begins anew, that of the machine goes on.
    for (int i = 0; i <= 8.5 * 15; ++i) {
        Frame frame = frame_at(i / 15.0, 200);
        frame.captured = SteadyTime(from_seconds(11 + i / 15.0));
        rig.step(*script, std::move(frame));
    }
    const Snapshot snapshot = rig.live().snapshot();
    CHECK(snapshot.workout.set_runs);
    CHECK(snapshot.workout.sets->size() == 1);
    CHECK(snapshot.workout.set()->count() == 8);
}

TEST_CASE("a source on hold is closed, loses no rep, and comes back to the same set") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer(std::make_unique<Squatter>()));
    const auto script = rig.watch();
    rig.play(*script, 0, 7.8, 15, 200);
    CHECK(rig.live().snapshot().workout.set()->count() == 3);
    told(rig.live());
    rig.live().hold_source("something else is done");
    const Snapshot held = rig.until_state(SourceState::reconnecting);
    CHECK(held.notice == "something else is done");
    CHECK(held.decision.certainty == Certainty::watching);
    CHECK(held.workout.set_runs);
    CHECK(held.workout.set()->count() == 4);
    // Whoever asks twice, and for another reason.
    rig.live().hold_source("another thing");
    rig.until([](const Snapshot& s) { return s.notice == "another thing"; });

    const auto again = std::make_shared<Script>();
    rig.live().resume_source({"scripted", true, [again](std::stop_token) {
                                  return std::make_unique<ScriptedSource>(again);
                              }});
    rig.until_state(SourceState::running);
    for (int i = 0; i <= 8.5 * 15; ++i) {
        Frame frame = frame_at(i / 15.0, 200);
        frame.captured = SteadyTime(from_seconds(11 + i / 15.0));
        rig.step(*again, std::move(frame));
    }
    const Snapshot snapshot = rig.live().snapshot();
    CHECK(snapshot.workout.set_runs);
    CHECK(snapshot.workout.sets->size() == 1);
    CHECK(snapshot.workout.set()->count() == 8);
    for (const LiveEvent& event : told(rig.live())) {
        CHECK(event.state != SourceState::opening);
        CHECK((!event.workout || event.workout->kind != WorkoutEventKind::set_ended));
    }
}

TEST_CASE("pictures of another size go on with the set") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer(std::make_unique<Squatter>()));
    const auto script = rig.watch();
    rig.play(*script, 0, 4.5, 15, 200);
    for (int i = 1; i <= 4 * 15; ++i) {
        Frame frame = frame_at(4.5 + i / 15.0, 200);
        frame.image = Image(3, 2);
        frame.image.data()[0] = 200;
        rig.step(*script, std::move(frame));
    }
    CHECK(rig.live().snapshot().workout.sets->size() == 1);
    CHECK(rig.live().snapshot().workout.set()->count() == 4);
}
