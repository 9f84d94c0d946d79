#include "app/cli/live_report.h"

#include <iostream>
#include <sstream>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

using namespace spotter;
using Catch::Matchers::Contains;

namespace {

// What is written to std::cout while it lives.
class Captured {
  public:
    Captured() : before_(std::cout.rdbuf(text_.rdbuf())) {}
    ~Captured() { std::cout.rdbuf(before_); }
    Captured(const Captured&) = delete;
    Captured& operator=(const Captured&) = delete;
    std::string text() const { return text_.str(); }

  private:
    std::ostringstream text_;
    std::streambuf* const before_;
};

LiveEvent label_event() {
    LiveEvent event;
    event.decision_changed = true;
    event.decision = {Certainty::sure, "squat", false, {}};
    event.confidence = 0.9;
    return event;
}

std::string reported(bool json, const std::function<void(LiveReporter&)>& calls) {
    const Captured captured;
    calls(*make_live_reporter(json));
    return captured.text();
}

}  // namespace

TEST_CASE("label changes are JSON lines") {
    const std::string text = reported(true, [](LiveReporter& reporter) {
        reporter.event(label_event(), 1.5, "");
        LiveEvent lost;
        lost.state_changed = true;
        lost.state = SourceState::reconnecting;
        lost.source = "camera";
        lost.notice = "unplugged";
        reporter.event(lost, 2, "");
    });
    std::istringstream lines(text);
    std::string line;
    std::getline(lines, line);
    CHECK(line == R"({"event":"label","t":1.5,"certainty":"sure","label":"squat","idle":false,)"
                  R"("confidence":0.9})");
    std::getline(lines, line);
    CHECK(line == R"({"event":"source","t":2.0,"state":"reconnecting","source":"camera",)"
                  R"("notice":"unplugged"})");
    CHECK_FALSE(std::getline(lines, line));
}

TEST_CASE("label changes are lines for people, with the truth when it is asked for") {
    const std::string text = reported(
        false, [](LiveReporter& reporter) { reporter.event(label_event(), 61.25, "rest"); });
    CHECK(text == "1:01.3  Squat  90.0 %  (truth: Rest)\n");
}

TEST_CASE("reps and sets are told for people and for programs") {
    WorkoutEvent happened;
    happened.set.number = 2;
    happened.set.label = "squat";
    happened.rep = Rep{"squat", from_seconds(1), from_seconds(2), from_seconds(4), 1, false};
    happened.set.reps = {*happened.rep};
    const auto told = [&](bool json, WorkoutEventKind kind) {
        happened.kind = kind;
        LiveEvent event;
        event.workout = happened;
        return reported(json, [&](LiveReporter& reporter) { reporter.event(event, 4.5, ""); });
    };
    CHECK(told(false, WorkoutEventKind::set_began).empty());
    CHECK(told(false, WorkoutEventKind::rep) == "0:04.5  Squat  rep 1\n");
    CHECK(told(false, WorkoutEventKind::set_ended) ==
          "0:04.5  Set 2: Squat, 1 rep, 3.0 s each (up 2.0 s, down 1.0 s)\n");
    CHECK(told(true, WorkoutEventKind::rep) ==
          R"({"event":"rep","t":4.5,"label":"squat","set":2,"count":1,"start_s":1.0,)"
          R"("turn_s":2.0,"end_s":4.0,"range":1.0,"lifting_s":2.0,"lowering_s":1.0})"
          "\n");
    const auto ended = nlohmann::json::parse(told(true, WorkoutEventKind::set_ended));
    CHECK(ended["event"] == "set");
    CHECK(ended["state"] == "ended");
    CHECK(ended["reps"] == 1);
}

TEST_CASE("with a plan reps are told of their target, and a set's end says the rest") {
    WorkoutPlan plan;
    plan.exercises.push_back({"squat", 3, 10, {}, from_seconds(90)});
    LiveEvent event;
    event.workout = WorkoutEvent{};
    event.workout->set.number = 1;
    event.workout->set.label = "squat";
    event.workout->rep = Rep{"squat", {}, from_seconds(1), from_seconds(2), 1, false};
    event.workout->set.reps = {*event.workout->rep};
    const auto told = [&](WorkoutEventKind kind) {
        event.workout->kind = kind;
        const Captured captured;
        make_live_reporter(false, plan)->event(event, 1, "");
        return captured.text();
    };
    CHECK(told(WorkoutEventKind::rep) == "0:01.0  Squat  rep 1 of 10\n");
    CHECK_THAT(told(WorkoutEventKind::set_ended), Contains("rest 1:30 from its end"));
}

TEST_CASE("the summary has counters and spreads") {
    LiveMeasures measures;
    Snapshot snapshot;
    snapshot.state = SourceState::running;
    snapshot.capture_rate = 30;
    snapshot.scores = {1};
    snapshot.inference_ms = 4;
    snapshot.counters.captured = 7;
    measures.add(snapshot);
    snapshot.state = SourceState::ended;
    measures.add(snapshot);  // a source that stands still measures nothing
    const auto json = nlohmann::json::parse(
        reported(true, [&](LiveReporter& reporter) { reporter.summary(measures, snapshot, 3); }));
    CHECK(json["event"] == "summary");
    CHECK(json["captured"] == 7);
    CHECK(json["capture_fps"]["median"] == 30);
    CHECK(json["capture_fps"]["count"] == 1);
    CHECK(json["inference_ms"]["p95"] == 4);
    CHECK_THAT(
        reported(false, [&](LiveReporter& reporter) { reporter.summary(measures, snapshot, 3); }),
        Contains("7 pictures"));
    snapshot.counters.captured = 0;
    CHECK(reported(false, [&](LiveReporter& reporter) {
              reporter.summary(LiveMeasures(), snapshot, 3);
          }).empty());
}
