#include <cmath>
#include <random>

#include <catch2/catch.hpp>

#include "tests/live/rep_session.h"

using namespace spotter;

namespace {

// Stands up for three seconds and takes the arms down: further than many an exercise goes.
Posture getting_into_position(double t) {
    const auto left = static_cast<float>(1 - t / 3);
    Posture posture = squatted(left);
    posture.arms = 1.5F * left;
    return posture;
}

}  // namespace

TEST_CASE("most of what hands do that talk is no rep, also under a wrong label") {
    RepSession session;
    session.label("bicep_curl");
    session.play(20, [](double t) {
        // About ten swings; both arms go their own ways, seldom back on the way they came.
        Posture posture;
        posture.left_elbow = 1 + 0.5F * static_cast<float>(std::sin(1.7 * t) + std::sin(3.1 * t));
        posture.right_elbow =
            1 + 0.5F * static_cast<float>(std::sin(2.3 * t + 1) + std::sin(4.3 * t));
        posture.arms = 0.4F + 0.3F * static_cast<float>(std::sin(2.9 * t + 2));
        return posture;
    });
    CHECK(session.reps.size() <= 4);
}

TEST_CASE("a camera that shakes adds and costs nothing") {
    RepSession session;
    session.label("squat");
    std::mt19937 random(3);
    std::normal_distribution<float> shake(0, 0.03F);
    session.play(6, [&](double) {
        Posture posture;
        posture.x = shake(random);
        return posture;
    });
    CHECK(session.reps.empty());
    session.play(6, [&](double t) {
        Posture posture = squatted(out_and_back(t, 2));
        posture.x = shake(random);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 3);
}

TEST_CASE("trembling is no rep") {
    RepSession session;
    session.label("squat");
    session.play(20, [](double t) { return squatted(0.06F * out_and_back(t, 0.8)); });
    CHECK(session.reps.empty());
}

TEST_CASE("an arm that swings while squatting is no rep") {
    RepSession session;
    session.label("squat");
    session.play(12, [](double t) {
        Posture posture = squatted(out_and_back(t, 3));
        posture.left_elbow = 0.3F * out_and_back(t, 0.9);
        return posture;
    });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("getting into position is no rep") {
    RepSession session;
    session.label("other");
    session.play(1.5, [](double t) { return squatted(static_cast<float>(1 - t / 1.5)); });
    session.play(2.5, standing);
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 3);
}

TEST_CASE("getting into position hides no reps that go less far") {
    RepSession session;
    session.label("bicep_curl");
    session.play(3, getting_into_position);
    session.play(1, standing);
    session.play(8, [](double t) { return curled(0.45F * out_and_back(t, 2)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("a movement that went further and counted hides no reps that go less far") {
    RepSession session;
    session.label("deadlift");
    const auto fetch = [](double t) {  // the weights
        Posture posture = squatted(out_and_back(t, 3));
        posture.arms = 1.5F * out_and_back(t, 3);
        return posture;
    };
    session.play(3, fetch);
    session.play(1, standing);
    REQUIRE(session.reps.size() == 1);
    session.label("bicep_curl");
    session.play(10, [](double t) { return curled(0.25F * out_and_back(t, 2)); });
    session.play(1, standing);
    REQUIRE(session.reps.size() == 6);
    CHECK(session.reps.back().label == "bicep_curl");
    CHECK(session.reps[1].bout != session.reps[0].bout);
}

TEST_CASE("slow reps that go less far than what was done before count before they are over") {
    RepSession session;
    session.label("row");
    session.play(3, getting_into_position);
    session.play(13, [](double t) { return curled(0.4F * out_and_back(t, 5.5)); });
    CHECK(session.reps.size() == 2);
}

TEST_CASE("what is done after a set while its label lingers is none of its reps") {
    RepSession session;
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    session.label("");
    // A hand that goes up and comes down, as far and as fast.
    session.play(2, [](double t) {
        Posture posture;
        posture.arms = 0.8F * out_and_back(t, 2);
        posture.left_elbow = posture.right_elbow = 2 * out_and_back(t, 2);
        return posture;
    });
    session.play(2, standing);
    CHECK(session.reps.size() == 3);
}

TEST_CASE("walking off while the label still stands is no rep") {
    RepSession session;
    session.label("bicep_curl");
    session.play(6, [](double t) { return curled(out_and_back(t, 2)); });
    session.play(2.5, [](double t) {
        Posture posture;
        posture.x = static_cast<float>(t);
        posture.knees = 0.8F * out_and_back(t, 0.6);
        return posture;
    });
    CHECK(session.reps.size() == 3);
}

TEST_CASE("a gap ends the rep that was under way, and counting goes on") {
    RepSession session;
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.label("bicep_curl");
    session.play(5, curls);
    session.play_nobody(3);
    session.play(4, curls);
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("somebody else in the picture is no rep") {
    RepSession session;
    session.label("squat");
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    // The tracker jumps between two people of different posture.
    for (int i = 0; i < 4; ++i) {
        session.play(0.5, [](double) {
            Posture posture = squatted(0.9F);
            posture.x = 2;
            return posture;
        });
        session.play(0.5, standing);
    }
    CHECK(session.reps.size() == 2);
}

TEST_CASE("a second person at whom the pose looks for a moment costs one rep at most") {
    RepSession session;
    session.label("squat");
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(0.3, [](double) {
        Posture posture;
        posture.x = 2.5F;
        return posture;
    });
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("pictures that change their size within a set change nothing") {
    RepSession session;
    session.label("bicep_curl");
    const auto curls = [](double t) { return curled(out_and_back(t, 2)); };
    session.play(5, curls);
    session.zoom(2.5F);
    session.play(5, [&](double t) { return curls(t + 5); });
    session.play(1, standing);
    CHECK(session.reps.size() == 5);
}

TEST_CASE("time that jumps ahead costs the rep that was under way") {
    RepSession session;
    session.label("squat");
    session.play(7, [](double t) { return squatted(out_and_back(t, 3)); });
    session.skip(30);
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}

TEST_CASE("time that runs backwards begins anew") {
    RepSession session;
    session.label("squat");
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.skip(-100);
    session.play(6, [](double t) { return squatted(out_and_back(t, 3)); });
    session.play(1, standing);
    CHECK(session.reps.size() == 4);
}
