#include "engine/live/activity.h"

#include <catch2/catch.hpp>

using namespace spotter;
using namespace std::chrono_literals;

namespace {

const Labels kLabels = {"curl", "row", "plank", "rest", "other"};

// What is said after these scores stood for two seconds.
Activity after(const Scores& scores) {
    ActivityGate gate(kLabels, {"rest", "other"}, {});
    Activity activity;
    for (MediaTime time = 0s; time <= 2s; time += 100ms) activity = gate.update(time, 2s, scores);
    return activity;
}

}  // namespace

TEST_CASE("somebody exercises when all exercises together are likely") {
    CHECK(after({0.45F, 0.35F, 0, 0.1F, 0.1F}).doing == Doing::reps);
    CHECK_FALSE(after({0.45F, 0.35F, 0, 0.1F, 0.1F}).doubtful);
    CHECK(after({0.2F, 0.1F, 0.2F, 0.2F, 0.3F}).doing == Doing::unsure);
    CHECK(after({0.1F, 0.1F, 0, 0.4F, 0.4F}).doing == Doing::nothing);
    CHECK(after({0.1F, 0.1F, 0.8F, 0, 0}).doing == Doing::hold);
    CHECK(after({0.1F, 0.1F, 0.8F, 0, 0}).hold == "plank");
}

TEST_CASE("an exercise that is likely, or sure for a moment only, is doubtful") {
    CHECK(after({0.3F, 0.2F, 0, 0.2F, 0.3F}).doing == Doing::reps);
    CHECK(after({0.3F, 0.2F, 0, 0.2F, 0.3F}).doubtful);
    ActivityGate gate(kLabels, {"rest", "other"}, {});
    CHECK(gate.update(0s, 2s, {1, 0, 0, 0, 0}).doubtful);
    CHECK_FALSE(gate.update(600ms, 2s, {1, 0, 0, 0, 0}).doubtful);
    gate.reset();
    CHECK(gate.update(700ms, 2s, {1, 0, 0, 0, 0}).doubtful);
}

TEST_CASE("a hold is no exercise in doubt while it is sure") {
    CHECK(after({0.4F, 0, 0.6F, 0, 0}).doing == Doing::hold);
}

TEST_CASE("scores of a whole recording need not hold") {
    const ActivityGate gate(kLabels, {"rest", "other"}, {});
    CHECK(gate.judge_at_once(2s, 2s, {0.5F, 0.3F, 0, 0, 0.2F}).doing == Doing::reps);
    CHECK_FALSE(gate.judge_at_once(2s, 2s, {0.5F, 0.3F, 0, 0, 0.2F}).doubtful);
    CHECK(gate.judge_at_once(2s, 2s, {0.3F, 0.2F, 0, 0.1F, 0.4F}).doubtful);
    CHECK(gate.judge_at_once(2s, 2s, {0.3F, 0.05F, 0.3F, 0.2F, 0.15F}).doing == Doing::unsure);
}

TEST_CASE("the likeliest exercise over all of the time wins the vote") {
    LabelVote vote;
    CHECK(vote.best().empty());
    vote.add({{"curl", 0.2F}, {"row", 0.6F}});
    CHECK(vote.best() == "row");
    vote.add({{"curl", 0.7F}, {"row", 0.1F}});
    CHECK(vote.best() == "curl");
}

TEST_CASE("how strong a vote is, is the mean of what all exercises scored") {
    LabelVote vote;
    CHECK(vote.strength() == 0);
    vote.add({{"curl", 0.2F}, {"row", 0.6F}});
    vote.add({{"curl", 0.3F}, {"row", 0.1F}});
    CHECK(vote.strength() == Approx(0.6));
}
