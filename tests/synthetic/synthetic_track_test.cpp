#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "training/synthetic/synthetic_clip.h"

using namespace spotter;

TEST_CASE("a recording holds the set that was asked for", "[synthetic]") {
    SyntheticTrackOptions options;
    options.label = "squat";
    options.reps = 5;
    options.frames_per_second = 30;
    const SyntheticTrack track = make_synthetic_track(1, 2, options);
    REQUIRE(track.reps.size() == 5);
    CHECK(to_seconds(track.begin) == Approx(options.idle_s));
    CHECK(track.begin == track.reps.front().start);
    CHECK(track.end == track.reps.back().end);
    CHECK(track.track.times.back() >= track.end + from_seconds(options.idle_s - 0.1));
    CHECK(track.track.times.size() == track.track.poses.size());
    for (const SyntheticRepTruth& rep : track.reps) {
        CHECK(rep.start < rep.turn);
        CHECK(rep.turn < rep.end);
    }
}

TEST_CASE("what is only held has no set", "[synthetic]") {
    SyntheticTrackOptions options;
    options.label = "rest";
    CHECK_THROWS_AS(make_synthetic_track(1, 1, options), Error);
    options.label = "handstand";
    CHECK_THROWS_AS(make_synthetic_track(1, 1, options), Error);
}
