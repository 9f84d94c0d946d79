#include "capture/presentation_clock.h"

#include <catch2/catch.hpp>

using namespace spotter;
using std::chrono::hours;
using std::chrono::microseconds;
using std::chrono::milliseconds;
using std::chrono::seconds;

namespace {
constexpr MediaTime kStep = milliseconds(40);
}

TEST_CASE("right stamps come out as they are") {
    PresentationClock clock(kStep);
    for (const MediaTime stamp : {milliseconds(0), milliseconds(33), milliseconds(500)}) {
        CHECK(clock.next(stamp) == stamp);
    }
}

TEST_CASE("missing stamps follow at the nominal rate") {
    PresentationClock clock(kStep);
    CHECK(clock.next({}) == MediaTime::zero());
    CHECK(clock.next({}) == kStep);
    CHECK(clock.next(milliseconds(100)) == milliseconds(100));
    CHECK(clock.next({}) == milliseconds(140));
}

TEST_CASE("repeated and slightly disordered stamps still grow") {
    PresentationClock clock(kStep);
    clock.next(seconds(1));
    CHECK(clock.next(seconds(1)) == seconds(1) + microseconds(1));
    CHECK(clock.next(milliseconds(990)) == seconds(1) + microseconds(2));
    CHECK(clock.next(milliseconds(1080)) == milliseconds(1080));
}

TEST_CASE("stamps that start anew continue the timeline") {
    PresentationClock clock(kStep);
    clock.next(seconds(10));
    CHECK(clock.next(seconds(0)) == seconds(10) + kStep);
    CHECK(clock.next(milliseconds(40)) == seconds(10) + 2 * kStep);
}

TEST_CASE("a leap of hours is not believed") {
    PresentationClock clock(kStep);
    clock.next(seconds(0));
    CHECK(clock.next(hours(5)) == kStep);
    CHECK(clock.next(hours(5) + kStep) == 2 * kStep);
    CHECK(clock.next(MediaTime::max()) == 3 * kStep);
    CHECK(clock.next(MediaTime::min()) == 4 * kStep);
}

TEST_CASE("after a seek any stamp counts and a missing one is at the place sought") {
    PresentationClock clock(kStep);
    clock.next(seconds(0));
    clock.restart(hours(4));
    CHECK(clock.next(hours(3)) == hours(3));
    clock.restart(seconds(7));
    CHECK(clock.next({}) == seconds(7));
}
