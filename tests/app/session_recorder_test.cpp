#include "app/session_recorder.h"

#include <catch2/catch.hpp>

#include "engine/session/session_facts.h"
#include "engine/session/session_store.h"
#include "tests/app/recorded_run.h"
#include "tests/temp_folder.h"

using namespace spotter;
using namespace spotter::test;
using namespace std::chrono_literals;

TEST_CASE("nothing is kept while no exercise is seen") {
    const TempFolder home;
    {
        Run run({home / "data"});
        for (int i = 0; i < 100; ++i) run.judge(i * 1s, i % 2 == 0 ? "rest" : "");
        run.frame(101s);
        CHECK(run.recorder.uuid().empty());
    }
    CHECK_FALSE(std::filesystem::exists(home / "data"));
}

TEST_CASE("a session begins shortly before its first exercise and holds what is seen") {
    const TempFolder home;
    Run run({home / "data"});
    for (int i = 0; i < 60; ++i) run.judge(i * 1s, "rest");
    LiveCounters counters;
    counters.captured = 100;
    run.recorder.take(counters);
    run.judge(60s, "squat");
    run.judge(61s, "squat");
    counters.captured = 160;
    run.recorder.take(counters);
    run.state(65s, SourceState::reconnecting, "unplugged");
    run.state(70s, SourceState::running);
    run.judge(71s, "");
    run.recorder.finish();

    SessionStore store(home / "data");
    const Session session = store.read(run.recorder.uuid());
    CHECK(session.finished);
    CHECK(session.source == "camera:0");
    CHECK(session.source_kind == "camera");
    CHECK(session.settings.at(0).second == "0.6");
    REQUIRE(session.models.size() == 1);
    CHECK(session.models[0].sha256 == "ab12");
    // From 20 s before the first squat on.
    REQUIRE(session.timeline.size() == 1);
    CHECK(session.timeline[0].times_ms.size() == 23);
    CHECK(session.timeline[0].times_ms.back() == 31'000);
    CHECK(session.timeline[0].labels[20] == 1);
    CHECK(session.length == 31s);
    REQUIRE(session.label_changes.size() == 3);
    CHECK(session.label_changes[1].time == 20s);
    CHECK(session.label_changes[1].label == "squat");
    CHECK(session.label_changes[1].confidence == Approx(0.75));
    REQUIRE(session.gaps.size() == 1);
    CHECK(session.gaps[0].start == 25s);
    CHECK(session.gaps[0].end == 30s);
    CHECK(session.gaps[0].reason == "unplugged");
    CHECK(session.counters.captured == 60);
}

TEST_CASE("sets and reps lie on the session's clock, with corrections and weights") {
    const TempFolder home;
    Run run({home / "data"});
    SetRecord set = run.begin_squats();
    set.reps.push_back(rep_at(100s));
    set.end = 102s;
    // Found a little later than the first one, as it happens.
    run.workout(WorkoutEventKind::rep, 105s + 40ms, set);
    CHECK(run.recorder.describe_set(1, 40.0, WeightUnit::lb, "heavy"));
    CHECK_FALSE(run.recorder.describe_set(2, 40.0, WeightUnit::lb, ""));
    run.workout(WorkoutEventKind::set_ended, 125s, set);
    set.correction = 1;
    run.workout(WorkoutEventKind::corrected, 130s, set);
    run.recorder.finish();

    const Session session = SessionStore(home / "data").read(run.recorder.uuid());
    REQUIRE(session.sets.size() == 1);
    // At 100 s of the run; the session began at 90 s.
    CHECK(session.sets[0].start == 10s);
    CHECK(session.sets[0].end == 15s);
    CHECK_FALSE(session.sets[0].open);
    CHECK(session.sets[0].counted_reps == 2);
    CHECK(session.sets[0].reps == 3);
    CHECK(session.sets[0].weight == 40.0);
    CHECK(session.sets[0].note == "heavy");
    REQUIRE(session.reps.size() == 2);
    CHECK(session.reps[1].start == 13s);
    CHECK(session.reps[1].turn == 14s);
    CHECK(session.reps[1].end == 15s);
    CHECK_FALSE(session.reps[1].lifts_first);
    REQUIRE(session.corrections.size() == 1);
    CHECK(session.corrections[0].from == "2");
    CHECK(session.corrections[0].to == "3");
}

TEST_CASE("a set has the plan's weight until it is described, whatever it is called at last") {
    const TempFolder home;
    Run run({home / "data"});
    WorkoutPlan plan;
    plan.exercises.push_back({"squat", {}, {}, {}, {}, Weight{40, WeightUnit::kg}});
    plan.exercises.push_back({"row", {}, {}, {}, {}, Weight{90, WeightUnit::lb}});
    run.recorder.set_targets(plan);
    const auto set_of = [&](int number, const std::string& label) {
        run.workout(WorkoutEventKind::set_began, 100s + number * 10s,
                    {number, label, 97s + number * 10s, 97s + number * 10s, {}, 0, false, {}});
    };
    for (const int number : {1, 2, 3, 4}) set_of(number, "squat");
    set_of(2, "row");
    set_of(3, "lunge");
    CHECK(run.recorder.describe_set(4, 50.0, WeightUnit::kg, ""));
    set_of(4, "row");
    set_of(5, "row");
    CHECK(run.recorder.describe_set(5, std::nullopt, WeightUnit::kg, ""));
    set_of(5, "row");
    run.recorder.finish();
    const Session session = SessionStore(home / "data").read(run.recorder.uuid());
    REQUIRE(session.sets.size() == 5);
    CHECK(session.sets[0].weight == 40.0);
    CHECK(session.sets[1].weight == 90.0);
    CHECK(session.sets[1].unit == WeightUnit::lb);
    CHECK_FALSE(session.sets[2].weight);
    CHECK(session.sets[3].weight == 50.0);
    CHECK_FALSE(session.sets[4].weight);
}

TEST_CASE("reps stand where they were seen, however late they are found") {
    const TempFolder home;
    Run run({home / "data"});
    SetRecord set = run.begin_squats();
    run.found_late = 5s;
    set.reps.push_back(rep_at(100s));
    set.end = 102s;
    run.workout(WorkoutEventKind::rep, 105s, set);
    run.workout(WorkoutEventKind::set_ended, 125s, set);
    run.recorder.finish();
    const Session session = SessionStore(home / "data").read(run.recorder.uuid());
    REQUIRE(session.sets.size() == 1);
    CHECK(session.sets[0].start == 10s);
    CHECK(session.sets[0].end == 15s);
    REQUIRE(session.reps.size() == 2);
    CHECK(session.reps[0].start == session.sets[0].start);
    CHECK(session.reps[1].end == session.sets[0].end);
}

TEST_CASE("a set is as quick in its session as it was live") {
    const TempFolder home;
    Run run({home / "data"});
    SetRecord set = run.begin_squats();
    for (const MediaTime turn : {500ms, 2500ms}) {
        Rep rep = rep_at(set.end);
        rep.turn = rep.start + turn;
        rep.end = rep.turn + 1s;
        set.reps.push_back(rep);
        set.end = rep.end;
        run.workout(WorkoutEventKind::rep, 3s + rep.end, set);
    }
    run.recorder.finish();
    const SetTempo live = tempo_of(set);
    CHECK(live.rep_s == Approx(2));
    CHECK(live.slowing == Approx(0.75));
    const Session session = SessionStore(home / "data").read(run.recorder.uuid());
    REQUIRE(session.sets.size() == 1);
    const Tempo kept = tempo_of(session.sets[0], reps_of(session, 1));
    CHECK(kept.rep_s == Approx(live.rep_s));
    CHECK(kept.lifting_s == Approx(live.lifting_s));
    CHECK(kept.lowering_s == Approx(live.lowering_s));
    CHECK(kept.slowing == Approx(live.slowing));
}

TEST_CASE("a set begins with its first rep and ends with its last, also over a paused video") {
    const TempFolder home;
    Run run({home / "data"});
    SetRecord set = run.begin_squats();
    // Paused for ten seconds, and once more after the set.
    set.reps.push_back(rep_at(100s));
    set.end = 102s;
    run.workout(WorkoutEventKind::rep, 115s, set, 10s);
    run.workout(WorkoutEventKind::set_ended, 155s, set, 30s);
    run.recorder.finish();
    const Session session = SessionStore(home / "data").read(run.recorder.uuid());
    REQUIRE(session.reps.size() == 2);
    CHECK(session.reps[0].start == 10s);
    CHECK(session.reps[1].end == 25s);
    REQUIRE(session.sets.size() == 1);
    CHECK(session.sets[0].start == 10s);
    CHECK(session.sets[0].end == 25s);
    CHECK_FALSE(session.sets[0].open);
}

TEST_CASE("another source is another session, and so is one after a long pause") {
    const TempFolder home;
    Run run({home / "data"});
    run.judge(0s, "squat");
    run.watch(SourceKind::demo, "demo:");
    run.judge(1s, "rest");
    CHECK(SessionStore(home / "data").list().size() <= 1);
    run.judge(2s, "squat");
    for (int minute = 1; minute < 40; ++minute) run.judge(minute * 1min, "rest");
    run.judge(41min, "squat");
    run.recorder.finish();
    const auto sessions = SessionStore(home / "data").list();
    REQUIRE(sessions.size() == 3);
    CHECK(sessions[0].source_kind == "demo");
    CHECK(sessions[2].source_kind == "camera");
    for (const SessionSummary& session : sessions) CHECK(session.finished);
}

TEST_CASE("after a long pause the workout ends with its session") {
    const TempFolder home;
    Run run({home / "data"});
    int ends = 0;
    run.recorder.on_idle_end([&] {
        ++ends;
        run.finish(31min);  // which the pipeline tells
    });
    const SetRecord set = run.begin_squats();
    const std::string first = run.recorder.uuid();
    for (int minute = 2; minute < 40; ++minute) run.judge(minute * 1min, "rest");
    CHECK(ends == 1);
    CHECK_FALSE(run.recorder.kept().running);
    run.judge(50min, "squat");
    CHECK(run.recorder.uuid() != first);
    run.workout(WorkoutEventKind::set_began, 51min, set);
    CHECK(run.recorder.kept().sets == 1);
    CHECK(ends == 1);
}

TEST_CASE("a set that was done before the session began is not corrected in it") {
    const TempFolder home;
    Run run({home / "data", true});
    run.frame(0s);
    run.workout(WorkoutEventKind::corrected, 5s, {1, "squat", 1s, 2s, {}, 1, false, {}});
    CHECK(run.recorder.kept().running);
    CHECK(run.recorder.kept().sets == 0);
}

TEST_CASE("who watches a video makes no session, unless it is wanted or filmed") {
    const TempFolder home;
    const auto watch_video = [](Run& run) {
        run.watch(SourceKind::file, "squat.mp4");
        run.judge(0s, "squat");
        run.workout(WorkoutEventKind::set_began, 4s, {1, "squat", 1s, 1s, {}, 0, false, {}});
        run.frame(5s);
        run.recorder.finish();
    };
    {
        Run run({home / "none"});
        watch_video(run);
        CHECK(run.recorder.uuid().empty());
    }
    CHECK_FALSE(std::filesystem::exists(home / "none"));
    SessionPlan wanted{home / "wanted"};
    wanted.videos = true;
    for (const SessionPlan& plan : {wanted, SessionPlan{home / "filmed", true}}) {
        Run run(plan);
        watch_video(run);
        CHECK_FALSE(run.recorder.uuid().empty());
    }
    Run run({home / "later"});
    run.recorder.set_videos(true);
    watch_video(run);
    CHECK_FALSE(run.recorder.uuid().empty());
}

TEST_CASE("a session ends when the user says so, and another begins with the next exercise") {
    const TempFolder home;
    Run run({home / "data"});
    run.judge(0s, "squat");
    run.workout(WorkoutEventKind::set_began, 5s, {1, "squat", 2s, 2s, {}, 0, false, {}});
    CHECK(run.recorder.kept().running);
    run.judge(6s, "squat");
    CHECK(run.recorder.kept().sets == 1);
    const std::string first = run.recorder.uuid();
    run.finish(10s);
    CHECK_FALSE(run.recorder.kept().running);
    // The label that stood still stands for a while.
    run.judge(11s, "squat");
    CHECK_FALSE(run.recorder.kept().running);
    run.judge(12s, "rest");
    run.judge(20s, "squat");
    CHECK(run.recorder.kept().running);
    CHECK(run.recorder.uuid() != first);
    run.recorder.finish();
    run.recorder.take_notices();
    const std::vector<SessionEnd> ended = run.recorder.take_ended();
    REQUIRE(ended.size() == 2);
    CHECK(ended[0].uuid == first);
    CHECK(ended[0].length == 6s);
    REQUIRE(ended[0].sets.size() == 1);
    CHECK(ended[0].sets[0].label == "squat");
    CHECK(ended[0].problem.empty());
    CHECK(run.recorder.take_ended().empty());
}

TEST_CASE("what comes between two sources is of neither") {
    const TempFolder home;
    Run run({home / "data", true});
    run.recorder.watch(SourceKind::file, "a.mp4");
    run.judge(0s, "squat");
    run.frame(0s);
    CHECK(run.recorder.uuid().empty());
    run.state(1s, SourceState::running);
    run.frame(1s);
    CHECK_FALSE(run.recorder.uuid().empty());
}

TEST_CASE("another model has a track of its own, and results of the one before are left out") {
    const TempFolder home;
    Run run({home / "data"});
    run.judge(0s, "squat");
    run.recorder.use({0s, "mine", "", {"a", "b", "squat"}, {}}, {});
    run.judge(1s, "squat");
    run.judge(2s, "squat", {0.1F, 0.2F, 0.7F});
    run.recorder.finish();
    const Session session = SessionStore(home / "data").read(run.recorder.uuid());
    REQUIRE(session.models.size() == 2);
    REQUIRE(session.timeline.size() == 2);
    CHECK(session.timeline[0].times_ms.size() == 1);
    CHECK(session.timeline[1].model == 1);
    CHECK(session.timeline[1].labels.at(0) == 2);
}
