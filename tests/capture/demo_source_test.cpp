#include "capture/demo_source.h"

#include <algorithm>
#include <fstream>
#include <set>
#include <string>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "tests/temp_folder.h"

namespace spotter {
namespace {

const std::filesystem::path kFolder = std::filesystem::path(SPOTTER_ASSETS_DIR) / "demo";
const std::filesystem::path kVideo = kFolder / "workout.mp4";
const std::filesystem::path kTruth = kFolder / "workout.json";

// A script in a file that is gone when the test ends.
class ScriptFile {
  public:
    explicit ScriptFile(const std::string& text) { test::write_bytes(path_, text); }
    const std::filesystem::path& path() const { return path_; }

  private:
    const test::TempFolder folder_;
    const std::filesystem::path path_ = folder_ / "workout.json";
};

std::string script_with(const std::string& segments) {
    return R"({"format": 1, "duration_s": 10, "segments": [)" + segments + "]}";
}

int reps_of(const DemoScript& script, const std::string& label) {
    std::size_t count = 0;
    for (const DemoSegment& segment : script.segments()) {
        if (segment.label == label) count += segment.reps.size();
    }
    return static_cast<int>(count);
}

}  // namespace

TEST_CASE("the bundled demo shows each exercise, rests, walking and an empty room") {
    const DemoScript script = DemoScript::read(kTruth);
    std::set<std::string> labels;
    for (const DemoSegment& segment : script.segments()) labels.insert(segment.label);
    CHECK(labels ==
          std::set<std::string>{"away", "bicep_curl", "lateral_raise", "other", "rest", "squat"});
    CHECK(reps_of(script, "bicep_curl") == 8);
    CHECK(reps_of(script, "lateral_raise") == 8);
    CHECK(reps_of(script, "squat") == 10);
    CHECK(reps_of(script, "rest") == 0);
}

TEST_CASE("the bundled demo begins and ends with an empty room") {
    const DemoScript script = DemoScript::read(kTruth);
    CHECK(script.segments().front().label == "away");
    CHECK(script.segments().back().label == "away");
}

TEST_CASE("repetitions of the bundled demo vary in tempo within what people do") {
    const DemoScript script = DemoScript::read(kTruth);
    for (const DemoSegment& segment : script.segments()) {
        if (segment.reps.empty()) continue;
        std::vector<double> lengths;
        for (const DemoRep& rep : segment.reps) lengths.push_back(to_seconds(rep.end - rep.start));
        const auto [shortest, longest] = std::minmax_element(lengths.begin(), lengths.end());
        CHECK(*shortest >= 1.5);
        CHECK(*longest <= 4.0);
        CHECK(*longest > 1.3 * *shortest);
    }
}

TEST_CASE("the bundled video is at most six megabytes") {
    CHECK(std::filesystem::file_size(kVideo) <= 6'000'000);
}

TEST_CASE("truth counts repetitions as they end, in every round of the loop") {
    const ScriptFile file(script_with(R"({"label": "away", "start_s": 0, "end_s": 2, "reps": []},
            {"label": "squat", "start_s": 2, "end_s": 10, "reps": [
             {"start_s": 2, "turn_s": 3, "end_s": 4}, {"start_s": 5, "turn_s": 6, "end_s": 7}]})"));
    const DemoScript script = DemoScript::read(file.path());
    for (const double round : {0.0, 10.0, 70.0}) {
        const DemoTruth before = script.truth_at(from_seconds(round + 1.5));
        CHECK(before.label == "away");
        CHECK(before.next_label == "squat");
        CHECK(before.until_next == from_seconds(0.5));
        CHECK(script.truth_at(from_seconds(round + 3.9)).reps_done == 0);
        CHECK(script.truth_at(from_seconds(round + 4)).reps_done == 1);
        const DemoTruth late = script.truth_at(from_seconds(round + 9));
        CHECK(late.reps_done == 2);
        CHECK(late.reps == 2);
        CHECK(late.next_label == "away");
    }
}

TEST_CASE("a truth that contradicts itself is refused in one line") {
    const std::string wrong[] = {
        "not json",
        script_with(""),
        script_with(R"({"label": "rest", "start_s": 0, "end_s": 9, "reps": []})"),
        script_with(R"({"label": "rest", "start_s": 1, "end_s": 10, "reps": []})"),
        script_with(R"({"label": "rest", "start_s": 0, "end_s": 6, "reps": []},
                       {"label": "squat", "start_s": 5, "end_s": 10, "reps": []})"),
        script_with(R"({"label": "squat", "start_s": 0, "end_s": 10, "reps": [
                       {"start_s": 8, "turn_s": 9, "end_s": 11}]})"),
        script_with(R"({"label": "squat", "start_s": 0, "end_s": 10, "reps": [
                       {"start_s": 2, "turn_s": 3, "end_s": 5}, {"start_s": 4, "turn_s": 6, "end_s": 7}]})"),
    };
    for (const std::string& text : wrong) {
        const ScriptFile file(text);
        try {
            DemoScript::read(file.path());
            FAIL("accepted: " << text);
        } catch (const Error& error) {
            CHECK(std::string(error.what()).find('\n') == std::string::npos);
            CHECK(std::string(error.what()).find("install") != std::string::npos);
        }
    }
}

TEST_CASE("a missing demo is reported with a remedy") {
    CHECK_THROWS_WITH(open_demo(kVideo, kFolder / "nothing.json"),
                      Catch::Contains("nothing.json: cannot be read; install"));
    CHECK_THROWS_WITH(open_demo(kFolder / "nothing.mp4", kTruth),
                      Catch::Contains("nothing.mp4: no such file; install"));
}

TEST_CASE("the demo has no end: its times go on over the seam at the same spacing") {
    const auto demo = open_demo(kVideo, kTruth);
    const DemoScript script = DemoScript::read(kTruth);
    CHECK(demo->info().kind == SourceKind::demo);
    CHECK(demo->info().duration == MediaTime::zero());
    REQUIRE(demo->seek(script.duration() - from_seconds(0.5)));
    auto before = demo->read({});
    REQUIRE(before);
    for (int i = 0; i < 45; ++i) {
        const auto frame = demo->read({});
        REQUIRE(frame);
        CHECK(to_seconds(frame->time - before->time) == Approx(1 / 30.0).margin(1e-4));
        CHECK(frame->epoch == before->epoch);
        CHECK(frame->number == before->number + 1);
        before = frame;
    }
    CHECK(before->time > script.duration());
}

TEST_CASE("seeking in the demo reaches any round and starts a new epoch") {
    const auto demo = open_demo(kVideo, kTruth);
    const MediaTime target = DemoScript::read(kTruth).duration() * 3 + from_seconds(5);
    const auto first = demo->read({});
    REQUIRE(demo->seek(target));
    const auto frame = demo->read({});
    REQUIRE(frame);
    CHECK(to_seconds(frame->time - target) == Approx(0).margin(1 / 30.0));
    CHECK(frame->epoch != first->epoch);
}

TEST_CASE("reading the demo ends when it is asked to stop") {
    const auto demo = open_demo(kVideo, kTruth);
    std::stop_source stop;
    stop.request_stop();
    CHECK_FALSE(demo->read(stop.get_token()));
}

}  // namespace spotter
