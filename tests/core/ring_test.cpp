#include "engine/core/ring.h"

#include <thread>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

constexpr MediaTime kSpan = std::chrono::milliseconds(2500);
const MediaTime kGap = 2 * ClipWindow{}.interval;

using Ring = TimeRing<int>;

void fill(Ring& ring, double from, double to, double rate, std::uint32_t epoch = 0) {
    for (int i = 0; from + i / rate <= to + 1e-9; ++i) {
        ring.push(from_seconds(from + i / rate), epoch, i);
    }
}

}  // namespace

TEST_CASE("a window is there exactly when the ring covers it") {
    for (const double rate : {10.0, 15.0, 24.0, 30.0, 60.0}) {
        CAPTURE(rate);
        Ring ring(kSpan, kGap);
        fill(ring, 0, 1.8, rate);
        CHECK_FALSE(ring.newest_window(ClipWindow{}));
        fill(ring, 1.8 + 1 / rate, 3, rate);
        CHECK(ring.newest_window(ClipWindow{}));
    }
}

TEST_CASE("the ring drops what is older than its span") {
    Ring ring(kSpan, kGap);
    fill(ring, 0, 60, 30);
    CHECK(ring.size() <= 76);
    CHECK(ring.size() >= 75);
}

TEST_CASE("a long gap, a step back and a new epoch empty the ring") {
    Ring ring(kSpan, kGap);
    fill(ring, 0, 3, 30);
    SECTION("gap") {
        CHECK(ring.push(from_seconds(3.5), 0, 0));
    }
    SECTION("step back") {
        CHECK(ring.push(from_seconds(1), 0, 0));
    }
    SECTION("new source") {
        CHECK(ring.push(from_seconds(3.01), 1, 0));
    }
    CHECK(ring.size() == 1);
    CHECK_FALSE(ring.newest_window(ClipWindow{}));
}

TEST_CASE("a short gap keeps the window") {
    Ring ring(kSpan, kGap);
    fill(ring, 0, 3, 30);
    CHECK_FALSE(ring.push(from_seconds(3.2), 0, 0));
    CHECK(ring.newest_window(ClipWindow{}));
}

TEST_CASE("two pictures of the same moment count as one") {
    Ring ring(kSpan, kGap);
    ring.push(from_seconds(1), 0, 1);
    ring.push(from_seconds(1), 0, 2);
    CHECK(ring.size() == 1);
    CHECK(ring.wait_newer(0, {})->second.item == 2);
}

TEST_CASE("a reader gets the newest item and can tell what it missed") {
    Ring ring(kSpan, kGap);
    fill(ring, 0, 0.3, 10);
    const auto first = ring.wait_newer(0, {});
    REQUIRE(first);
    CHECK(first->first == 4);
    CHECK(first->second.item == 3);
}

TEST_CASE("a reader that waits ends when asked to stop") {
    Ring ring(kSpan, kGap);
    std::stop_source stop;
    bool got = true;
    std::jthread reader([&] { got = ring.wait_newer(0, stop.get_token()).has_value(); });
    stop.request_stop();
    reader.join();
    CHECK_FALSE(got);
}
