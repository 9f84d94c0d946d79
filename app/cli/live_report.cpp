#include "app/cli/live_report.h"

#include <iostream>
#include <utility>

#include <unistd.h>

#include "app/cli/output_file.h"
#include "app/cli/set_output.h"
#include "app/cli/text_format.h"
#include "engine/core/labels.h"

namespace spotter {
namespace {

constexpr const char* kClearLine = "\r\033[K";

const char* name_of(SourceState state) {
    switch (state) {
        case SourceState::none:
            return "none";
        case SourceState::opening:
            return "opening";
        case SourceState::running:
            return "running";
        case SourceState::reconnecting:
            return "reconnecting";
        case SourceState::ended:
            return "ended";
        case SourceState::failed:
            return "failed";
    }
    return "";
}

const char* name_of(Certainty certainty) {
    switch (certainty) {
        case Certainty::watching:
            return "watching";
        case Certainty::unsure:
            return "unsure";
        case Certainty::sure:
            return "sure";
    }
    return "";
}

std::string decision_text(const Decision& decision) {
    switch (decision.certainty) {
        case Certainty::watching:
            return "Watching…";
        case Certainty::unsure:
            return "Unsure";
        case Certainty::sure:
            break;
    }
    return display_name(decision.label);
}

Json workout_json(const WorkoutEvent& happened, double seconds, const WorkoutPlan& plan) {
    const SetRecord& set = happened.set;
    const ExerciseTarget* target = plan.target_of(set.label);
    if (happened.kind == WorkoutEventKind::rep) {
        const Rep& rep = *happened.rep;
        Json line = {{"event", "rep"},
                     {"t", rounded(seconds)},
                     {"label", rep.label},
                     {"set", set.number},
                     {"count", set.count()},
                     {"start_s", rounded(to_seconds(rep.start))},
                     {"turn_s", rounded(to_seconds(rep.turn))},
                     {"end_s", rounded(to_seconds(rep.end))},
                     {"range", rounded(rep.range)},
                     {"lifting_s", rounded(rep.lifting_s())},
                     {"lowering_s", rounded(rep.lowering_s())}};
        if (target != nullptr && target->reps) line["target"] = *target->reps;
        return line;
    }
    const char* state = happened.kind == WorkoutEventKind::set_began   ? "began"
                        : happened.kind == WorkoutEventKind::set_ended ? "ended"
                                                                       : "corrected";
    Json line = {{"event", "set"}, {"t", rounded(seconds)}, {"state", state}, {"set", set.number}};
    line.update(set_json(set));
    return line;
}

// Empty: the reps that follow tell it.
std::string workout_text(const WorkoutEvent& happened, const WorkoutPlan& plan) {
    const SetRecord& set = happened.set;
    const ExerciseTarget* target = plan.target_of(set.label);
    const auto rest = plan.rest_after(set.label);
    switch (happened.kind) {
        case WorkoutEventKind::set_began:
            return set.held ? display_name(set.label) + "  holding" : "";
        case WorkoutEventKind::rep:
            return display_name(set.label) + "  rep " + std::to_string(set.count()) +
                   (target != nullptr && target->reps ? " of " + std::to_string(*target->reps)
                                                      : "");
        case WorkoutEventKind::set_ended:
            return "Set " + std::to_string(set.number) + ": " + display_name(set.label) + ", " +
                   set_text(set) +
                   (rest ? "; rest " + clock_text(to_seconds(*rest)) + " from its end" : "");
        case WorkoutEventKind::corrected:
            return display_name(set.label) + "  corrected to " + std::to_string(set.count());
    }
    return {};
}

class JsonReporter : public LiveReporter {
  public:
    explicit JsonReporter(WorkoutPlan plan) : plan_(std::move(plan)) {}

    void event(const LiveEvent& event, double seconds, const std::string& truth) override {
        if (event.state_changed) {
            Json line = {{"event", "source"},
                         {"t", rounded(seconds)},
                         {"state", name_of(event.state)},
                         {"source", event.source}};
            if (!event.notice.empty()) line["notice"] = event.notice;
            write(line);
        }
        if (event.decision_changed) {
            const Decision& decision = event.decision;
            Json line = {{"event", "label"},
                         {"t", rounded(seconds)},
                         {"certainty", name_of(decision.certainty)},
                         {"label", decision.label.empty() ? Json(nullptr) : Json(decision.label)},
                         {"idle", decision.idle},
                         {"confidence", rounded(event.confidence)}};
            if (!truth.empty()) line["truth"] = truth;
            write(line);
        }
        if (event.workout) write(workout_json(*event.workout, seconds, plan_));
    }
    void status(const Snapshot&, const std::string&) override {}
    void session(const std::string& uuid, double seconds) override {
        write({{"event", "session"}, {"t", rounded(seconds)}, {"uuid", uuid}});
    }
    void summary(const LiveMeasures& measures, const Snapshot& last, double seconds) override {
        write(measures.json(last, seconds));
    }

  private:
    static void write(const Json& line) {
        std::cout << json_text(line, -1);
        flush_output();
    }

    const WorkoutPlan plan_;
};

class TextReporter : public LiveReporter {
  public:
    explicit TextReporter(WorkoutPlan plan) : plan_(std::move(plan)) {}

    void event(const LiveEvent& event, double seconds, const std::string& truth) override {
        if (event.state_changed) {
            line(seconds, event.source + ": " + name_of(event.state) +
                              (event.notice.empty() ? "" : " (" + event.notice + ")"));
        }
        if (event.decision_changed) {
            std::string text = decision_text(event.decision);
            if (event.decision.certainty == Certainty::sure) {
                text += "  " + percentage(event.confidence);
            }
            if (!truth.empty()) text += "  (truth: " + display_name(truth) + ")";
            line(seconds, text);
        }
        if (event.workout) {
            const std::string text = workout_text(*event.workout, plan_);
            if (!text.empty()) line(seconds, text);
        }
    }

    void status(const Snapshot& snapshot, const std::string& truth) override {
        if (!terminal_ || snapshot.state != SourceState::running) return;
        std::string text = decision_text(snapshot.decision);
        const SetRecord* set = snapshot.workout.set();
        if (snapshot.workout.set_runs && set != nullptr && !set->held) {
            text += "  ·  " + std::to_string(set->count());
        }
        for (std::size_t i = 0; i < snapshot.smoothed.size(); ++i) {
            text += "  ·  " + display_name(snapshot.labels[i]) + " " +
                    decimal(snapshot.smoothed[i] * 100, 0) + " %";
        }
        if (snapshot.person != PersonView::whole) text += "  ·  step into view";
        if (!truth.empty()) text += "  ·  truth: " + display_name(truth);
        std::cout << kClearLine << text << std::flush;
        status_shown_ = true;
    }

    void session(const std::string& uuid, double) override {
        constexpr std::size_t kEnough = 8;
        clear_status();
        std::cout << "Session kept; see it with 'spotter sessions show " << uuid.substr(0, kEnough)
                  << "'\n";
    }

    void summary(const LiveMeasures& measures, const Snapshot& last, double seconds) override {
        clear_status();
        if (last.counters.captured > 0) std::cout << measures.text(last, seconds);
        flush_output();
    }

  private:
    void clear_status() {
        if (std::exchange(status_shown_, false)) std::cout << kClearLine;
    }
    void line(double seconds, const std::string& text) {
        clear_status();
        std::cout << clock_text(seconds, true) << "  " << text << "\n";
        flush_output();
    }

    const WorkoutPlan plan_;
    const bool terminal_ = isatty(STDOUT_FILENO) == 1;
    bool status_shown_ = false;
};

}  // namespace

void LiveMeasures::add(const Snapshot& snapshot) {
    if (snapshot.state != SourceState::running) return;
    if (snapshot.capture_rate > 0) capture_fps_.push_back(snapshot.capture_rate);
    if (snapshot.posed) pose_ms_.push_back(snapshot.pose_ms);
    if (snapshot.scores.empty()) return;
    inference_ms_.push_back(snapshot.inference_ms);
    label_age_ms_.push_back(snapshot.label_age_ms);
}

Json LiveMeasures::json(const Snapshot& last, double seconds) const {
    return {{"event", "summary"},
            {"t", rounded(seconds)},
            {"captured", last.counters.captured},
            {"replaced_unseen", last.counters.replaced_unseen},
            {"posed", last.counters.posed},
            {"classified", last.counters.classified},
            {"stale", last.counters.stale},
            {"capture_fps", to_json(quantiles(capture_fps_))},
            {"pose_ms", to_json(quantiles(pose_ms_))},
            {"inference_ms", to_json(quantiles(inference_ms_))},
            {"label_age_ms", to_json(quantiles(label_age_ms_))}};
}

std::string LiveMeasures::text(const Snapshot& last, double seconds) const {
    const auto spread = [](const std::vector<double>& values, const char* unit) {
        const Quantiles q = quantiles(values);
        return decimal(q.median, 1) + unit + " (95 %: " + decimal(q.p95, 1) + unit + ")";
    };
    const LiveCounters& counters = last.counters;
    return "Watched for " + clock_text(seconds) + "\n" +
           table({{"captured", std::to_string(counters.captured) + " pictures, " +
                                   decimal(quantiles(capture_fps_).median, 1) + " a second"},
                  {"replaced unseen", std::to_string(counters.replaced_unseen)},
                  {"classified", std::to_string(counters.classified) + " clips, " +
                                     std::to_string(counters.stale) + " stale"},
                  {"pose", spread(pose_ms_, " ms")},
                  {"inference", spread(inference_ms_, " ms")},
                  {"label age", spread(label_age_ms_, " ms")}},
                 2);
}

std::unique_ptr<LiveReporter> make_live_reporter(bool json, WorkoutPlan plan) {
    if (json) return std::make_unique<JsonReporter>(std::move(plan));
    return std::make_unique<TextReporter>(std::move(plan));
}

}  // namespace spotter
