#include "training/evaluation/evaluation.h"

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/evaluation/verdicts.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

const Labels kLabels = {"c", "l", "s", "o", "r"};

// What scikit-learn 1.7 says of these is in the tests below.
Evaluation twenty_clips() {
    return evaluation_from_verdicts(kLabels,
                                    verdicts(kLabels, "c c c c l l s s s s s o o o o o o o o o",
                                             "c c l o l o s s s s o o o o o o o s c o"));
}

Evaluation evaluated(const std::string& truths, const std::string& said, double confidence = 0.9) {
    return evaluation_from_verdicts(kLabels, verdicts(kLabels, truths, said, confidence));
}

}  // namespace

TEST_CASE("figures of each label are those of scikit-learn's classification report") {
    const Evaluation found = twenty_clips();
    CHECK(found.accuracy.right == 14);
    CHECK(found.accuracy.count == 20);
    const LabelFigures& curls = found.by_label[0];
    CHECK(curls.support == 4);
    CHECK(curls.precision.value() == Approx(0.666667).margin(1e-6));
    CHECK(curls.recall.share() == Approx(0.5));
    CHECK(curls.f1.value() == Approx(0.571429).margin(1e-6));
    CHECK(found.by_label[3].f1.value() == Approx(0.736842).margin(1e-6));
    CHECK(found.macro_precision == Approx(0.666667).margin(1e-6));
    CHECK(found.macro_recall == Approx(0.644444).margin(1e-6));
    CHECK(found.macro_f1 == Approx(0.652068).margin(1e-6));
    CHECK(found.weighted_f1 == Approx(0.695865).margin(1e-6));
    CHECK(found.balanced_accuracy == Approx(0.644444).margin(1e-6));
    CHECK(found.confusion[2] == std::vector<std::size_t>{0, 0, 4, 1, 0});
}

TEST_CASE(
    "a label that is said but never true counts in macro averages, not in balanced accuracy") {
    const Evaluation found = evaluated("c c c o o s", "c c l o o o");
    CHECK(found.macro_f1 == Approx(0.4));
    CHECK(found.macro_precision == Approx(0.416667).margin(1e-6));
    CHECK(found.balanced_accuracy == Approx(0.555556).margin(1e-6));
    CHECK(found.weighted_f1 == Approx(0.666667).margin(1e-6));
    CHECK(found.by_label[4].support == 0);
}

TEST_CASE("what cannot be known of a label is nothing, not 0") {
    const Evaluation found = evaluated("c c c o o s", "c c l o o o");
    const LabelFigures& never_said = found.by_label[2];
    CHECK(never_said.support == 1);
    CHECK_FALSE(never_said.precision);
    CHECK(never_said.f1 == 0.0);
    const LabelFigures& never_true = found.by_label[1];
    CHECK(never_true.support == 0);
    CHECK(never_true.precision == 0.0);
    const LabelFigures& neither = found.by_label[4];
    CHECK_FALSE(neither.precision);
    CHECK_FALSE(neither.f1);
}

TEST_CASE("intervals are Wilson's") {
    const Proportion real = proportion(178, 193);
    CHECK(real.low == Approx(0.87574022).margin(1e-8));
    CHECK(real.high == Approx(0.95233736).margin(1e-8));
    CHECK(proportion(0, 5).low == 0);
    CHECK(proportion(0, 5).high == Approx(0.43448246).margin(1e-8));
    CHECK(proportion(5, 5).low == Approx(0.56551752).margin(1e-8));
    CHECK(proportion(5, 5).high == 1);
    CHECK(proportion(0, 0).width() == 1);
}

TEST_CASE("the calibration error is the gap between confidence and accuracy, by bins") {
    CHECK(evaluated("c c", "c c", 0.95).calibration_error == Approx(0.05).margin(1e-6));
    // Four at 0.75, half of them right; the bin is (0.7, 0.8].
    const Evaluation found = evaluated("c c c c", "c c s s", 0.75);
    CHECK(found.calibration_error == Approx(0.25).margin(1e-6));
    REQUIRE(found.calibration.size() == 10);
    CHECK(found.calibration[7].count == 4);
    CHECK(found.calibration[7].accuracy == 0.5);
    CHECK(found.calibration[7].confidence == Approx(0.75));
}

TEST_CASE("groups are listed worst first") {
    auto clips = verdicts(kLabels, "c c c c", "c s c c");
    clips[0].group = clips[1].group = "kitchen";
    clips[2].group = clips[3].group = "gym";
    const Evaluation found = evaluation_from_verdicts(kLabels, clips);
    REQUIRE(found.by_group.size() == 2);
    CHECK(found.by_group[0].group == "kitchen");
    CHECK(found.by_group[0].right == 1);
    CHECK(found.by_group[1].right == 2);
}

TEST_CASE("the worst clips are the surest mistakes, then what was hardly right") {
    auto clips = verdicts(kLabels, "c", "c", 0.9);
    auto sure_mistake = verdicts(kLabels, "c", "s", 0.8);
    auto mistake = verdicts(kLabels, "c", "s", 0.4);
    auto hardly = verdicts(kLabels, "c", "c", 0.3);
    sure_mistake[0].file = "sure mistake";
    mistake[0].file = "mistake";
    hardly[0].file = "hardly right";
    for (const auto& more : {mistake, hardly, sure_mistake}) clips.push_back(more[0]);
    const Evaluation found = evaluation_from_verdicts(kLabels, clips);
    const auto worst = worst_clips(found, 3);
    REQUIRE(worst.size() == 3);
    CHECK(found.clips[worst[0]].verdict.file == "sure mistake");
    CHECK(found.clips[worst[0]].margin == Approx(0.05 - 0.8));
    CHECK(found.clips[worst[1]].verdict.file == "mistake");
    CHECK(found.clips[worst[2]].verdict.file == "hardly right");
    CHECK(worst_clips(found, 99).size() == 4);
    // As it is told: by how sure it was, not by how far the truth was behind.
    std::vector<ClipVerdict> two = {{}, {}};
    two[0].truth = two[1].truth = "c";
    two[0].scores = {0.05, 0, 0.6, 0.35, 0};
    two[1].scores = {0.25, 0, 0.7, 0.05, 0};
    const Evaluation told = evaluation_from_verdicts(kLabels, two);
    CHECK(told.clips[worst_clips(told, 1)[0]].confidence == Approx(0.7));
}

TEST_CASE("no clips give figures of nothing") {
    const Evaluation found = evaluation_from_verdicts(kLabels, {});
    CHECK(found.accuracy.count == 0);
    CHECK(found.macro_f1 == 0);
    CHECK(found.calibration_error == 0);
    CHECK(worst_clips(found, 5).empty());
}

TEST_CASE("verdicts that do not fit the labels are refused by name") {
    CHECK_THROWS_WITH(evaluated("lunge", "c"),
                      Contains("clip-0.mp4") && Contains("lunge is not known"));
    auto clips = verdicts(kLabels, "c", "c");
    clips[0].scores.pop_back();
    CHECK_THROWS_WITH(evaluation_from_verdicts(kLabels, clips), Contains("4 scores for 5 labels"));
}
