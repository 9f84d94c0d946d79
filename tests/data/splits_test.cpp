#include "training/data/splits.h"

#include <map>
#include <set>
#include <string>

#include <catch2/catch.hpp>

using namespace spotter;
using Catch::Matchers::Contains;

namespace {

void add(Dataset& dataset, const std::string& label, const std::string& group, int clips) {
    for (int i = 0; i < clips; ++i) {
        DatasetClip clip;
        clip.file = label + "/" + group + "-" + std::to_string(i) + ".mp4";
        clip.label = label;
        clip.group = group;
        dataset.clips.push_back(clip);
    }
    tidy_dataset(dataset);
}

Dataset dataset_of(int labels, int groups, int clips) {
    Dataset dataset;
    for (int l = 0; l < labels; ++l) {
        for (int g = 0; g < groups; ++g) {
            add(dataset, "label" + std::to_string(l),
                "g" + std::to_string(l) + "-" + std::to_string(g), clips);
        }
    }
    return dataset;
}

std::map<std::pair<std::string, Split>, int> counts(const Dataset& dataset) {
    std::map<std::pair<std::string, Split>, int> out;
    for (const DatasetClip& clip : dataset.clips) ++out[{clip.label, clip.split}];
    return out;
}

bool says(const SplitReport& report, const std::string& words) {
    for (const std::string& note : report.notes) {
        if (note.find(words) != std::string::npos) return true;
    }
    return false;
}

}  // namespace

TEST_CASE("clips of one group are never parted, and every label has its share") {
    Dataset dataset = dataset_of(3, 20, 5);
    const SplitReport report = assign_splits(dataset, {});
    CHECK(report.assigned == 300);
    CHECK(report.kept == 0);
    CHECK(report.notes.empty());
    CHECK(parted_groups(dataset).empty());
    for (auto& [key, count] : counts(dataset)) {
        INFO(key.first << " " << to_string(key.second));
        CHECK(count == (key.second == Split::train ? 70 : 15));
    }
}

TEST_CASE("one seed gives one division, another seed another") {
    Dataset a = dataset_of(2, 10, 2);
    Dataset b = a;
    Dataset c = a;
    assign_splits(a, {});
    assign_splits(b, {});
    SplitOptions options;
    options.plan.seed = 2;
    assign_splits(c, options);
    CHECK(a.clips == b.clips);
    CHECK(a.clips != c.clips);
    CHECK(c.plan == options.plan);
}

TEST_CASE("a label with few groups has one in train, then in test, then in validation") {
    for (int groups = 1; groups <= 4; ++groups) {
        INFO(groups << " groups");
        Dataset dataset = dataset_of(1, groups, 4);
        const SplitReport report = assign_splits(dataset, {});
        auto have = counts(dataset);
        CHECK(have[{"label0", Split::train}] == (groups < 4 ? 4 : 8));
        CHECK(have[{"label0", Split::test}] == (groups >= 2 ? 4 : 0));
        CHECK(have[{"label0", Split::validation}] == (groups >= 3 ? 4 : 0));
        CHECK(says(report, "too few groups to have any in validation: Label0") == (groups == 2));
        CHECK(says(report, "in test and validation: Label0") == (groups == 1));
    }
}

TEST_CASE("large groups go to train") {
    Dataset dataset;
    add(dataset, "squat", "a", 100);
    add(dataset, "squat", "b", 90);
    for (const char* group : {"c", "d", "e", "f"}) add(dataset, "squat", group, 10);
    assign_splits(dataset, {});
    auto have = counts(dataset);
    CHECK(have[{"squat", Split::train}] >= 190);
    CHECK(have[{"squat", Split::test}] > 0);
    CHECK(have[{"squat", Split::validation}] > 0);
}

TEST_CASE("a group with several labels stays whole") {
    Dataset dataset;
    for (int g = 0; g < 8; ++g) {
        add(dataset, "squat", "person" + std::to_string(g), 3);
        add(dataset, "rest", "person" + std::to_string(g), 2);
    }
    assign_splits(dataset, {});
    CHECK(parted_groups(dataset).empty());
    CHECK(counts(dataset).size() == 6);
}

TEST_CASE("clips that come later never move those that were divided") {
    Dataset dataset = dataset_of(2, 6, 2);
    assign_splits(dataset, {});
    const Dataset before = dataset;
    add(dataset, "label0", "g0-1", 7);  // more of a known group
    add(dataset, "label2", "newcomer", 3);
    const SplitReport report = assign_splits(dataset, {});
    CHECK(report.kept == before.clips.size());
    CHECK(parted_groups(dataset).empty());
    std::map<std::string, Split> splits;
    for (const DatasetClip& clip : dataset.clips) splits[clip.file] = clip.split;
    for (const DatasetClip& clip : before.clips) CHECK(splits[clip.file] == clip.split);
    for (const DatasetClip& clip : dataset.clips) CHECK(clip.split != Split::none);
}

TEST_CASE("dividing anew is done when asked for") {
    Dataset dataset = dataset_of(1, 10, 1);
    for (DatasetClip& clip : dataset.clips) clip.split = Split::test;
    SplitOptions options;
    CHECK(assign_splits(dataset, options).assigned == 0);
    options.redraw = true;
    CHECK(assign_splits(dataset, options).assigned == 10);
    CHECK(clips_in(dataset, Split::train).size() == 7);
}

TEST_CASE("dividing by clip says that it leaks") {
    Dataset dataset = dataset_of(1, 1, 20);
    SplitOptions options;
    options.plan.by = SplitBy::clip;
    const SplitReport report = assign_splits(dataset, options);
    CHECK(says(report, "both sides"));
    CHECK(clips_in(dataset, Split::train).size() == 14);
    CHECK(clips_in(dataset, Split::test).size() == 3);
    CHECK(parted_groups(dataset) == std::vector<std::string>{"g0-0"});
    SplitOptions by_group;
    CHECK(says(assign_splits(dataset, by_group), "1 group stands in more than one split"));
}

TEST_CASE("a split without a share gets nothing") {
    Dataset dataset = dataset_of(2, 5, 2);
    SplitOptions options;
    options.plan.train = 0.8;
    options.plan.validation = 0.2;
    options.plan.test = 0;
    CHECK(assign_splits(dataset, options).notes.empty());
    CHECK(clips_in(dataset, Split::test).empty());
}

TEST_CASE("shares that are not 1 together are refused") {
    Dataset dataset = dataset_of(1, 1, 1);
    SplitOptions options;
    options.plan.train = 0.9;
    CHECK_THROWS_WITH(assign_splits(dataset, options), Contains("1 together"));
    options.plan.train = 1.7;
    options.plan.validation = -0.85;
    CHECK_THROWS_WITH(assign_splits(dataset, options), Contains("1 together"));
}
