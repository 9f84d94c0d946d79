#include <chrono>
#include <latch>
#include <stdexcept>

#include <catch2/catch.hpp>

#include "app/window/latest_job.h"
#include "app/window/live_view.h"
#include "app/window/notices.h"
#include "app/window/source_choices.h"
#include "app/window/teach_report.h"

using namespace spotter;
using namespace std::chrono_literals;

namespace {

constexpr SteadyTime kStart{};
using Kind = NoticeView::Kind;

Snapshot running_snapshot() {
    Snapshot out;
    out.state = SourceState::running;
    out.labels = {"squat", "other"};
    out.smoothed = {0.9F, 0.1F};
    out.decision = {Certainty::sure, "squat", false, {}};
    out.confidence = 0.9;
    out.person = PersonView::whole;
    out.posed = PosedFrame{};
    out.posed->width = 640;
    out.posed->height = 480;
    out.posed->pose = Pose();
    return out;
}

CameraInfo camera(const std::string& name, const std::string& path) {
    CameraInfo out;
    out.name = name;
    out.path = path;
    out.stable_name = "by-id-" + name;
    return out;
}

// What poll() says once the work has ended.
template <class Result>
auto ended(LatestJob<Result>& job) {
    for (;;) {
        if (auto outcome = job.poll()) return outcome;
        if (!job.busy()) return decltype(job.poll())();
        std::this_thread::yield();
    }
}

}  // namespace

TEST_CASE("a value that flickers is shown once it held") {
    Steady<int> steady(600ms);
    CHECK(steady.update(1, kStart) == 1);
    CHECK(steady.update(2, kStart + 100ms) == 1);
    CHECK(steady.update(1, kStart + 200ms) == 1);
    CHECK(steady.update(2, kStart + 300ms) == 1);
    CHECK(steady.update(2, kStart + 800ms) == 1);
    CHECK(steady.update(2, kStart + 900ms) == 2);
}

TEST_CASE("a value that changes to a third one starts to hold anew") {
    Steady<int> steady(600ms);
    steady.update(1, kStart);
    steady.update(2, kStart + 100ms);
    CHECK(steady.update(3, kStart + 700ms) == 1);
    CHECK(steady.update(3, kStart + 1300ms) == 3);
}

TEST_CASE("the view shows the decision of the snapshot") {
    LiveView view;
    Snapshot snapshot = running_snapshot();
    show_snapshot(snapshot, kStart, true, view);
    CHECK(view.phase == LivePhase::running);
    CHECK(view.label_phase == LabelPhase::steady);
    CHECK(view.label == 0);
    CHECK(view.confidence == Approx(0.9));

    snapshot.decision.certainty = Certainty::unsure;
    show_snapshot(snapshot, kStart, true, view);
    CHECK(view.label_phase == LabelPhase::unsure);
    CHECK(view.label == -1);
}

TEST_CASE("a lost source is waited for and counts down") {
    LiveView view;
    Snapshot snapshot = running_snapshot();
    snapshot.state = SourceState::reconnecting;
    snapshot.notice = "read camera: it was unplugged";
    snapshot.retry_at = kStart + 3s;
    show_snapshot(snapshot, kStart + 1s, true, view);
    CHECK(view.phase == LivePhase::waiting);
    CHECK(view.failure == snapshot.notice);
    CHECK(view.retry_in_s == Approx(2));
}

TEST_CASE("nobody is away before a picture was looked at, or without a pose estimator") {
    LiveView view;
    Snapshot snapshot = running_snapshot();
    snapshot.person = PersonView::away;
    show_snapshot(snapshot, kStart, true, view);
    CHECK(view.person == PersonView::away);
    show_snapshot(snapshot, kStart, false, view);
    CHECK(view.person == PersonView::whole);
    snapshot.posed.reset();
    show_snapshot(snapshot, kStart, true, view);
    CHECK(view.person == PersonView::whole);
}

TEST_CASE("the timeline shows ages, and nothing for the time before the first window") {
    LiveView view;
    Snapshot snapshot = running_snapshot();
    snapshot.history.now = 20s;
    snapshot.history.spans = {{5s, 7s, Certainty::watching, "", false},
                              {7s, 12s, Certainty::sure, "other", true},
                              {12s, 13s, Certainty::unsure, "", false}};
    show_snapshot(snapshot, kStart, true, view);
    REQUIRE(view.timeline.size() == 2);
    CHECK(view.timeline[0].label == 1);
    CHECK(view.timeline[0].begin_s == Approx(13));
    CHECK(view.timeline[0].end_s == Approx(8));
    CHECK(view.timeline[1].label == -1);
}

TEST_CASE("a pose is drawn on the picture that it fits") {
    const Snapshot snapshot = running_snapshot();
    Frame frame;
    frame.image = Image(640, 480);
    CHECK(pose_on_frame(snapshot, frame));
    frame.time = 2s;
    CHECK_FALSE(pose_on_frame(snapshot, frame));
    frame.time = {};
    frame.image = Image(320, 240);
    CHECK_FALSE(pose_on_frame(snapshot, frame));
}

TEST_CASE("the frame whose pose is known is shown while it is close behind") {
    const auto frame = [](std::uint64_t number, std::chrono::milliseconds time) {
        auto out = std::make_shared<Frame>();
        out->number = number;
        out->time = time;
        return out;
    };
    FrameChooser frames;
    CHECK_FALSE(frames.choose(std::nullopt));
    frames.add(frame(0, 0ms));
    CHECK(frames.choose(std::nullopt)->number == 0);
    frames.add(frame(1, 33ms));
    CHECK(frames.choose(0)->number == 0);
    CHECK(frames.choose(1)->number == 1);
    frames.add(frame(2, 66ms));
    CHECK(frames.choose(1)->number == 1);

    SECTION("too far behind, the newest is shown, and no earlier one after it") {
        frames.add(frame(3, 100ms));
        CHECK(frames.choose(1)->number == 3);
        CHECK(frames.choose(2)->number == 3);
    }
    SECTION("a new epoch is shown at once") {
        auto later = std::make_shared<Frame>();
        later->number = 3;
        later->epoch = 1;
        frames.add(later);
        CHECK(frames.choose(1)->number == 3);
    }
    SECTION("without poses the newest is shown") {
        CHECK(frames.choose(std::nullopt)->number == 2);
        frames.add(frame(3, 100ms));
        CHECK(frames.choose(std::nullopt)->number == 3);
    }
}

TEST_CASE("news goes by itself, an error stays until it is dismissed") {
    Notices notices;
    notices.add(Kind::info, "news", kStart);
    notices.add(Kind::error, "broken", kStart);
    CHECK(notices.views(kStart + 1s).size() == 2);
    const auto left = notices.views(kStart + 9s);
    REQUIRE(left.size() == 1);
    CHECK(left[0].text == "broken");
    notices.dismiss(left[0].id);
    CHECK(notices.views(kStart + 9s).empty());
}

TEST_CASE("a dismissed condition stays away until it changes") {
    Notices notices;
    notices.set_condition("model", Kind::error, "a");
    notices.dismiss(notices.views(kStart).at(0).id);
    notices.set_condition("model", Kind::error, "a");
    CHECK(notices.views(kStart).empty());
    notices.set_condition("model", Kind::error, "b");
    CHECK(notices.views(kStart).size() == 1);
    notices.set_condition("model", Kind::error, std::nullopt);
    CHECK(notices.views(kStart).empty());
    notices.set_condition("model", Kind::error, "b");
    CHECK(notices.views(kStart).size() == 1);
}

TEST_CASE("the demo is always offered, cameras come before it") {
    SourceChoices choices;
    CHECK(choices.view(false).items.size() == 1);
    choices.choose({SourceKind::demo, {}});
    choices.set_cameras({camera("A", "/dev/video0"), camera("B", "/dev/video2")});
    const ChoiceView view = choices.view(true);
    REQUIRE(view.items.size() == 3);
    CHECK(view.items[0].name == "A");
    CHECK(view.current == 2);
    CHECK(view.busy);
    CHECK(choices.at(1).address == "by-id-B");
}

TEST_CASE("the camera that is meant is recognised by path, stable name or as the first") {
    SourceChoices choices;
    choices.set_cameras({camera("A", "/dev/video0"), camera("B", "/dev/video2")});
    choices.choose({SourceKind::camera, "/dev/video2"});
    CHECK(choices.view(false).current == 1);
    choices.choose({SourceKind::camera, "by-id-B"});
    CHECK(choices.view(false).current == 1);
    choices.choose({SourceKind::camera, ""});
    CHECK(choices.view(false).current == 0);
    CHECK(choices.view(false).items.size() == 3);
}

TEST_CASE("a file is offered again by its name") {
    SourceChoices choices;
    choices.choose({SourceKind::file, "/videos/squat.mp4"});
    choices.choose({SourceKind::demo, {}});
    choices.choose({SourceKind::file, "/videos/squat.mp4"});
    const ChoiceView view = choices.view(false);
    REQUIRE(view.items.size() == 2);
    CHECK(view.items[1].name == "squat.mp4");
    CHECK(view.current == 1);
}

TEST_CASE("the result of long work is given once") {
    LatestJob<int> job("test");
    job.start([](JobToken&) { return 7; });
    const auto outcome = ended(job);
    REQUIRE(outcome);
    CHECK(outcome->result == 7);
    CHECK_FALSE(job.busy());
    CHECK_FALSE(job.poll());
}

TEST_CASE("long work that fails gives its reason") {
    LatestJob<int> job("test");
    job.start([](JobToken&) -> int { throw std::runtime_error("no model"); });
    const auto outcome = ended(job);
    REQUIRE(outcome);
    CHECK_FALSE(outcome->result);
    CHECK(outcome->failure == "no model");
}

TEST_CASE("only the newest of several works gives a result") {
    LatestJob<int> job("test");
    std::latch running(1);
    job.start([&](JobToken& token) {
        running.count_down();
        for (;;) token.checkpoint();
        return 1;
    });
    running.wait();
    job.start([](JobToken&) { return 2; });
    job.start([](JobToken&) { return 3; });
    const auto outcome = ended(job);
    REQUIRE(outcome);
    CHECK(outcome->result == 3);
}

TEST_CASE("cancelled work gives no result, and the next one does") {
    LatestJob<int> job("test");
    job.start([](JobToken& token) {
        for (;;) token.checkpoint();
        return 1;
    });
    CHECK_FALSE(job.stopping());
    job.cancel();
    CHECK_FALSE(job.busy());
    CHECK(job.stopping());
    CHECK(job.at_work());
    job.start([](JobToken&) { return 2; });
    const auto outcome = ended(job);
    REQUIRE(outcome);
    CHECK(outcome->result == 2);
    CHECK_FALSE(job.stopping());
    CHECK_FALSE(job.at_work());
}

TEST_CASE("where no clip is set aside for testing, the next best ones are measured") {
    Dataset data;
    data.clips.resize(3);
    data.clips[0].split = Split::train;
    CHECK(part_to_measure(data, Split::test) == Split::none);
    CHECK(part_to_measure(data, Split::none) == Split::none);
    data.clips[1].split = Split::validation;
    CHECK(part_to_measure(data, Split::test) == Split::validation);
    data.clips[2].split = Split::test;
    CHECK(part_to_measure(data, Split::test) == Split::test);
    CHECK(part_to_measure(data, Split::validation) == Split::validation);
}

TEST_CASE("reports on other clips, or against another model, are other files") {
    EvaluationReport report;
    report.model = "mine";
    report.origin.dataset = "gym";
    report.origin.split = "test";
    CHECK(report_file_name(report) == "mine-gym-test.html");
    report.origin.split = "all";
    CHECK(report_file_name(report) == "mine-gym-all.html");
    report.against = OtherModel{"default", {}, {}};
    CHECK(report_file_name(report) == "mine-gym-all-against-default.html");
}
