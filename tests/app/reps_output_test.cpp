#include "app/cli/reps_output.h"

#include <catch2/catch.hpp>

using namespace spotter;
using Catch::Matchers::Contains;

namespace {

RepCounts counts() {
    RepCounts out;
    CountedClip squat;
    squat.file = "squat/a.mp4";
    squat.label = "squat";
    squat.seconds = 10;
    squat.truth = 5;
    squat.estimated = true;
    squat.counted = 3;
    squat.seen = "squat";
    CountedClip rest;
    rest.file = "rest/b.mp4";
    rest.label = "rest";
    rest.idle = true;
    rest.seconds = 60;
    out.clips = {squat, rest};
    out.unknown = 31;
    out.failed = {"open video: c.mp4: no video stream"};
    return out;
}

}  // namespace

TEST_CASE("counted reps are told with their truth, errors and figures") {
    const std::string text = reps_text(counts(), "default");
    CHECK_THAT(text, Contains("squat/a.mp4 (Squat)    ~5        3  -2  Squat"));
    CHECK_THAT(text, Contains("0/1"));
    CHECK_THAT(text, Contains("0.400 of the true count"));
    CHECK_THAT(text, Contains("0 in 1:00.0 idle, 0.00 a minute"));
    CHECK_THAT(text, !Contains("rest/b.mp4"));  // nothing was counted there, as it should be
    CHECK_THAT(text, Contains("left out, of labels that the model does not know: 31"));
}

TEST_CASE("without a clip whose reps are known only false reps are told") {
    RepCounts idle = counts();
    idle.clips.erase(idle.clips.begin());
    const std::string text = reps_text(idle, "default");
    CHECK_THAT(text, !Contains("MAE"));
    CHECK_THAT(text, Contains("false reps  0 in 1:00.0 idle"));
}

TEST_CASE("counted reps as JSON have every clip and what failed") {
    const Json json = reps_json(counts(), "default");
    CHECK(json["obo"]["count"] == 1);
    CHECK(json["mae"] == 0.4);
    CHECK(json["false_reps_per_minute"] == 0);
    CHECK(json["unknown"] == 31);
    CHECK(json["clips"].size() == 2);
    CHECK(json["clips"][0]["estimated"] == true);
    CHECK(json["clips"][1]["reps"].is_null());
    CHECK(json["failed"].size() == 1);
}
