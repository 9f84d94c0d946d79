#include "engine/live/pipeline.h"

#include <algorithm>
#include <random>
#include <thread>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/live/rig.h"
#include "tests/live/scripted_person.h"

using namespace spotter;

namespace {

// Of frames 1/30 s apart from 0 on: the last one before a window is covered (it may begin half
// an interval late), and a moment at which one is.
constexpr double kNoWindowYet = 1.9;
constexpr double kFirstWindow = 1.95;

std::unique_ptr<FakeClassifier> classifier_that(std::function<void(const Clip&)> act) {
    return std::make_unique<FakeClassifier>([act = std::move(act)](const Clip& clip) {
        act(clip);
        return still_scores(clip);
    });
}

// All decisions so far, in words.
std::vector<std::string> decisions(LivePipeline& live) {
    std::vector<std::string> out;
    std::stop_source now;
    now.request_stop();
    while (const auto event = live.wait_event(now.get_token())) {
        if (!event->decision_changed) continue;
        const Certainty certainty = event->decision.certainty;
        out.push_back(certainty == Certainty::sure     ? event->decision.label
                      : certainty == Certainty::unsure ? "unsure"
                                                       : "watching");
    }
    return out;
}

}  // namespace

TEST_CASE("the same motion gives the same labels at every frame rate, with jitter too") {
    const double jitter = GENERATE(0.0, 0.2);
    for (const double rate : {10.0, 15.0, 24.0, 30.0, 60.0}) {
        CAPTURE(rate, jitter);
        Rig rig;
        rig.live().set_recognizer(fake_recognizer());
        const auto script = rig.watch();
        std::mt19937 random(7);
        std::uniform_real_distribution<double> off(-jitter / rate, jitter / rate);
        double moved = 0;
        for (int i = 0; i / rate <= 9; ++i) {
            const double time = 10 + i / rate + (i == 0 ? 0 : off(random));
            const Snapshot s = rig.step(*script, frame_at(time, time < 14 ? 0 : 200));
            if (moved == 0 && s.decision.label == "move") moved = time;
            if (time < 11.93) REQUIRE(s.decision.certainty == Certainty::watching);
        }
        CHECK(decisions(rig.live()) ==
              std::vector<std::string>{"unsure", "rest", "unsure", "move"});
        CHECK(moved == Approx(16.05).margin(0.25));
    }
}

TEST_CASE("the pose thread takes the newest frame and what it missed is counted") {
    Door door;
    Rig rig;
    auto first = std::make_shared<std::atomic<bool>>(true);
    rig.live().set_recognizer(fake_recognizer(std::make_unique<FakePose>([&door, first] {
        if (first->exchange(false)) door.pass();
    })));
    const auto script = rig.watch();
    script->add(frame_at(0));
    door.wait_for_visitor();
    for (int i = 1; i < 10; ++i) script->add(frame_at(i / 30.0));
    const Snapshot held = rig.until([](const Snapshot& s) {
        return s.counters.captured == 10 && s.counters.replaced_unseen == 8;
    });
    CHECK(held.counters.posed == 0);
    door.open();
    const Snapshot done = rig.until([](const Snapshot& s) { return s.counters.posed == 2; });
    CHECK(done.posed->number == 9);
    CHECK(done.counters.captured == 10);
    CHECK(done.counters.replaced_unseen == 8);
}

TEST_CASE("a slow classifier delays neither capture nor pose and then takes the newest clip") {
    Door door;
    std::vector<double> ends;
    Rig rig;
    rig.live().set_recognizer(
        fake_recognizer(std::make_unique<FakePose>(), classifier_that([&](const Clip& clip) {
                            ends.push_back(to_seconds(clip.end));
                            if (ends.size() == 1) door.pass();
                        })));
    const auto script = rig.watch();
    rig.play(*script, 0, kNoWindowYet, 30);
    script->add(frame_at(kFirstWindow));
    door.wait_for_visitor();
    for (int i = 59; i < 120; ++i) {
        script->add(frame_at(i / 30.0));
        const auto number = static_cast<std::uint64_t>(i);
        rig.until([&](const Snapshot& s) { return s.posed && s.posed->number == number; });
    }
    const Snapshot held = rig.live().snapshot();
    CHECK(held.counters.captured == 120);
    CHECK(held.counters.posed == 120);
    CHECK(held.counters.replaced_unseen == 0);
    CHECK(held.counters.classified == 0);
    CHECK(held.capture_rate == Approx(30));
    door.open();
    const Snapshot done = rig.until([](const Snapshot& s) { return s.counters.classified == 2; });
    REQUIRE(ends.size() == 2);
    CHECK(ends[0] == Approx(kFirstWindow));
    CHECK(ends[1] == Approx(119 / 30.0));
    CHECK(done.counters.stale == 0);
    CHECK(to_seconds(*done.judged) == Approx(119 / 30.0));
}

TEST_CASE("times of pose, inference and label are measured") {
    Door door;
    std::atomic<bool> slow{false};
    Rig rig;
    const auto work = [&](int ms) {
        return [&, ms] { rig.clock.advance(std::chrono::milliseconds(ms)); };
    };
    rig.live().set_recognizer(fake_recognizer(std::make_unique<FakePose>(work(7)),
                                              classifier_that([&, infer = work(40)](const Clip&) {
                                                  infer();
                                                  if (slow) door.pass();
                                              })));
    const auto script = rig.watch();
    Snapshot s = rig.play(*script, 0, 2, 30);
    CHECK(s.pose_ms == Approx(7));
    CHECK(s.inference_ms == Approx(40));
    CHECK(s.label_age_ms == 0);
    slow = true;
    for (int i = 61; i <= 66; ++i) {
        script->add(frame_at(i / 30.0));
        rig.until([&](const Snapshot& now) {
            return now.counters.posed == static_cast<std::uint64_t>(i + 1);
        });
    }
    s = rig.live().snapshot();
    CHECK(s.label_age_ms == Approx(200));
    door.open();
    rig.until([&](const Snapshot& now) { return now.label_age_ms == 0; });
}

TEST_CASE("a gap or a clock that jumps empties the window") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer());
    const auto script = rig.watch();
    Snapshot s = rig.play(*script, 10, 13, 30);
    REQUIRE(s.decision.label == "rest");
    double time = 13.01;
    std::uint32_t epoch = 0;
    SECTION("gap") {
        time = 13.5;
    }
    SECTION("step back") {
        time = 5;
    }
    SECTION("seek") {
        epoch = 1;
    }
    s = rig.step(*script, frame_at(time, 0, epoch));
    CHECK(s.decision.certainty == Certainty::watching);
    CHECK(s.scores.empty());
    CHECK(s.label_age_ms == 0);
    s = rig.play(*script, time + 0.1, time + kNoWindowYet, 30, 0, epoch);
    CHECK(s.decision.certainty == Certainty::watching);
    s = rig.step(*script, frame_at(time + kFirstWindow, 0, epoch));
    CHECK(s.decision.certainty == Certainty::unsure);
}

TEST_CASE("a short gap keeps the label") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer());
    const auto script = rig.watch();
    rig.play(*script, 0, 3, 30);
    CHECK(rig.step(*script, frame_at(3.25)).decision.label == "rest");
}

TEST_CASE("another source takes the label away at once and its times begin anew") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer());
    auto script = rig.watch();
    const Snapshot before = rig.play(*script, 0, 3, 30);
    REQUIRE(before.decision.label == "rest");
    script = rig.watch();
    Snapshot s = rig.until([&](const Snapshot& now) {
        return now.epoch > before.epoch && now.state == SourceState::running;
    });
    CHECK(s.decision.certainty == Certainty::watching);
    CHECK_FALSE(s.posed);
    CHECK(s.history.spans.empty());
    s = rig.step(*script, frame_at(3.03));
    CHECK(s.decision.certainty == Certainty::watching);
    CHECK(s.posed->number == before.posed->number + 1);
    s = rig.play(*script, 3.1, 6, 30, 200);
    CHECK(s.decision.label == "move");
}

TEST_CASE("a result that comes after its source was left is stale") {
    Door door;
    int calls = 0;
    Rig rig;
    rig.live().set_recognizer(
        fake_recognizer(std::make_unique<FakePose>(), classifier_that([&](const Clip&) {
                            if (++calls == 1) door.pass();
                        })));
    auto script = rig.watch();
    rig.play(*script, 0, kNoWindowYet, 30);
    script->add(frame_at(kFirstWindow));
    door.wait_for_visitor();
    const std::uint32_t epoch = rig.live().snapshot().epoch;
    script = rig.watch();
    rig.until([&](const Snapshot& s) { return s.epoch > epoch; });
    door.open();
    const Snapshot s = rig.until([](const Snapshot& now) { return now.counters.stale == 1; });
    CHECK(s.counters.classified == 0);
    CHECK(s.scores.empty());
    CHECK(rig.play(*script, 0, 3, 30).decision.label == "rest");
}

TEST_CASE("a new recognizer takes over while the old one is still busy") {
    Door door;
    int calls = 0;
    Rig rig;
    auto log = std::make_shared<FakePose::Log>();
    rig.live().set_recognizer(
        fake_recognizer(std::make_unique<FakePose>([] {}, log), classifier_that([&](const Clip&) {
                            if (++calls == 1) door.pass();
                        })));
    const auto script = rig.watch();
    rig.play(*script, 0, kNoWindowYet, 30);
    script->add(frame_at(kFirstWindow));
    door.wait_for_visitor();
    rig.live().set_recognizer(fake_recognizer(
        nullptr, std::make_unique<FakeClassifier>(still_scores, Labels{"still", "jump"})));
    CHECK(rig.live().snapshot().labels == Labels{"still", "jump"});
    script->add(frame_at(2));
    rig.until([](const Snapshot& s) { return s.posed && s.posed->number == 59; });
    door.open();
    const Snapshot s = rig.until([](const Snapshot& now) { return now.counters.stale == 1; });
    CHECK(s.decision.certainty == Certainty::watching);
    CHECK(rig.play(*script, 2.1, 5, 30, 200).decision.label == "jump");
    CHECK(log->resets == 1);  // the pose estimator was kept, and with it the person
    CHECK(static_cast<std::uint64_t>(log->estimates) == rig.live().snapshot().counters.posed);
    CHECK(rig.live().snapshot().state == SourceState::running);
}

TEST_CASE("video runs without a recognizer, and labels come once there is one") {
    Rig rig;
    const auto script = rig.watch();
    for (int i = 0; i < 5; ++i) script->add(frame_at(i / 30.0));
    const Snapshot s = rig.until([](const Snapshot& now) {
        return now.counters.captured == 5 && now.counters.replaced_unseen == 4;
    });
    CHECK(s.labels.empty());
    CHECK((*rig.live().frames().peek())->number == 4);
    rig.live().set_recognizer(fake_recognizer());
    rig.until([](const Snapshot& now) { return now.counters.posed == 1; });
    CHECK(rig.play(*script, 5 / 30.0, 3, 30).decision.label == "rest");
}

TEST_CASE("poses are found without a classifier") {
    Rig rig;
    rig.live().set_recognizer({std::make_unique<FakePose>(), nullptr, nullptr, {}, {}});
    const auto script = rig.watch();
    script->add(frame_at(0));
    const Snapshot s = rig.until([](const Snapshot& now) { return now.counters.posed == 1; });
    CHECK(s.person == PersonView::whole);
    CHECK(s.decision.certainty == Certainty::watching);
}

TEST_CASE("without a pose estimator nobody is there, and labels come all the same") {
    Rig rig;
    rig.live().set_recognizer(fake_recognizer(nullptr));
    const auto script = rig.watch();
    const Snapshot s = rig.play(*script, 0, 3, 30);
    CHECK(s.person == PersonView::away);
    CHECK(s.decision.label == "rest");
}

TEST_CASE("who was chosen is told to the pose estimator") {
    Rig rig;
    auto log = std::make_shared<FakePose::Log>();
    rig.live().set_recognizer(fake_recognizer(std::make_unique<FakePose>([] {}, log)));
    rig.live().choose_person(12, 34);
    const auto script = rig.watch();
    rig.step(*script, frame_at(0));
    CHECK(log->chosen_x == 12);
}

TEST_CASE("a recognizer that throws is named and the video goes on until there is another") {
    Rig rig;
    const bool in_pose = GENERATE(true, false);
    CAPTURE(in_pose);
    const auto fail = [] { throw Error("classify", "model", "out of luck"); };
    rig.live().set_recognizer(
        in_pose ? fake_recognizer(std::make_unique<FakePose>(fail))
                : fake_recognizer(std::make_unique<FakePose>(),
                                  classifier_that([fail](const Clip&) { fail(); })));
    const auto script = rig.watch();
    for (int i = 0; i <= 60; ++i) {
        script->add(frame_at(i / 30.0));
        const auto captured = static_cast<std::uint64_t>(i + 1);
        rig.until([&](const Snapshot& s) {
            return s.counters.captured == captured &&
                   (in_pose ? !s.recognizer_failure.empty() : s.counters.posed == captured);
        });
    }
    Snapshot s = rig.until([](const Snapshot& now) { return !now.recognizer_failure.empty(); });
    CHECK(s.recognizer_failure == "classify: model: out of luck");
    CHECK(s.state == SourceState::running);
    CHECK(s.decision.certainty == Certainty::watching);
    CHECK(s.counters.posed == (in_pose ? 0 : 61));
    rig.live().set_recognizer(fake_recognizer());
    CHECK(rig.live().snapshot().recognizer_failure.empty());
    script->add(frame_at(2.1));
    CHECK(rig.play(*script, 2.2, 5, 30).decision.label == "rest");
}

TEST_CASE("a classifier whose scores do not fit its labels is a failure") {
    Rig rig;
    rig.live().set_recognizer(
        fake_recognizer(std::make_unique<FakePose>(),
                        std::make_unique<FakeClassifier>([](const Clip&) { return Scores{1}; })));
    const auto script = rig.watch();
    rig.play(*script, 0, kNoWindowYet, 30);
    script->add(frame_at(kFirstWindow));
    const auto s = rig.until([](const Snapshot& now) { return !now.recognizer_failure.empty(); });
    CHECK(s.recognizer_failure.find("1 scores for 2 labels") != std::string::npos);
}

TEST_CASE("reps are counted on the way, told in order, and corrected") {
    // Squats of two seconds, everywhere.
    class Squatter : public PoseEstimator {
      public:
        std::optional<Pose> estimate(const ImageView&, double seconds) override {
            return pose_of(squatted(out_and_back(seconds, 2)));
        }
        void reset() override {}
        void choose_person(float, float) override {}
    };
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
    std::vector<WorkoutEventKind> told;
    std::stop_source now;
    now.request_stop();
    while (const auto event = rig.live().wait_event(now.get_token())) {
        if (event->workout) told.push_back(event->workout->kind);
    }
    using enum WorkoutEventKind;
    CHECK(told == std::vector{set_began, rep, rep, rep, rep, corrected, set_ended});
}

TEST_CASE("a workout that the user ends is told over after its set, and another begins") {
    class Squatter : public FakePose {
      public:
        std::optional<Pose> estimate(const ImageView&, double seconds) override {
            return pose_of(squatted(out_and_back(seconds, 2)));
        }
    };
    Rig rig;
    rig.live().set_recognizer(fake_recognizer(std::make_unique<Squatter>()));
    const auto script = rig.watch();
    rig.play(*script, 0, 8.5, 15, 200);
    rig.live().end_workout();
    CHECK(rig.live().snapshot().workout.set() == nullptr);
    std::stop_source now;
    now.request_stop();
    std::vector<LiveEvent> told;
    while (const auto event = rig.live().wait_event(now.get_token())) told.push_back(*event);
    REQUIRE(told.size() >= 2);
    CHECK(told.back().workout_over);
    const LiveEvent& before = told[told.size() - 2];
    REQUIRE(before.workout);
    CHECK(before.workout->kind == WorkoutEventKind::set_ended);
    CHECK(before.workout->set.count() == 4);
    rig.play(*script, 8.5 + 1 / 15.0, 17, 15, 200);
    REQUIRE(rig.live().snapshot().workout.set() != nullptr);
    CHECK(rig.live().snapshot().workout.set()->number == 1);
}

TEST_CASE("parts that are missing are refused") {
    LivePipeline live;
    CHECK_THROWS_AS(live.set_source({}), Error);
    CHECK_THROWS_AS(
        live.set_recognizer({nullptr, nullptr, std::make_unique<FakeClassifier>(), {}, {}}), Error);
}
