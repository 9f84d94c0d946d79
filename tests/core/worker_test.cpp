#include "engine/core/worker.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/core/latest.h"
#include "engine/core/log.h"

using namespace spotter;

TEST_CASE("a worker keeps what ended it") {
    set_log_level(LogLevel::off);
    Worker worker("test", [](const std::stop_token&) { throw Error("work", "", "broke"); });
    worker.join();
    CHECK(worker.finished());
    CHECK(worker.failure() == "work: broke");
    set_log_level(LogLevel::warning);
}

TEST_CASE("destroying a worker stops a body that waits") {
    Latest<int> never;
    {
        const Worker worker("test", [&](std::stop_token stop) { never.wait_take(stop); });
    }
    SUCCEED("joined");
}
