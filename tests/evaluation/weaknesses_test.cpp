#include "training/evaluation/weaknesses.h"

#include <catch2/catch.hpp>

#include "tests/evaluation/verdicts.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

const Labels kLabels = {"a", "b"};

std::string repeated(const std::string& word, int times) {
    std::string out;
    for (int i = 0; i < times; ++i) out += word + " ";
    return out;
}

Evaluation evaluated(int clips, std::size_t groups, double confidence = 0.99) {
    const std::string half = repeated("a", clips / 2) + repeated("b", clips - clips / 2);
    return evaluation_from_verdicts(kLabels, verdicts(kLabels, half, half, confidence, groups));
}

EvaluationOrigin test_split() {
    EvaluationOrigin origin;
    origin.split = "test";
    origin.epoch_chosen_on = "validation";
    return origin;
}

std::string all_of(const std::vector<std::string>& lines) {
    std::string out;
    for (const std::string& line : lines) out += line + "\n";
    return out;
}

}  // namespace

TEST_CASE("many clips of many groups from the test split have no weakness") {
    CHECK(all_of(weaknesses(evaluated(200, 40), test_split())).empty());
}

TEST_CASE("few clips, few groups and wide intervals are said") {
    const std::string found = all_of(weaknesses(evaluated(8, 2), test_split()));
    CHECK_THAT(found, Contains("Only 8 clips were judged") && Contains("only 2 groups") &&
                          Contains("anywhere from 68 % to 100 %") && Contains("A 4, B 4"));
}

TEST_CASE("the split that chose the epoch, training clips and shared groups are said first") {
    EvaluationOrigin origin = test_split();
    origin.split = "validation";
    CHECK_THAT(weaknesses(evaluated(200, 40), origin).front(), Contains("epoch was chosen"));
    origin.holds_training_clips = true;
    origin.split = "all";
    CHECK_THAT(weaknesses(evaluated(200, 40), origin).front(), Contains("trained on"));
    origin.holds_training_clips = false;
    origin.shared_groups = {"kitchen", "gym"};
    CHECK_THAT(weaknesses(evaluated(200, 40), origin).front(),
               Contains("2 groups") && Contains("kitchen, gym"));
}

TEST_CASE("clips that thresholds were fitted on are said") {
    EvaluationOrigin origin = test_split();
    origin.dataset = "gym";
    origin.decisions_fitted_on = "gym, validation";
    CHECK(weaknesses(evaluated(200, 40), origin).empty());
    origin.split = "validation";
    CHECK_THAT(all_of(weaknesses(evaluated(200, 40), origin)),
               Contains("Thresholds or temperature were fitted on these same clips"));
}

TEST_CASE("labels without clips, guessed groups, bad calibration and unread clips are said") {
    EvaluationOrigin origin = test_split();
    origin.groups_guessed = true;
    origin.failed = {"open video: broken.mp4: no video stream"};
    CHECK_THAT(all_of(weaknesses(evaluated(200, 40, 0.7), origin)),
               Contains("guessed") && Contains("off by 30 %") && Contains("1 clip could not"));
    const Evaluation only_a = evaluation_from_verdicts(
        kLabels, verdicts(kLabels, repeated("a", 60), repeated("a", 60), 0.99, 30));
    CHECK_THAT(all_of(weaknesses(only_a, test_split())), Contains("No clip shows B"));
}
