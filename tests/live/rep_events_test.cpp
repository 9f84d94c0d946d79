#include "engine/live/rep_events.h"

#include <catch2/catch.hpp>

namespace spotter {
namespace {

Rep rep_from(double start, double turn, double end, bool lifts_first = true) {
    return {"bicep_curl", from_seconds(start), from_seconds(turn), from_seconds(end), 1,
            lifts_first};
}

TEST_CASE("a rep that lifts first is lowered after its turn") {
    const Rep rep = rep_from(1, 2, 4);
    CHECK(rep.lifting_s() == Approx(1));
    CHECK(rep.lowering_s() == Approx(2));
    CHECK(rep_from(1, 2, 4, false).lowering_s() == Approx(1));
}

TEST_CASE("a set's tempo is the median of its reps") {
    SetRecord set;
    set.reps = {rep_from(0, 1, 3), rep_from(3, 4, 6), rep_from(6, 8, 12)};
    const SetTempo tempo = tempo_of(set);
    CHECK(tempo.rep_s == Approx(3));
    CHECK(tempo.lifting_s == Approx(1));
    CHECK(tempo.lowering_s == Approx(2));
}

TEST_CASE("a set whose last third takes twice as long has slowed by one") {
    SetRecord set;
    set.reps = {rep_from(0, 1, 2), rep_from(2, 3, 5), rep_from(5, 7, 9)};
    CHECK(tempo_of(set).slowing == Approx(1));
}

TEST_CASE("a set without counted reps has no tempo") {
    const SetTempo tempo = tempo_of({});
    CHECK(tempo.rep_s == 0);
    CHECK(tempo.slowing == 0);
}

TEST_CASE("corrections count beside what was counted") {
    SetRecord set;
    set.reps = {rep_from(0, 1, 2)};
    set.correction = 2;
    CHECK(set.count() == 3);
}

}  // namespace
}  // namespace spotter
