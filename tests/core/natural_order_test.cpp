#include "engine/core/natural_order.h"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;

TEST_CASE("names are ordered as people count") {
    const std::vector<std::string> ordered = {
        "",        "clip1",       "Clip02",           "clip2",        "clip3a", "clip10",
        "clip10b", "day 2/9.mp4", "day 2-late/1.mp4", "day 10/1.mp4", "squat",  "Ünal"};
    std::vector<std::string> mixed = ordered;
    std::reverse(mixed.begin(), mixed.end());
    std::sort(mixed.begin(), mixed.end(), natural_less);
    CHECK(mixed == ordered);
}

TEST_CASE("a name is not before itself, and of two different ones one is first") {
    for (const char* name : {"", "0", "00", "a01", "a1", "A1", "9999999999999999999999"}) {
        CHECK_FALSE(natural_less(name, name));
    }
    CHECK(natural_less("A1", "a1") != natural_less("a1", "A1"));
    CHECK(natural_less("a01", "a1") != natural_less("a1", "a01"));
    CHECK(natural_less("99999999999999999999", "100000000000000000000"));
}

TEST_CASE("letters with accents stand beside those without") {
    // Also where the accent follows its letter, as some systems write it.
    const std::vector<std::string> ordered = {
        "Ébène 2", "eben 10",  "e\u0301ben 11", "Essen", "łydka", "lz",      "Öl 1",
        "ol 2",    "Überkopf", "unten",         "zu",    "žaba",  "скакалка"};
    std::vector<std::string> mixed = ordered;
    std::reverse(mixed.begin(), mixed.end());
    std::sort(mixed.begin(), mixed.end(), natural_less);
    // "ebene" goes after "eben", "zaba" before "zu".
    CHECK(mixed == std::vector<std::string>{"eben 10", "e\u0301ben 11", "Ébène 2", "Essen", "łydka",
                                            "lz", "Öl 1", "ol 2", "Überkopf", "unten", "žaba", "zu",
                                            "скакалка"});
    CHECK(natural_less("e", "é") != natural_less("é", "e"));
    CHECK_FALSE(natural_less("\xc3", "\xc3"));
    CHECK(natural_less("a\xff", "b\xff"));
}
