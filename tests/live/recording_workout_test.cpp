#include "engine/live/recording_workout.h"

#include <functional>

#include <catch2/catch.hpp>

#include "tests/live/scripted_person.h"

using namespace spotter;
using namespace std::chrono_literals;

namespace {

// The sets of a recording of squats with the same scores all the time, four windows a second.
std::vector<SetRecord> sets_of(double seconds, float squat_score,
                               const std::function<float(double)>& depth) {
    RecordingWorkout workout({"squat", "other"}, {"other"}, {}, 2s);
    double next_window = 2;
    for (int i = 0; i / 30.0 <= seconds; ++i) {
        Observation seen;
        seen.time = from_seconds(i / 30.0);
        seen.pose = pose_of(squatted(depth(i / 30.0)));
        workout.observed(seen);
        if (i / 30.0 < next_window) continue;
        next_window += 0.25;
        workout.classified({seen.time, {squat_score, 1 - squat_score}});
    }
    return workout.finish();
}

float repeated(double t) {
    return out_and_back(t, 2.5);
}

}  // namespace

TEST_CASE("a recording too short for a label to hold is taken for what it is on the whole") {
    const auto sets = sets_of(2.2, 0.9F, [](double t) { return out_and_back(t, 2); });
    REQUIRE(sets.size() == 1);
    CHECK(sets[0].label == "squat");
    CHECK(sets[0].count() == 1);
}

TEST_CASE("a recording whose label is never sure is counted where reps are plain to see") {
    const auto sets = sets_of(12.5, 0.5F, repeated);
    REQUIRE(sets.size() == 1);
    CHECK(sets[0].count() == 5);
    CHECK(sets_of(12.5, 0.3F, repeated).empty());  // more likely something else
}

TEST_CASE("one movement under a label that is never sure is no rep") {
    const auto once = [](double t) { return t < 3 ? out_and_back(t, 3) : 0; };
    CHECK(sets_of(8, 0.5F, once).empty());
}
