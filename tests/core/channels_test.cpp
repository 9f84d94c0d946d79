#include <thread>

#include <catch2/catch.hpp>

#include "engine/core/bounded_queue.h"
#include "engine/core/latest.h"

using namespace spotter;

TEST_CASE("latest keeps the newest value and counts what nobody took") {
    Latest<int> latest;
    CHECK_FALSE(latest.take());
    latest.publish(1);
    latest.publish(2);
    latest.publish(3);
    CHECK(latest.take() == 3);
    CHECK_FALSE(latest.take());
    CHECK(latest.peek() == 3);
    CHECK(latest.lost() == 2);
}

TEST_CASE("a reader that waits for the latest value ends when asked to stop") {
    Latest<int> latest;
    std::stop_source stop;
    std::optional<int> got = 7;
    std::jthread reader([&] { got = latest.wait_take(stop.get_token()); });
    stop.request_stop();
    reader.join();
    CHECK_FALSE(got);
}

TEST_CASE("a reader that was asked to stop leaves the latest value to the next one") {
    Latest<int> latest;
    std::stop_source stop;
    stop.request_stop();
    latest.publish(5);
    CHECK_FALSE(latest.wait_take(stop.get_token()));
    CHECK(latest.wait_take({}) == 5);
}

TEST_CASE("a waiting reader gets what another thread publishes") {
    Latest<int> latest;
    std::optional<int> got;
    std::jthread reader([&] { got = latest.wait_take({}); });
    latest.publish(5);
    reader.join();
    CHECK(got == 5);
}

TEST_CASE("a bounded queue refuses aloud when full") {
    BoundedQueue<int> queue(2);
    CHECK(queue.try_push(1));
    CHECK(queue.try_push(2));
    CHECK_FALSE(queue.try_push(3));
    CHECK(queue.pop({}) == 1);
    CHECK(queue.try_push(3));
    CHECK(queue.push_regardless(4));
    CHECK_FALSE(queue.try_push(5));
    CHECK(queue.pop({}) == 2);
    CHECK(queue.pop({}) == 3);
    CHECK(queue.pop({}) == 4);
    queue.close();
    CHECK_FALSE(queue.push_regardless(6));
}

TEST_CASE("a closed queue is drained in order and then ends") {
    BoundedQueue<int> queue(4);
    REQUIRE(queue.try_push(1));
    REQUIRE(queue.try_push(2));
    queue.close();
    CHECK_FALSE(queue.try_push(3));
    CHECK(queue.pop({}) == 1);
    CHECK(queue.pop({}) == 2);
    CHECK_FALSE(queue.pop({}));
}

TEST_CASE("a writer that waits for room goes on when a reader makes it") {
    BoundedQueue<int> queue(1);
    REQUIRE(queue.try_push(1));
    bool taken = false;
    std::jthread writer([&] { taken = queue.push(2, {}); });
    CHECK(queue.pop({}) == 1);
    CHECK(queue.pop({}) == 2);
    writer.join();
    CHECK(taken);
}
