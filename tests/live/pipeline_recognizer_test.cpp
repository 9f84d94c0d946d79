#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/live/pipeline.h"
#include "tests/live/rig.h"

using namespace spotter;

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

TEST_CASE("parts that are missing are refused") {
    LivePipeline live;
    CHECK_THROWS_AS(live.set_source({}), Error);
    CHECK_THROWS_AS(
        live.set_recognizer({nullptr, nullptr, std::make_unique<FakeClassifier>(), {}, {}}), Error);
}
