#include "training/evaluation/streaming.h"

#include <catch2/catch.hpp>

#include "training/evaluation/threshold_fit.h"

using namespace spotter;

namespace {

const Labels kLabels = {"curl", "squat", "other"};

StreamingRules rules(double enter = 0.6, double exit = 0.4, double dwell_s = 0) {
    return {kLabels, {"other"}, {enter, exit, dwell_s}};
}

// Windows a quarter of a second apart from `from` to `to`, sure by `confidence` of `label`.
void add_windows(StreamedRecording& recording, const std::string& label, double from, double to,
                 float confidence = 0.98F) {
    for (double time = from; time < to - 1e-9; time += 0.25) {
        Scores scores;
        for (const std::string& name : kLabels) {
            scores.push_back(name == label ? confidence : (1 - confidence) / 2);
        }
        recording.windows.push_back({from_seconds(time), scores});
    }
}

// Ten seconds of rest, ten of curls that are recognised after two, ten of rest.
StreamedRecording workout() {
    StreamedRecording recording;
    recording.name = "workout.mp4";
    recording.truth = {{"other", 0, 10}, {"curl", 10, 20}, {"other", 20, 30}};
    add_windows(recording, "other", 2, 12);
    add_windows(recording, "curl", 12, 21);
    add_windows(recording, "other", 21, 30);
    recording.segments = {{"curl", 11, 20, 0.9}};
    return recording;
}

StreamingFigures figures(const StreamedRecording& recording, const StreamingRules& how) {
    return streaming_figures({&recording, 1}, how);
}

}  // namespace

TEST_CASE("delay, false exercise and changes of a recording are measured against its truth") {
    const StreamingFigures found = figures(workout(), rules());
    CHECK(found.recordings == 1);
    CHECK(found.minutes == Approx(0.5));
    CHECK(found.idle_minutes == Approx(20.0 / 60));
    REQUIRE(found.delays_s.size() == 1);
    CHECK(found.delay_s(0.5).value() == Approx(2.25).margin(0.3));
    CHECK(found.missed == 0);
    // The label stands a little longer than the exercise.
    CHECK(found.false_active_s == Approx(1.25).margin(0.3));
    CHECK(found.false_active_s_per_idle_minute() == Approx(3.75).margin(1));
    CHECK(found.true_changes == 2);
    CHECK(found.segment_f1() == 1);
}

TEST_CASE("an exercise that is never shown is missed, and what is found instead is wrong") {
    StreamedRecording recording = workout();
    recording.truth[1].label = "squat";
    const StreamingFigures found = figures(recording, rules());
    CHECK(found.missed == 1);
    CHECK_FALSE(found.delay_s(0.5));
    CHECK(found.wrong_s == Approx(10).margin(0.5));
    CHECK(found.segments_matched == 0);
    CHECK(found.segment_f1() == 0);
}

TEST_CASE("flicker counts as changes") {
    StreamedRecording recording;
    recording.truth = {{"curl", 0, 20}};
    for (int i = 0; i < 10; ++i) {
        add_windows(recording, i % 2 == 0 ? "curl" : "squat", 2 * i, 2 * i + 2);
    }
    const StreamingFigures found = figures(recording, rules());
    CHECK(found.flips >= 9);
    CHECK(found.true_changes == 0);
    CHECK(found.flips_per_minute() >= 27);
}

TEST_CASE("a recording without truth or windows does no harm") {
    StreamedRecording recording;
    CHECK(figures(recording, rules()).recordings == 0);
    recording.truth = {{"curl", 0, 10}};
    const StreamingFigures found = figures(recording, rules());
    CHECK(found.missed == 1);
    CHECK(found.right_share() == 0);
    CHECK(found.false_active_s_per_idle_minute() == 0);
}

TEST_CASE("thresholds are fitted to what a model's scores look like") {
    // Half sure when it is right, and almost as sure of squats while idle.
    StreamedRecording recording;
    recording.truth = {{"other", 0, 20}, {"curl", 20, 60}, {"other", 60, 80}};
    add_windows(recording, "squat", 2, 20, 0.55F);
    add_windows(recording, "curl", 20, 60, 0.72F);
    add_windows(recording, "squat", 60, 80, 0.55F);
    const FittedThresholds fitted = fit_thresholds({&recording, 1}, rules(0.5, 0.4, 0.5));
    CHECK(fitted.cost_after < fitted.cost_before / 3);
    CHECK(fitted.thresholds.enter > 0.55);
    CHECK(fitted.thresholds.enter <= 0.72);
    CHECK(fitted.thresholds.exit <= fitted.thresholds.enter);
}

TEST_CASE("thresholds that serve as well as any stay as they are") {
    const StreamedRecording recording = workout();
    const Thresholds best = fit_thresholds({&recording, 1}, rules(0.6, 0.4, 0.2)).thresholds;
    const FittedThresholds again =
        fit_thresholds({&recording, 1}, rules(best.enter, best.exit, best.dwell_s));
    CHECK(again.cost_after == again.cost_before);
    CHECK(again.thresholds.enter == best.enter);
    CHECK(again.thresholds.exit == best.exit);
    CHECK(again.thresholds.dwell_s == best.dwell_s);
}
