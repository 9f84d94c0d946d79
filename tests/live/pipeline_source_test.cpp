#include <catch2/catch.hpp>

#include "engine/live/pipeline.h"
#include "tests/live/rig.h"

using namespace spotter;

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
