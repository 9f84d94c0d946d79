#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/live/rep_session.h"

using namespace spotter;

TEST_CASE("nothing counts while the label is idle, unsure or a hold") {
    RepSession session;
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.label("other");
    session.play(10, curls);
    session.label("");
    session.play(10, curls);
    CHECK(session.reps.empty());
    CHECK(session.counter.judge(activity_of("plank", from_seconds(20))).empty());
}

TEST_CASE("one movement is no rep while its label is not sure, and is once it was done again") {
    RepSession session;
    session.label("squat", 0.65F);
    const auto squat = [](double t) { return squatted(out_and_back(t, 3)); };
    session.play(3, squat);
    session.play(2, standing);
    CHECK(session.reps.empty());
    session.play(3, squat);
    session.play(1, standing);
    REQUIRE(session.reps.size() == 2);
    CHECK(to_seconds(session.reps.front().start) == Approx(0).margin(0.5));
}

TEST_CASE("at the end of a recording one flawless movement is a rep while its label is likely") {
    // Not quite back: clear, not flawless.
    const auto stays_bent = [](double t) {
        const float part = out_and_back(t, 3);
        return squatted(t < 1.5 ? part : std::max(part, 0.25F));
    };
    const auto squat = [](double t) { return squatted(out_and_back(t, 3)); };
    const auto count = [](float score, const PostureScript& script) {
        RepSession session;
        session.label("squat", score);
        session.play(3, script);
        session.play(0.5, [&](double) { return script(3); });
        return session.reps.size() + session.counter.finish().size();
    };
    CHECK(count(0.65F, squat) == 1);
    CHECK(count(0.65F, stays_bent) == 0);
    CHECK(count(0.58F, squat) == 0);
    CHECK(count(0.9F, stays_bent) == 1);
}

TEST_CASE("movements that go different ways are no reps while their label is not sure") {
    RepSession session;
    session.label("bicep_curl", 0.65F);
    session.play(2, [](double t) { return curled(out_and_back(t, 2)); });
    session.play(2, [](double t) {
        Posture posture;
        posture.arms = out_and_back(t, 2);
        return posture;
    });
    session.play(2, [](double t) { return squatted(out_and_back(t, 2)); });
    session.play(1, standing);
    CHECK(session.reps.empty());
}

TEST_CASE("a doubtful exercise counts from its third rep on, and then all of them") {
    RepSession session;
    session.label("squat", 0.5F);
    const auto squats = [](double t) { return squatted(out_and_back(t, 2)); };
    session.play(4.9, squats);
    CHECK(session.reps.empty());
    session.play(5.1, [&](double t) { return squats(t + 4.9); });
    session.play(1, standing);
    CHECK(session.reps.size() == 5);
}

TEST_CASE("reps go on to count while their label falters") {
    const std::string meanwhile = GENERATE("", "other", "plank");
    CAPTURE(meanwhile);
    RepSession session;
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.label("bicep_curl");
    session.play(6, curls);
    session.label(meanwhile);
    session.play(8, curls);
    CHECK(session.reps.size() >= 6);
    session.label("bicep_curl");
    session.play(4, curls);
    session.play(1, standing);
    CHECK(session.reps.size() == 9);
}

TEST_CASE("a second rep the way of the first counts though its label is gone") {
    RepSession session;
    session.label("bicep_curl");
    session.play(3, [](double t) { return curled(out_and_back(t, 3)); });
    session.label("");
    session.play(3, [](double t) { return curled(out_and_back(t, 3)); });
    session.play(3, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 2);
}

TEST_CASE("reps count that were done before it was known that they are ones") {
    const std::string before = GENERATE("", "other");
    CAPTURE(before);
    RepSession session;
    session.label(before);
    session.play(4, standing);
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.play(12, curls);
    session.label("bicep_curl");
    session.play(4, curls);
    session.play(1, standing);
    REQUIRE(session.reps.size() == 8);
    CHECK(to_seconds(session.reps.front().start) == Approx(4).margin(0.4));
    for (std::size_t i = 1; i < 8; ++i) CHECK(session.reps[i].start > session.reps[i - 1].start);
}

TEST_CASE("other motion does not count while the label falters, and counts when it is back") {
    RepSession session;
    const auto less = [](double t) { return curled(0.55F * out_and_back(t, 1.5)); };
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    session.label("");
    session.play(4.5, less);
    CHECK(session.reps.size() == 3);
    session.label("bicep_curl");
    session.play(4.5, less);
    session.play(1, standing);
    CHECK(session.reps.size() == 9);
}

TEST_CASE("a label that changes all the time changes neither count nor name") {
    RepSession session;
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    for (int i = 0; i < 5; ++i) {
        session.label("bicep_curl");
        session.play(2, curls);
        session.label(i % 2 == 0 ? "row" : "front_raise");
        session.play(2, curls);
    }
    session.play(1, standing);
    CHECK(session.reps.size() == 10);
    CHECK(session.reps.back().label == "bicep_curl");
    for (const Rep& rep : session.reps) CHECK(rep.bout == session.reps.front().bout);
}

TEST_CASE("another exercise without a rest is counted as itself") {
    RepSession session;
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    const auto squats = [](double t) { return squatted(out_and_back(t, 2.5)); };
    session.play(2.5, squats);
    session.label("squat");
    session.play(5, squats);
    session.play(1, standing);
    REQUIRE(session.reps.size() == 6);
    CHECK(session.reps[3].label == "squat");
    CHECK(session.reps.back().label == "squat");
}
