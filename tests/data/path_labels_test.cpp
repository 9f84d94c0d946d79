#include "training/data/path_labels.h"

#include <string>
#include <vector>

#include <catch2/catch.hpp>

using namespace spotter;

namespace {

std::vector<std::string> labels(const std::vector<std::string>& paths) {
    std::vector<std::string> out;
    for (const PathLabel& label : labels_from_paths(paths)) out.push_back(label.label);
    return out;
}

}  // namespace

TEST_CASE("the label is the folder") {
    CHECK(labels({"squat/a.mp4", "rest/b.mp4"}) == std::vector<std::string>{"squat", "rest"});
    CHECK(labels({"squat/a.mp4"}) == std::vector<std::string>{"squat"});
    CHECK(labels({"a.mp4", "squat/b.mp4"}) == std::vector<std::string>{"", "squat"});
    CHECK(labels({}).empty());
}

TEST_CASE("folders that all share are no labels, unless nothing else is there") {
    CHECK(labels({"data/set/squat/a.mp4", "data/set/rest/b.mp4"}) ==
          std::vector<std::string>{"squat", "rest"});
    CHECK(labels({"data/squat/a.mp4", "data/squat/b.mp4"}) ==
          std::vector<std::string>{"squat", "squat"});
}

TEST_CASE("folders below a label belong to it") {
    CHECK(labels({"squat/anna/1.mp4", "squat/ben/2.mp4", "rest/3.mp4"}) ==
          std::vector<std::string>{"squat", "squat", "rest"});
}

TEST_CASE("folders of splits are splits") {
    const auto found = labels_from_paths(
        {"data/Train/squat/a.mp4", "data/val/squat/b.mp4", "data/test/rest/c.mp4"});
    REQUIRE(found.size() == 3);
    CHECK(found[0].label == "squat");
    CHECK(found[0].split == Split::train);
    CHECK(found[1].split == Split::validation);
    CHECK(found[2].label == "rest");
    CHECK(found[2].split == Split::test);
    CHECK(labels({"train/a.mp4", "test/b.mp4"}) == std::vector<std::string>{"train", "test"});
}
