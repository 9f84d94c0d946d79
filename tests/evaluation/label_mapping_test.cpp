#include "training/evaluation/label_mapping.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"

using namespace spotter;
using Catch::Matchers::Contains;

namespace {

const std::vector<Labels> kOne = {{"curl", "squat", "other"}};

}  // namespace

TEST_CASE("labels that both sides know stay as they are, in the model's order") {
    const LabelMapping mapping(kOne, {"squat", "curl", "squat"}, std::nullopt);
    CHECK(mapping.labels() == kOne[0]);
    CHECK(mapping.folded().empty());
    CHECK(mapping.truth_of("squat") == "squat");
    CHECK(mapping.scores_of(kOne[0], {0.5F, 0.3F, 0.2F}) == Scores{0.5F, 0.3F, 0.2F});
}

TEST_CASE("clips of labels that the model does not know count as the one they are folded into") {
    const LabelMapping mapping(kOne, {"plank", "curl", "lunge", "plank"}, "other");
    CHECK(mapping.folded() == Labels{"lunge", "plank"});
    CHECK(mapping.truth_of("plank") == "other");
    CHECK(mapping.truth_of("curl") == "curl");
}

TEST_CASE("without folding, unknown labels are an error that says what to do") {
    CHECK_THROWS_WITH(
        LabelMapping(kOne, {"plank", "curl"}, std::nullopt),
        Contains("plank") && Contains("--fold-into LABEL, one of: curl, squat, other"));
    CHECK_THROWS_WITH(LabelMapping(kOne, {"plank", "curl"}, "rest"), Contains("rest"));
    CHECK_THROWS_WITH(LabelMapping(kOne, {"plank", "lunge"}, "other"), Contains("none of"));
}

TEST_CASE("two models meet in the labels that both know; scores of the others are folded") {
    const std::vector<Labels> two = {{"curl", "squat", "other"}, {"other", "lunge", "curl"}};
    const LabelMapping mapping(two, {"curl", "squat"}, "other");
    CHECK(mapping.labels() == Labels{"curl", "other"});
    CHECK(mapping.truth_of("squat") == "other");
    const Scores first = mapping.scores_of(two[0], {0.25F, 0.5F, 0.25F});
    CHECK(first == Scores{0.25F, 0.75F});
    CHECK(mapping.scores_of(two[1], {0.125F, 0.125F, 0.75F}) == Scores{0.75F, 0.25F});
    CHECK_THROWS_WITH(LabelMapping(two, {"curl"}, std::nullopt), Contains("labels differ"));
}
