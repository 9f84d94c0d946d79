#include <cmath>
#include <set>

#include <catch2/catch.hpp>

#include "training/synthetic/synthetic_clip.h"

using namespace spotter;

TEST_CASE("a computed workout is rest and sets without a gap", "[synthetic]") {
    std::set<std::string> exercises;
    for (std::uint64_t i = 0; i < 30; ++i) {
        const SyntheticWorkout workout = make_synthetic_workout(3, i);
        INFO(i);
        REQUIRE(workout.parts.size() >= 3);
        CHECK(workout.parts.front().begin == MediaTime::zero());
        CHECK(workout.parts.back().label != "squat");
        CHECK(workout.track.times.size() == workout.track.poses.size());
        CHECK(workout.track.times.back() <= workout.parts.back().end);
        MediaTime end{};
        int sets = 0;
        for (const SyntheticPart& part : workout.parts) {
            CHECK(part.begin == end);
            CHECK(part.begin < part.end);
            end = part.end;
            if (part.label == "rest" || part.label == "other") {
                CHECK(part.reps.empty());
                continue;
            }
            ++sets;
            exercises.insert(part.label);
            CHECK(to_seconds(part.end - part.begin) > 4);
            REQUIRE(!part.reps.empty());
            CHECK(part.reps.front().start == part.begin);
            CHECK(part.reps.back().end == part.end);
        }
        CHECK(sets <= 2);
    }
    CHECK(exercises.size() > 8);
}

TEST_CASE("a computed workout is the same every time, and another with another seed",
          "[synthetic]") {
    const SyntheticWorkout one = make_synthetic_workout(3, 1);
    const SyntheticWorkout again = make_synthetic_workout(3, 1);
    const SyntheticWorkout other = make_synthetic_workout(4, 1);
    REQUIRE(one.track.poses.size() == again.track.poses.size());
    for (std::size_t i = 0; i < one.track.poses.size(); ++i) {
        REQUIRE(one.track.poses[i].has_value() == again.track.poses[i].has_value());
        if (one.track.poses[i])
            CHECK(one.track.poses[i]->image[kNose].x == again.track.poses[i]->image[kNose].x);
    }
    CHECK(one.parts.back().end != other.parts.back().end);
}
