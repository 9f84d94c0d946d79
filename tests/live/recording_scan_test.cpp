#include "engine/live/recording_scan.h"

#include <random>

#include <catch2/catch.hpp>

#include "engine/core/error.h"
#include "engine/core/job.h"
#include "engine/live/segments.h"
#include "tests/live/fakes.h"

using namespace spotter;

namespace {

// Pictures of a recording: rest until 4 s, then movement.
int rest_then_move(double seconds) {
    return seconds < 4 ? 0 : 200;
}

std::vector<Step> recording(double rate, double length, double start = 0, std::uint32_t epoch = 0) {
    std::vector<Step> steps;
    for (int i = 0; i / rate <= length; ++i) {
        steps.emplace_back(frame_at(start + i / rate, rest_then_move(i / rate), epoch));
    }
    return steps;
}

struct Scan {
    ScanOptions options;
    FakePose* pose = nullptr;
    std::vector<ScannedWindow> windows;
    std::vector<ObservationPtr> observations;
    std::vector<double> progress;
    ScanSummary summary;
    MediaTime duration{};

    void run(std::vector<Step> steps, std::function<Scores(const Clip&)> answer = still_scores,
             std::stop_token stop = {}) {
        steps.emplace_back(SourceEnds{});
        auto script = std::make_shared<Script>(std::move(steps));
        script->info.duration = duration;
        ScriptedSource source(script);
        FakeInput input;
        FakeClassifier classifier(std::move(answer));
        ScanCallbacks callbacks;
        callbacks.on_window = [&](const ScannedWindow& window) { windows.push_back(window); };
        callbacks.on_observation = [&](const ObservationPtr& seen) {
            observations.push_back(seen);
        };
        callbacks.on_progress = [&](double fraction) { progress.push_back(fraction); };
        summary =
            scan_recording(source, pose, input, classifier, options, callbacks, std::move(stop));
    }
};

std::vector<Step> operator+(std::vector<Step> a, std::vector<Step> b) {
    std::move(b.begin(), b.end(), std::back_inserter(a));
    return a;
}

}  // namespace

TEST_CASE("the windows of a scan are those of the rule") {
    for (const double rate : {10.0, 15.0, 24.0, 30.0, 60.0}) {
        for (const double stride : {0.1, 1.0, 3.0}) {
            CAPTURE(rate, stride);
            Scan scan;
            scan.options.stride = from_seconds(stride);
            scan.run(recording(rate, 9.3, 100));
            const auto ends = window_ends(scan.summary.first, scan.summary.last, ClipWindow{},
                                          from_seconds(stride));
            REQUIRE(scan.windows.size() == ends.size());
            for (std::size_t i = 0; i < ends.size(); ++i) CHECK(scan.windows[i].end == ends[i]);
            CHECK(scan.summary.windows == ends.size());
            CHECK(scan.summary.skipped == 0);
            CHECK_FALSE(scan.summary.padded);
        }
    }
}

TEST_CASE("the default stride is half a window") {
    Scan scan;
    scan.run(recording(30, 5));
    REQUIRE(scan.windows.size() == 4);
    CHECK(to_seconds(scan.windows[1].end - scan.windows[0].end) == Approx(1.0));
}

TEST_CASE("a scan gives the same scores at every frame rate, with jitter too") {
    const auto scores_at = [](double rate, double jitter) {
        std::mt19937 random(3);
        std::uniform_real_distribution<double> off(-jitter, jitter);
        std::vector<Step> steps;
        for (int i = 0; i / rate <= 10; ++i) {
            const double t = i / rate;
            steps.emplace_back(frame_at(i == 0 ? 0 : t + off(random), static_cast<int>(t * 20)));
        }
        Scan scan;
        scan.run(std::move(steps));
        return scan.windows;
    };
    const auto expected = scores_at(60, 0);
    for (const double rate : {10.0, 15.0, 24.0, 30.0}) {
        CAPTURE(rate);
        const auto windows = scores_at(rate, 0.2 / rate);
        REQUIRE(windows.size() >= expected.size() - 1);
        for (std::size_t i = 0; i < std::min(windows.size(), expected.size()); ++i) {
            CHECK(windows[i].scores[1] == Approx(expected[i].scores[1]).margin(0.01));
        }
    }
}

TEST_CASE("a recording shorter than a window gives one padded window") {
    Scan scan;
    std::vector<int> pictures;
    scan.run(recording(10, 0.5), [&](const Clip& clip) {
        for (const auto& picture : clip.pictures) pictures.push_back(picture->data()[0]);
        return still_scores(clip);
    });
    CHECK(scan.windows.size() == 1);
    CHECK(scan.summary.padded);
    CHECK(pictures.size() == 16);
    CHECK(scan.windows[0].end == scan.summary.last);
}

TEST_CASE("a recording of one picture gives one padded window") {
    Scan scan;
    scan.run({frame_at(7)});
    CHECK(scan.summary.padded);
    CHECK(scan.windows.size() == 1);
}

TEST_CASE("without padding a short recording gives no window") {
    Scan scan;
    scan.options.pad_short = false;
    scan.run(recording(10, 0.5));
    CHECK(scan.windows.empty());
    CHECK_FALSE(scan.summary.padded);
}

TEST_CASE("windows across a hole are skipped and counted") {
    Scan scan;
    scan.options.stride = from_seconds(0.5);
    scan.run(recording(30, 5) + recording(30, 5, 8));
    for (const ScannedWindow& window : scan.windows) {
        const double end = to_seconds(window.end);
        CAPTURE(end);
        CHECK((end <= 5.067 || end >= 9.933));
    }
    const auto ends =
        window_ends(scan.summary.first, scan.summary.last, ClipWindow{}, from_seconds(0.5));
    CHECK(scan.summary.windows + scan.summary.skipped == ends.size());
    CHECK(scan.summary.skipped == 9);  // 5.5, 6 … 9.5
}

TEST_CASE("a time stamp years ahead costs nothing") {
    Scan scan;
    scan.options.stride = std::chrono::milliseconds(10);
    scan.run(recording(30, 3) + recording(30, 3, 2e9));
    CHECK(scan.summary.windows > 190);
    CHECK(scan.summary.skipped > 100'000'000'000u);
}

TEST_CASE("a recording full of holes gives one padded window") {
    Scan scan;
    scan.run(recording(30, 1) + recording(30, 1, 2) + recording(30, 1, 4));
    CHECK(scan.summary.padded);
    CHECK(scan.windows.size() == 1);
    CHECK(scan.summary.skipped > 0);
}

TEST_CASE("windows begin anew with each epoch and each step back in time") {
    Scan scan;
    auto pose_log = std::make_shared<FakePose::Log>();
    FakePose pose({}, pose_log);
    scan.pose = &pose;
    SECTION("epoch") {
        scan.run(recording(30, 3) + recording(30, 3, 50, 1));
        CHECK(pose_log->resets == 2);
        REQUIRE(scan.windows.size() == 4);
        CHECK(to_seconds(scan.windows[2].end) == Approx(52));
    }
    SECTION("step back") {
        scan.run(recording(30, 3, 50) + recording(30, 3));
        REQUIRE(scan.windows.size() == 4);
        CHECK(to_seconds(scan.windows[2].end) == Approx(2));
    }
}

TEST_CASE("of epochs shorter than a window the longest is padded") {
    Scan scan;
    scan.run(recording(30, 0.5) + recording(30, 1.5, 10, 1) + recording(30, 0.7, 20, 2));
    REQUIRE(scan.windows.size() == 1);
    CHECK(to_seconds(scan.windows[0].end) == Approx(11.5));
}

TEST_CASE("the pose rate is capped and the last picture is looked at") {
    Scan scan;
    scan.options.max_pose_rate = 15;
    scan.run(recording(30, 5.0334));
    CHECK(scan.summary.frames == 152);
    CHECK(scan.summary.observed == 77);
    CHECK(to_seconds(scan.observations[1]->time) == Approx(2 / 30.0));
    CHECK(to_seconds(scan.summary.last) == Approx(151 / 30.0));
}

TEST_CASE("progress rises to the end, or is unknown") {
    Scan scan;
    SECTION("known length") {
        scan.duration = from_seconds(4);
        scan.run(recording(30, 4));
        CHECK(std::is_sorted(scan.progress.begin(), scan.progress.end()));
        CHECK(scan.progress.back() == Approx(1));
    }
    SECTION("unknown length") {
        scan.run(recording(30, 1));
        CHECK(scan.progress.back() < 0);
    }
}

TEST_CASE("a recording without a picture is an error that names it") {
    Scan scan;
    CHECK_THROWS_WITH(scan.run({}), Catch::Contains("scripted: there is no picture"));
}

TEST_CASE("what a stage throws comes out of the scan as it was thrown") {
    struct Odd {
        int value;
    };
    Scan scan;
    SECTION("decoding, after the windows before it") {
        auto steps = recording(30, 3);
        steps.emplace_back(SourceFails{"cut off"});
        CHECK_THROWS_WITH(scan.run(std::move(steps)), "cut off");
        CHECK(scan.windows.size() == 2);
    }
    SECTION("pose") {
        FakePose pose([] { throw Odd{5}; });
        scan.pose = &pose;
        CHECK_THROWS_AS(scan.run(recording(30, 60)), Odd);
    }
    SECTION("classification") {
        CHECK_THROWS_AS(scan.run(recording(30, 60), [](const Clip&) -> Scores { throw Odd{6}; }),
                        Odd);
    }
}

TEST_CASE("a scan is cancelled in the middle and before it began") {
    std::stop_source stop;
    Scan scan;
    SECTION("before") {
        stop.request_stop();
        CHECK_THROWS_AS(scan.run(recording(30, 60), still_scores, stop.get_token()), Cancelled);
        CHECK(scan.windows.empty());
    }
    SECTION("while it classifies") {
        const auto answer = [&](const Clip& clip) {
            stop.request_stop();
            return still_scores(clip);
        };
        CHECK_THROWS_AS(scan.run(recording(30, 60), answer, stop.get_token()), Cancelled);
        CHECK(scan.windows.size() <= 2);
    }
}

TEST_CASE("a scan that waits for its source ends when cancelled") {
    auto script = std::make_shared<Script>();
    ScriptedSource source(script);
    FakeInput input;
    FakeClassifier classifier;
    std::stop_source stop;
    std::jthread canceller([&] { stop.request_stop(); });
    CHECK_THROWS_AS(scan_recording(source, nullptr, input, classifier, {}, {}, stop.get_token()),
                    Cancelled);
}

TEST_CASE("a prediction is the highest of the mean scores") {
    const std::vector<ScannedWindow> windows{{{}, {0.9f, 0.1f}}, {{}, {0.0f, 1.0f}}};
    const Prediction prediction = prediction_from_windows({"rest", "move"}, windows);
    CHECK(prediction.label == "move");
    CHECK(prediction.confidence == Approx(0.55));
    CHECK(prediction.scores[0] == Approx(0.45));
    CHECK(prediction.windows == 2);
}

namespace {

SaidSegments said_of(const std::vector<std::pair<double, std::string>>& labels,
                     Thresholds thresholds = {}) {
    std::vector<TimelinePoint> timeline;
    for (const auto& [end, label] : labels) {
        timeline.push_back({from_seconds(end), label, {0.25f, 0.75f}});
    }
    return segments_from_timeline(timeline, {"rest", "move"}, ClipWindow{}, from_seconds(1), {},
                                  thresholds);
}

std::vector<Segment> segments_of(const std::vector<std::pair<double, std::string>>& labels,
                                 Thresholds thresholds = {}) {
    return said_of(labels, thresholds).segments;
}

}  // namespace

TEST_CASE("segments meet half-way between the middles of their windows") {
    const auto segments =
        segments_of({{2, "rest"}, {3, "rest"}, {4, "rest"}, {5, "move"}, {6, "move"}});
    REQUIRE(segments.size() == 2);
    CHECK(segments[0].label == "rest");
    CHECK(segments[0].start_s == Approx(0).margin(1e-6));
    CHECK(segments[0].end_s == Approx(3.5));
    CHECK(segments[0].confidence == Approx(0.25));
    CHECK(segments[1].start_s == Approx(3.5));
    CHECK(segments[1].end_s == Approx(6));
    CHECK(segments[1].confidence == Approx(0.75));
}

TEST_CASE("unsure stretches and too short ones are no segments") {
    const auto segments =
        segments_of({{2, "rest"}, {3, ""}, {4, "move"}, {5, "rest"}}, {0.6, 0.4, 1.2});
    REQUIRE(segments.size() == 2);
    CHECK(segments[0].end_s == Approx(1.5));
    CHECK(segments[1].label == "rest");
    CHECK(segments[1].start_s == Approx(3.5));
}

TEST_CASE("what segments leave out is the time in which the model was unsure") {
    CHECK(said_of({{2, "rest"}, {3, "rest"}}).unsure_s == 0);
    CHECK(said_of({{2, "rest"}, {3, ""}, {4, ""}, {5, "rest"}}).unsure_s == Approx(2));
    // Not the time in a hole.
    CHECK(said_of({{2, "rest"}, {3, "rest"}, {9, "rest"}}).unsure_s == 0);
    CHECK(said_of({{2, "rest"}, {3, ""}, {4, "move"}, {5, "rest"}}, {0.6, 0.4, 1.2}).unsure_s ==
          Approx(2));
}

TEST_CASE("a hole or a jump ends a segment at the border of its window") {
    const auto segments = segments_of({{2, "move"}, {3, "move"}, {9, "move"}, {4, "move"}});
    REQUIRE(segments.size() == 3);
    CHECK(segments[0].end_s == Approx(3));
    CHECK(segments[1].start_s == Approx(7));
    CHECK(segments[1].end_s == Approx(9));
    CHECK(segments[2].start_s == Approx(2));
}

TEST_CASE("no windows, no segments") {
    CHECK(segments_of({}).empty());
}

TEST_CASE("a scan finds when the movement began") {
    Scan scan;
    scan.options.stride = from_seconds(0.25);
    scan.run(recording(30, 10));
    const Thresholds thresholds;
    const auto timeline =
        timeline_from_windows(scan.windows, {"rest", "move"}, ClipWindow{}.length(), thresholds);
    const auto segments =
        segments_from_timeline(timeline, {"rest", "move"}, ClipWindow{}, scan.options.stride,
                               scan.summary.first, thresholds)
            .segments;
    REQUIRE(segments.size() == 2);
    CHECK(segments[0].start_s == 0);
    CHECK(segments[1].label == "move");
    CHECK(segments[1].start_s == Approx(4).margin(0.35));
    CHECK(segments[1].end_s == Approx(10));
}
