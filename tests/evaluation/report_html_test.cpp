#include <catch2/catch.hpp>

#include "tests/evaluation/verdicts.h"
#include "training/evaluation/report.h"

using namespace spotter;
using namespace spotter::test;
using Catch::Matchers::Contains;

namespace {

const Labels kLabels = {"bicep_curl", "squat"};

EvaluationReport sample() {
    EvaluationReport report;
    report.model = "gym";
    report.origin.dataset = "mine";
    report.origin.split = "test";
    report.made_with = "Spotter 0.1.0";
    report.evaluation = evaluation_from_verdicts(
        kLabels, verdicts(kLabels, "bicep_curl squat squat", "bicep_curl squat bicep_curl"));
    return report;
}

}  // namespace

TEST_CASE("the HTML report holds figures, warnings and pictures, and fetches nothing") {
    EvaluationReport report = sample();
    report.weaknesses = {"Only 3 clips were judged."};
    report.filmstrips["clip-2.mp4"] = "data:image/jpeg;base64,AAAA";
    const std::string html = report_html(report);
    CHECK_THAT(html, Contains("gym on mine") && Contains("66.7 %") && Contains("2 of 3 right"));
    CHECK_THAT(html, Contains("Only 3 clips were judged.") && Contains("was called Bicep curl"));
    CHECK_THAT(html, Contains("data:image/jpeg;base64,AAAA"));
    CHECK_THAT(html, !Contains("http") && !Contains("<script"));
    CHECK_THAT(html, !Contains("Compared with") && !Contains("Over time"));
}

TEST_CASE("the confusion of many labels is headed by numbers in the HTML report") {
    EvaluationReport report = sample();
    CHECK_THAT(report_html(report), Contains("<span>Squat</span>"));
    Labels labels;
    for (char name = 'a'; name < 'm'; ++name) labels.emplace_back(1, name);
    report.evaluation = evaluation_from_verdicts(labels, verdicts(labels, "a b", "a c"));
    CHECK_THAT(report_html(report), Contains("<span>12</span>") && Contains("<th>12 L</th>"));
}

TEST_CASE("a report says where its figures come from") {
    EvaluationReport report = sample();
    CHECK(origin_lines(report).empty());
    report.origin.splits = {{"train", 9, 3}, {"test", 3, 1}};
    report.origin.epoch_chosen_on = "validation";
    report.origin.decisions_fitted_on = "mine, validation";
    report.folded = {"front_raise"};
    report.fold_into = "other";
    CHECK(origin_lines(report) ==
          std::vector<std::string>{"The dataset: train 9 clips, 3 groups · test 3 clips, 1 group",
                                   "The model's epoch was chosen on the split “validation”.",
                                   "Thresholds or temperature were fitted on “mine, validation”.",
                                   "Counted as Other: Front raise"});
    CHECK_THAT(report_html(report), Contains("train 9 clips, 3 groups"));
}

TEST_CASE("the HTML report shows no figure where there is none") {
    EvaluationReport report = sample();
    report.evaluation = evaluation_from_verdicts(
        kLabels, verdicts(kLabels, "bicep_curl squat", "bicep_curl bicep_curl"));
    CHECK_THAT(report_html(report),
               Contains("<td>Squat</td><td class=\"right\">1</td><td class=\"right\">–</td>"));
}

TEST_CASE("names in the HTML report cannot break out of it") {
    EvaluationReport report = sample();
    report.model = "<script>alert('x')</script>";
    report.evaluation->clips[2].verdict.file = "\"><img src=x>.mp4";
    const std::string html = report_html(report);
    CHECK_THAT(html, !Contains("<script") && !Contains("<img src=x"));
    CHECK_THAT(html, Contains("&lt;script&gt;"));
}

TEST_CASE("a comparison and figures over time are shown when they were measured") {
    EvaluationReport report = sample();
    const Evaluation second = *report.evaluation;
    report.against = OtherModel{"old", second, compared(*report.evaluation, second)};
    report.streaming = StreamingFigures{};
    const std::string html = report_html(report);
    CHECK_THAT(html, Contains("Compared with old") && Contains("p = 1.0000"));
    CHECK_THAT(html, Contains("Over time") && Contains("False exercise"));
}
