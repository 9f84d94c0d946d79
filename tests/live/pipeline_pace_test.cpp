#include <algorithm>
#include <random>

#include <catch2/catch.hpp>

#include "engine/live/pipeline.h"
#include "tests/live/rig.h"

using namespace spotter;

namespace {

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
