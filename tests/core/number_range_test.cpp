#include "engine/core/number_range.h"

#include <cmath>
#include <limits>

#include <catch2/catch.hpp>

using namespace spotter;

TEST_CASE("a range says which numbers are allowed, as they are allowed") {
    const NumberRange share = {.least = 0, .most = 1, .below_most = true};
    CHECK(contains(share, 0));
    CHECK_FALSE(contains(share, 1));
    CHECK_FALSE(contains(share, std::nan("")));
    CHECK(range_text(share) == "from 0 to below 1");
    const NumberRange rate = {.least = 0, .most = 10, .above_least = true};
    CHECK_FALSE(contains(rate, 0));
    CHECK(contains(rate, 10));
    CHECK(range_text(rate) == "above 0 and at most 10");
    CHECK(range_text({.least = 1, .most = 100'000, .whole = true}) == "from 1 to 100000");
    CHECK(range_text({.least = 0, .most = std::numeric_limits<double>::infinity()}) ==
          "at least 0");
}

TEST_CASE("what is no number of a range is named with what is allowed") {
    const NumberRange count = {.least = 1, .most = 180, .whole = true};
    CHECK(not_a_number_text("180", count).empty());
    for (const char* wrong : {"", "0", "181", "1.5", "x", "7 ", " 7", "99999999999999999999"}) {
        CHECK(not_a_number_text(wrong, count) ==
              "'" + std::string(wrong) + "' is not a whole number from 1 to 180");
    }
    const NumberRange any = {.least = 0, .most = std::numeric_limits<double>::infinity()};
    CHECK(not_a_number_text("2.5e3", any).empty());
    CHECK(not_a_number_text("inf", any) == "'inf' is not a number at least 0");
}
