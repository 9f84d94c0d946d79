#include "app/analysis.h"

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "app/cli/analysis_output.h"

using namespace spotter;

namespace {

// Two squats of two seconds, the first one from 1 s on.
SetRecord squats() {
    const auto rep = [](double start) {
        return Rep{
            "squat", from_seconds(start), from_seconds(start + 1.25), from_seconds(start + 2), 1,
            false};
    };
    SetRecord set;
    set.number = 1;
    set.label = "squat";
    set.start = from_seconds(1);
    set.end = from_seconds(6);
    set.reps = {rep(1), rep(4)};
    return set;
}

Analysis sample() {
    Analysis analysis;
    analysis.file = "a, \"b\".mp4";
    analysis.duration_s = 10;
    analysis.model = "default";
    analysis.labels = {"squat", "other"};
    analysis.timeline = {{from_seconds(2), "", {0.5F, 0.5F}}, {from_seconds(3), "squat", {1, 0}}};
    analysis.segments = {{"squat", 1.5, 3, 0.75}};
    analysis.sets = {squats()};
    return analysis;
}

SeenPose pose(double seconds, float x) {
    SeenPose out;
    out.time = from_seconds(seconds);
    out.points.fill({x, 0.5F, 0.9F});
    return out;
}

}  // namespace

TEST_CASE("analysis as JSON has exactly the documented keys") {
    const auto json = nlohmann::ordered_json::parse(analysis_json({sample()}, false));
    std::vector<std::string> keys;
    for (const auto& [key, value] : json.items()) keys.push_back(key);
    CHECK(keys == std::vector<std::string>{"file", "duration_s", "model", "frame_interval_s",
                                           "timeline", "segments", "sets"});
    CHECK(json["file"] == "a, \"b\".mp4");
    CHECK(json["frame_interval_s"] == 0.133333);
    CHECK(json["timeline"][0] ==
          nlohmann::ordered_json::parse(
              R"({"t":2.0,"label":null,"scores":{"squat":0.5,"other":0.5}})"));
    CHECK(json["segments"][0] ==
          nlohmann::ordered_json::parse(
              R"({"label":"squat","start_s":1.5,"end_s":3.0,"confidence":0.75})"));
}

TEST_CASE("for people it is said how long the model was unsure") {
    Analysis analysis = sample();
    CHECK_THAT(analysis_text(analysis), !Catch::Contains("unsure"));
    analysis.unsure_s = 6.7;
    CHECK_THAT(analysis_text(analysis), Catch::Contains("  unsure for 7 s of 10 s\n"));
    analysis.segments.clear();
    CHECK_THAT(analysis_text(analysis), Catch::Contains("nothing was recognised for certain\n"
                                                        "  unsure for 7 s of 10 s\n"));
}

TEST_CASE("sets in JSON have their reps, tempo and rest") {
    const auto json = nlohmann::ordered_json::parse(analysis_json({sample()}, false));
    CHECK(json["sets"] == nlohmann::ordered_json::parse(
                              R"([{"label":"squat","start_s":1.0,"end_s":6.0,"rest_s":null,)"
                              R"("reps":2,"corrected":0,"held":false,"rep_times_s":[3.0,6.0],)"
                              R"("tempo":{"rep_s":2.0,"lifting_s":0.75,"lowering_s":1.25,)"
                              R"("slowing":0.0}}])"));
}

TEST_CASE("a set is under way from its first rep on, with the reps that are done") {
    const Analysis analysis = sample();
    CHECK_FALSE(set_at(analysis, 0.5));
    CHECK(set_at(analysis, 2)->reps == 0);
    CHECK(set_at(analysis, 3.5)->reps == 1);
    CHECK(set_at(analysis, 7)->reps == 2);
    CHECK_FALSE(set_at(analysis, 20));
}

TEST_CASE("several analyses are an array, and a file name that is no UTF-8 does no harm") {
    Analysis odd = sample();
    odd.file = "\xff.mp4";
    const auto json = nlohmann::json::parse(analysis_json({sample(), odd}, true));
    REQUIRE(json.is_array());
    CHECK(json.size() == 2);
}

TEST_CASE("analysis as CSV quotes what needs it") {
    CHECK(analysis_csv({sample()}) ==
          "file,t,label,squat,other\r\n"
          "\"a, \"\"b\"\".mp4\",2.000,,0.500000,0.500000\r\n"
          "\"a, \"\"b\"\".mp4\",3.000,squat,1.000000,0.000000\r\n");
}

TEST_CASE("sets of several videos are one table") {
    Analysis other = sample();
    other.file = "b.mp4";
    SetRecord plank;
    plank.number = 2;
    plank.label = "plank";
    plank.start = from_seconds(7);
    plank.end = from_seconds(9.5);
    plank.held = true;
    plank.rest_before = from_seconds(1);
    other.sets.push_back(plank);
    CHECK(analysis_sets_csv({sample(), other}) ==
          "file,set,exercise,label,start_s,end_s,reps,rep_s,lifting_s,lowering_s,slowing,"
          "rest_before_s\r\n"
          "\"a, \"\"b\"\".mp4\",1,Squat,squat,1.000,6.000,2,2.000,0.750,1.250,0.000,\r\n"
          "b.mp4,1,Squat,squat,1.000,6.000,2,2.000,0.750,1.250,0.000,\r\n"
          "b.mp4,2,Plank,plank,7.000,9.500,,,,,,1.000\r\n");
}

TEST_CASE("a moment has the scores of the window around it") {
    const Analysis analysis = sample();
    // Windows are two seconds long: their middles are at 1 and 2 seconds.
    CHECK(scores_at(analysis, 0)[0] == Approx(0.5));
    CHECK(scores_at(analysis, 1.5)[0] == Approx(0.75));
    CHECK(scores_at(analysis, 9)[0] == Approx(1));
    CHECK(segment_at(analysis, 1) == nullptr);
    REQUIRE(segment_at(analysis, 2) != nullptr);
    CHECK(segment_at(analysis, 2)->label == "squat");
}

TEST_CASE("a pose between two that are close lies between them") {
    const std::vector<SeenPose> poses = {pose(1, 0), pose(1.1, 0.2F), pose(2, 1)};
    CHECK(pose_at(poses, from_seconds(1))->points[0].x == 0);
    CHECK(pose_at(poses, from_seconds(1.05))->points[0].x == Approx(0.1F));
    CHECK_FALSE(pose_at(poses, from_seconds(1.5)));
    CHECK_FALSE(pose_at(poses, from_seconds(0.5)));
    CHECK_FALSE(pose_at(poses, from_seconds(3)));
    CHECK_FALSE(pose_at({}, from_seconds(1)));
}
