#include "training/evaluation/truth_segments.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

std::vector<TruthSegment> read(const std::string& name, const std::string& text) {
    const TempFolder folder;
    write_bytes(folder / name, text);
    return read_truth_segments(folder / name);
}

}  // namespace

TEST_CASE("truth is read from a table in any order of columns and lines") {
    const auto found =
        read("a.csv", "start_s,label,end_s,notes\r\n10,curl,20.5,heavy\r\n0,\"rest\",10,\r\n");
    REQUIRE(found.size() == 2);
    CHECK(found[0].label == "rest");
    CHECK(found[1].label == "curl");
    CHECK(found[1].end_s == 20.5);
}

TEST_CASE("truth is read from JSON, as the demo has it; neighbours of one label are joined") {
    const auto found = read("a.json", R"({"format":1,"segments":[
        {"label":"curl","start_s":0,"end_s":5,"reps":[]},{"label":"curl","start_s":5,"end_s":9}]})");
    REQUIRE(found.size() == 1);
    CHECK(found[0].end_s == 9);
    CHECK(read_truth_segments(SPOTTER_TEST_DIR "/../assets/demo/workout.json").size() > 5);
}

TEST_CASE("truth that makes no sense is refused with its place") {
    CHECK_THROWS_WITH(read("a.csv", "label,start_s,end_s\ncurl,5,5\n"), Contains("line 2"));
    CHECK_THROWS_WITH(read("a.csv", "label,start_s,end_s\ncurl,x,5\n"), Contains("line 2"));
    CHECK_THROWS_WITH(read("a.csv", "label,start_s,end_s\n,1,5\n"), Contains("no label"));
    CHECK_THROWS_WITH(read("a.csv", "label,start_s\ncurl,1\n"), Contains("no column end_s"));
    CHECK_THROWS_WITH(read("a.csv", "label,start_s,end_s\na,0,5\nb,4,6\n"), Contains("overlap"));
    CHECK_THROWS_WITH(read("a.csv", "label,start_s,end_s\n"), Contains("no segments"));
    CHECK_THROWS_WITH(read("a.json", "<html>"), Contains("not JSON"));
    CHECK_THROWS_WITH(read("a.json", R"({"segments":[{"label":"a","start_s":2,"end_s":1}]})"),
                      Contains("segment 1"));
    CHECK_THROWS_WITH(read_truth_segments("/nowhere/a.csv"), Contains("cannot be read"));
}

TEST_CASE("truth lies beside its video") {
    const TempFolder folder;
    write_bytes(folder / "a.csv", "");
    write_bytes(folder / "b.mp4.json", "");
    CHECK(truth_beside(folder / "a.mp4") == folder / "a.csv");
    CHECK(truth_beside(folder / "b.mp4") == folder / "b.mp4.json");
    CHECK_FALSE(truth_beside(folder / "c.mp4"));
}
