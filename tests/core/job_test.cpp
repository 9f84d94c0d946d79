#include "engine/core/job.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"

using namespace spotter;
using namespace std::chrono_literals;

TEST_CASE("a job that returns is done") {
    Job job("count", [](JobToken& token) { token.publish({"counting", 1.0}); });
    job.wait();
    CHECK(job.state() == JobState::done);
    CHECK(job.progress().step == "counting");
}

TEST_CASE("a job that throws has failed and says why") {
    Job job("read", [](JobToken&) { throw Error("read", "a.mp4", "no such file"); });
    job.wait();
    CHECK(job.state() == JobState::failed);
    CHECK(job.failure() == "read: a.mp4: no such file");
}

TEST_CASE("a cancelled job ends at its next checkpoint") {
    Job job("spin", [](JobToken& token) {
        while (true) token.checkpoint();
    });
    job.cancel();
    job.wait();
    CHECK(job.state() == JobState::cancelled);
}

TEST_CASE("time left follows the pace so far, once there is one") {
    const SteadyTime start{};
    CHECK(time_left(start, start + 10s, 0.25) == 30s);
    CHECK_FALSE(time_left(start, start + 1s, 0.5));
    CHECK_FALSE(time_left(start, start + 10s, 0.01));
    CHECK_FALSE(time_left(start, start + 10s, -1));
}
