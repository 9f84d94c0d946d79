#include "training/synthetic/repetition.h"

#include <catch2/catch.hpp>

using namespace spotter;

TEST_CASE("repetitions follow each other and lead out and back", "[synthetic]") {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        Random random(seed);
        const Repetitions reps(random, {.begin = 1, .finish = 20, .shortest = 1, .longest = 4});
        REQUIRE(reps.reps().size() >= 4);
        double last = 1;
        for (const SyntheticRep& rep : reps.reps()) {
            CHECK(rep.start >= last);
            CHECK(rep.turn > rep.start);
            CHECK(rep.end > rep.turn_end);
            CHECK(reps.progress(rep.start) == Approx(0).margin(1e-9));
            CHECK(reps.progress(rep.turn) == Approx(rep.range).margin(1e-6));
            CHECK(reps.progress(rep.end) == 0);
            last = rep.end;
        }
        CHECK(reps.progress(0.5) == 0);
    }
}

TEST_CASE("sides that alternate never move at once", "[synthetic]") {
    Random random(5);
    const Repetitions reps(
        random, {.begin = 0, .finish = 20, .shortest = 1, .longest = 2, .alternating = true});
    for (double t = 0; t < 20; t += 0.05) {
        const double least = std::min(reps.progress(t), reps.other_progress(t));
        CHECK(least == 0);
    }
}

TEST_CASE("repetitions of both sides are all of them, in order", "[synthetic]") {
    for (const bool alternating : {false, true}) {
        Random random(5);
        const Repetitions reps(
            random,
            {.begin = 0, .finish = 20, .shortest = 1, .longest = 2, .alternating = alternating});
        const std::vector<SyntheticRep> both = reps.of_both_sides();
        const std::size_t one = reps.reps().size();
        CHECK(both.size() >= (alternating ? 2 * one - 1 : one));
        CHECK(both.size() <= (alternating ? 2 * one : one));
        for (std::size_t i = 1; i < both.size(); ++i) CHECK(both[i].start >= both[i - 1].end);
    }
}
