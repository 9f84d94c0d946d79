#include "engine/live/rep_counter.h"

#include <algorithm>

#include <catch2/catch.hpp>

#include "tests/live/rep_session.h"

using namespace spotter;

TEST_CASE("every rep counts at every rate and tempo, also the first") {
    const double rate = GENERATE(10.0, 15.0, 24.0, 30.0, 60.0);
    const double rep_s = GENERATE(1.0, 2.0, 3.5, 6.0);
    CAPTURE(rate, rep_s);
    CHECK(set_of(6, rep_s, rate, curled, "bicep_curl").reps.size() == 6);
    CHECK(set_of(6, rep_s, rate, squatted, "squat").reps.size() == 6);
}

TEST_CASE("a first rep starts when it does, not when somebody got into position") {
    RepSession session;
    session.label("squat");
    session.play(2, standing);
    session.play(3, [](double) { return squatted(0.15F); });
    session.play(8, [](double t) { return squatted(0.15F + 0.85F * out_and_back(t, 2)); });
    session.play(1, [](double) { return squatted(0.15F); });
    REQUIRE(session.reps.size() == 4);
    CHECK(to_seconds(session.reps[0].start) == Approx(5).margin(0.35));
}

TEST_CASE("a rep starts, turns and ends when it really does") {
    const RepSession session = set_of(4, 2, 30, curled, "bicep_curl");
    REQUIRE(session.reps.size() == 4);
    for (std::size_t i = 0; i < 4; ++i) {
        const double start = 2 + 2.0 * static_cast<double>(i);
        CHECK(to_seconds(session.reps[i].start) == Approx(start).margin(0.35));
        CHECK(to_seconds(session.reps[i].turn) == Approx(start + 1).margin(0.15));
        CHECK(to_seconds(session.reps[i].end) == Approx(start + 2).margin(0.35));
        CHECK(session.reps[i].label == "bicep_curl");
        CHECK(session.reps[i].range == Approx(1).margin(0.1));
    }
}

TEST_CASE("a curl goes up first, a squat goes down first") {
    CHECK(set_of(3, 2, 30, curled, "bicep_curl").reps.at(1).lifts_first);
    CHECK_FALSE(set_of(3, 2, 30, squatted, "squat").reps.at(1).lifts_first);
}

TEST_CASE("one rep alone counts") {
    CHECK(set_of(1, 3, 30, squatted, "squat").reps.size() == 1);
}

TEST_CASE("a slow drift that drops back counts once another is done the same way") {
    const auto drift = [](double t) {
        const double out = std::min(t / 3.5, (4 - t) / 0.5);
        return curled(static_cast<float>(std::clamp(out, 0.0, 1.0)));
    };
    RepSession session;
    session.label("bicep_curl");
    session.play(4, drift);
    session.play(1, standing);
    CHECK(session.reps.empty());
    session.play(4, drift);
    session.play(1, standing);
    CHECK(session.reps.size() == 2);
}

TEST_CASE("a rep counts within half a rep of its end") {
    RepSession session;
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 3)); });
    session.play(1.4, standing);
    CHECK(session.reps.size() == 2);
}

TEST_CASE("uneven times between frames change nothing") {
    RepSession session;
    session.jitter(1);
    session.label("bicep_curl");
    session.play(12, [](double t) { return curled(out_and_back(t, 2)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 6);
}

TEST_CASE("arms that alternate are counted one by one") {
    RepSession session;
    session.label("bicep_curl");
    session.play(12, [](double t) {
        Posture posture;
        const bool left = std::fmod(t, 4) < 2;
        (left ? posture.left_elbow : posture.right_elbow) = 2.2F * out_and_back(t, 2);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 6);
}

TEST_CASE("arms of which one goes up while the other comes down are counted one by one") {
    const double rep_s = GENERATE(1.2, 2.0, 4.0);
    CAPTURE(rep_s);
    RepSession session;
    session.label("bicep_curl");
    const double seconds = 6 * rep_s;
    session.play(seconds, [&](double t) {
        Posture posture;
        posture.left_elbow = 2.2F * out_and_back(t, 2 * rep_s);
        if (t > rep_s) posture.right_elbow = 2.2F * out_and_back(t - rep_s, 2 * rep_s);
        return posture;
    });
    // The right arm is still on its way.
    session.play(rep_s, [&](double t) {
        Posture posture;
        posture.right_elbow = 2.2F * out_and_back(t + rep_s, 2 * rep_s);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 6);
}

TEST_CASE("arms that alternate count one by one when the first rep was under way before") {
    const double rep_s = GENERATE(1.4, 2.0, 4.0);
    CAPTURE(rep_s);
    RepSession session;
    session.label("bicep_curl");
    session.play(6.5 * rep_s, [&](double t) {
        const double since = t + rep_s / 2;
        Posture posture;
        const bool left = std::fmod(since, 2 * rep_s) < rep_s;
        (left ? posture.left_elbow : posture.right_elbow) = 2.2F * out_and_back(since, rep_s);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() >= 6);
    CHECK(session.reps.size() <= 7);
}

TEST_CASE("one arm alone counts once a rep") {
    RepSession session;
    session.label("bicep_curl");
    session.play(10, [](double t) {
        Posture posture;
        posture.left_elbow = 2.2F * out_and_back(t, 2);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 5);
}

TEST_CASE("reps that get shorter still count, and say so") {
    RepSession session;
    session.label("bicep_curl");
    session.play(16, [](double t) {
        const auto rep = static_cast<float>(static_cast<int>(t / 2));
        return curled((1 - 0.05F * rep) * out_and_back(t, 2));
    });
    session.play(1, standing);
    REQUIRE(session.reps.size() == 8);
    CHECK(session.reps.back().range < 0.9);
}

TEST_CASE("at the end of a recording a rep counts that is well on its way back") {
    const auto [seconds, last] =
        GENERATE(table<double, std::size_t>({{5.6, 1}, {5.25, 1}, {4.8, 0}}));
    CAPTURE(seconds);
    RepSession session;
    session.label("squat");
    session.play(seconds, [](double t) { return squatted(out_and_back(t, 3)); });
    CHECK(session.reps.size() == 1);
    CHECK(session.counter.finish().size() == last);
    CHECK(session.counter.finish().empty());
}
