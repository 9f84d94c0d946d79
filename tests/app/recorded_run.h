#pragma once

#include <chrono>
#include <memory>
#include <string>
#include <utility>

#include "app/session_recorder.h"

namespace spotter::test {

inline Rep rep_at(MediaTime start) {
    using namespace std::chrono_literals;
    return {"squat", start, start + 1s, start + 2s, 1.1, false};
}

// A live run without pipeline, camera or waiting: the test says what is seen, and when.
class Run {
  public:
    explicit Run(SessionPlan plan) : recorder(plan) {
        recorder.listen(hooks_);
        recorder.use({{}, "default", "ab12", {"rest", "squat"}, {"rest"}}, {{"enter", "0.6"}});
        watch(SourceKind::camera, "camera:0");
    }
    void watch(SourceKind kind, const std::string& name) {
        recorder.watch(kind, name);
        state({}, SourceState::opening);
    }
    void judge(SteadyTime::duration at, const std::string& label, Scores scores = {0.25F, 0.75F}) {
        Judgement judgement{began_ + at, std::move(scores), {}};
        if (!label.empty()) judgement.decision = {Certainty::sure, label, label == "rest", {}};
        if (label.empty()) judgement.decision.certainty = Certainty::unsure;
        hooks_.on_judged(judgement);
    }
    void state(SteadyTime::duration at, SourceState state, const std::string& notice = "") {
        LiveEvent event;
        event.at = began_ + at;
        event.state_changed = true;
        event.state = state;
        event.notice = notice;
        recorder.take(event);
    }
    void finish(SteadyTime::duration at) {
        LiveEvent event;
        event.at = began_ + at;
        event.state = SourceState::running;
        event.workout_over = true;
        recorder.take(event);
    }
    // The workout's clock began three seconds later than the run, and was stopped for so long.
    void workout(WorkoutEventKind kind, SteadyTime::duration at, const SetRecord& set,
                 SteadyTime::duration stopped = {}) {
        LiveEvent event;
        event.at = began_ + at + found_late;
        event.state = SourceState::running;
        event.workout =
            WorkoutEvent{kind, at - std::chrono::seconds(3) - stopped, set, {}, began_ + at};
        if (kind == WorkoutEventKind::rep) event.workout->rep = set.reps.back();
        recorder.take(event);
    }
    // After 90 s of rest, with the first rep from 97 to 99 s of the workout's clock.
    SetRecord begin_squats() {
        using namespace std::chrono_literals;
        judge(90s, "rest");
        SetRecord set{1, "squat", 97s, 99s, {rep_at(97s)}, 0, false, {}};
        workout(WorkoutEventKind::set_began, 102s, set);
        workout(WorkoutEventKind::rep, 102s, set);
        return set;
    }
    void frame(SteadyTime::duration at, int width = 64) {
        Frame frame;
        frame.image = Image(width, 48);
        frame.captured = began_ + at;
        hooks_.on_frame(std::make_shared<const Frame>(std::move(frame)));
    }

    SessionRecorder recorder;
    SteadyTime::duration found_late{};  // events of the workout, after what they are of was seen

  private:
    LiveHooks hooks_;
    const SteadyTime began_ = std::chrono::steady_clock::now() - std::chrono::hours(10);
};

}  // namespace spotter::test
