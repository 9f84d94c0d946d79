#include "app/cli/text_format.h"

#include <array>

#include <catch2/catch.hpp>

#include "app/quantiles.h"

using namespace spotter;

TEST_CASE("figures are written for people") {
    CHECK(percentage(0.9296) == "93.0 %");
    CHECK(clock_text(59.6) == "1:00");
    CHECK(clock_text(3723) == "1:02:03");
    CHECK(clock_text(59.96, true) == "1:00.0");
    CHECK(clock_text(7.25, true) == "0:07.3");
    CHECK(counted(1, "window") == "1 window");
    CHECK(counted(0, "window") == "0 windows");
}

TEST_CASE("bars grow in eighths of a character") {
    CHECK(bar(0, 4).empty());
    CHECK(bar(1, 2) == "██");
    CHECK(bar(0.5, 1) == "▌");
    CHECK(bar(2, 1) == "█");
    CHECK(bar(-1, 1).empty());
}

TEST_CASE("columns line up, whatever the letters") {
    constexpr std::array<std::size_t, 1> kRight = {1};
    CHECK(table({{"é", "1"}, {"abc", "22"}}, 2, kRight) == "  é     1\n  abc  22\n");
}

TEST_CASE("quantiles go by nearest rank") {
    const Quantiles q = quantiles({3, 1, 2, 4});
    CHECK(q.median == 2);
    CHECK(q.p95 == 4);
    CHECK(q.count == 4);
    CHECK(quantiles({5}).p95 == 5);
    CHECK(quantiles({}).count == 0);
}
