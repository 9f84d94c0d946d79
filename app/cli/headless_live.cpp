#include "app/cli/headless_live.h"

#include <chrono>
#include <condition_variable>
#include <exception>
#include <functional>
#include <iostream>
#include <mutex>
#include <optional>

#include "app/cli/live_report.h"
#include "app/cli/model_text.h"
#include "app/cli/output_file.h"
#include "app/cli/sessions_command.h"
#include "app/end_sessions.h"
#include "app/live_source.h"
#include "app/model_store.h"
#include "app/plan.h"
#include "app/recognizer.h"
#include "app/session_recorder.h"
#include "app/session_upkeep.h"
#include "capture/demo_source.h"
#include "engine/core/error.h"
#include "engine/core/job.h"
#include "engine/core/worker.h"
#include "engine/live/pipeline.h"

namespace spotter {
namespace {

constexpr std::chrono::milliseconds kTick{200};

SourceSpec wanted_source(const CommandContext& context, const LiveOptions& options) {
    if (!options.source.empty()) return parse_source(options.source);
    if (!context.settings.source.empty()) return parse_source(context.settings.source);
    const DefaultSource found = default_source();
    if (!found.notice.empty()) std::cerr << "spotter: " << found.notice << std::endl;
    return found.spec;
}

// The label that is really shown at a time; empty when it is not to be told.
using Truth = std::function<std::string(MediaTime)>;

// Empty when `spec` is not the demo.
Truth truth_of(const SourceSpec& spec, const Settings& settings) {
    if (spec.kind != SourceKind::demo) return {};
    return [script = DemoScript::read(settings.capture.demo_folder / "workout.json")](
               MediaTime time) { return script.truth_at(time).label; };
}

WorkoutPlan wanted_plan(const LiveOptions& options, const Paths& paths) {
    PlanFile read = find_plan(options.plan, paths);
    for (const std::string& note : read.notes) std::cerr << "spotter: " << note << std::endl;
    return std::move(read.plan);
}

void tell_unknown(const WorkoutPlan& plan, const Labels& labels) {
    for (const ExerciseTarget& target : plan.exercises) {
        if (contains(labels, target.label)) continue;
        std::cerr << "spotter: the plan has a target for '" << target.label
                  << "', which the model does not know; it knows " << joined(labels) << std::endl;
    }
}

class HeadlessRun {
  public:
    HeadlessRun(const LiveOptions& options, Truth truth, WorkoutPlan plan,
                SessionRecorder* sessions)
        : options_(options),
          truth_(std::move(truth)),
          sessions_(sessions),
          reporter_(make_live_reporter(options.json, std::move(plan))) {}

    void run(LivePipeline& pipeline, const std::stop_token& stop) {
        std::exception_ptr failure;
        try {
            watch(pipeline, stop);
        } catch (...) {
            // Nobody reads what it writes; the session is kept all the same.
            failure = std::current_exception();
        }
        const Snapshot last = pipeline.snapshot();
        const std::string unkept = end_session(last, stop);
        const auto conclude = [&] {
            if (failure) std::rethrow_exception(failure);
            tell_end(last, stop, unkept.empty());
        };
        if (unkept.empty()) return conclude();
        try {
            conclude();
        } catch (const Cancelled&) {
        } catch (const ReaderGone&) {
        } catch (const std::exception& error) {
            print_failure(error.what());
        }
        throw std::runtime_error(unkept);
    }

  private:
    void watch(LivePipeline& pipeline, const std::stop_token& stop) {
        Worker events("live events", [&](const std::stop_token& ended) {
            while (const auto event = pipeline.wait_event(ended)) tell(*event, pipeline);
        });
        while (!over(pipeline.snapshot(), stop)) {
            wait_tick(stop);
            const Snapshot snapshot = pipeline.snapshot();
            const std::scoped_lock lock(mutex_);
            keep_session(snapshot);
            measures_.add(snapshot);
            reporter_->status(snapshot, truth_at(snapshot));
            if (events.finished()) break;  // nobody reads what it writes
        }
        events.request_stop();
        events.join();
        if (const auto failure = events.failure()) throw std::runtime_error(*failure);
    }

    void tell_end(const Snapshot& last, const std::stop_token& stop, bool kept) {
        const SteadyTime now = std::chrono::steady_clock::now();
        const double seconds = seconds_since_start(now);
        tell_open_set(last, now);
        if (kept && sessions_ != nullptr && !sessions_->uuid().empty()) {
            reporter_->session(sessions_->uuid(), seconds);
        }
        reporter_->summary(measures_, last, seconds);
        if (last.state == SourceState::failed || never_there(last)) {
            throw std::runtime_error(last.notice);
        }
        if (stop.stop_requested()) throw Cancelled();
        if (!last.recognizer_failure.empty()) throw std::runtime_error(last.recognizer_failure);
    }

    void tell(const LiveEvent& event, const LivePipeline& pipeline) {
        const std::scoped_lock lock(mutex_);
        if (sessions_ != nullptr) sessions_->take(event);
        reporter_->event(event, seconds_since_start(event.at), truth_at(pipeline.snapshot()));
    }

    // The set that runs ends with the run.
    void tell_open_set(const Snapshot& last, SteadyTime now) {
        const SetRecord* set = last.workout.set();
        if (set == nullptr || !last.workout.set_runs) return;
        LiveEvent event;
        event.at = now;
        event.state = last.state;
        event.workout = {WorkoutEventKind::set_ended, last.workout.now, *set, {}, now};
        const std::scoped_lock lock(mutex_);
        reporter_->event(event, seconds_since_start(now), "");
    }

    void keep_session(const Snapshot& snapshot) {
        if (sessions_ == nullptr) return;
        sessions_->take(snapshot.counters);
        for (const std::string& notice : sessions_->take_notices()) print_failure(notice);
    }

    // One line when the session is not kept as it should be.
    std::string end_session(const Snapshot& last, const std::stop_token& stop) {
        if (sessions_ == nullptr) return {};
        sessions_->take(last.counters);
        return end_sessions(*sessions_, stop, print_failure);
    }

    void wait_tick(const std::stop_token& stop) {
        std::mutex mutex;
        std::unique_lock lock(mutex);
        std::condition_variable_any().wait_for(lock, stop, kTick, [] { return false; });
    }

    static bool never_there(const Snapshot& snapshot) {
        return snapshot.state == SourceState::reconnecting && snapshot.counters.captured == 0;
    }

    // A recording is over once its last clip was classified: when nothing changes any more.
    bool over(const Snapshot& snapshot, const std::stop_token& stop) {
        if (stop.stop_requested() || snapshot.state == SourceState::failed) return true;
        if (never_there(snapshot) || !snapshot.recognizer_failure.empty()) return true;
        if (options_.duration_s &&
            seconds_since_start(std::chrono::steady_clock::now()) >= *options_.duration_s) {
            return true;
        }
        const std::uint64_t done = snapshot.counters.posed + snapshot.counters.classified;
        const bool quiet = done == done_before_;
        done_before_ = done;
        return snapshot.state == SourceState::ended && quiet;
    }

    double seconds_since_start(SteadyTime at) const {
        return std::chrono::duration<double>(at - started_).count();
    }

    std::string truth_at(const Snapshot& snapshot) const {
        if (!truth_ || !snapshot.posed) return {};
        return truth_(snapshot.posed->time);
    }

    const LiveOptions& options_;
    const Truth truth_;
    SessionRecorder* const sessions_;  // null: nothing is kept
    const SteadyTime started_ = std::chrono::steady_clock::now();
    std::uint64_t done_before_ = 0;
    std::mutex mutex_;
    // Guarded by mutex_ while events are told:
    const std::unique_ptr<LiveReporter> reporter_;
    LiveMeasures measures_;
};

}  // namespace

void run_headless(const CommandContext& context, const LiveOptions& options) {
    WorkoutPlan plan = wanted_plan(options, context.paths);
    const SourceSpec spec = wanted_source(context, options);
    // The reporter tells what the pipeline would log.
    if (context.settings.log_level >= LogLevel::warning) set_log_level(LogLevel::off);
    LoadedModel model = load_recognizers(find_model(context.paths, context.settings.model),
                                         context.settings, context.paths);
    tell_unknown(plan, model.model.labels);
    LiveHooks hooks;
    std::optional<SessionRecorder> sessions;
    if (!options.no_session) {
        const auto places = rescue_folders(context.paths.data);
        print_upkeep(tidy_sessions(context.paths, places));
        SessionPlan keep{context.paths.data, options.record};
        keep.videos = context.settings.live.keep_videos;
        keep.rescue_folders = places;
        sessions.emplace(std::move(keep));
        sessions->listen(hooks);
        sessions->use(model_use(model.model),
                      session_settings(context.settings, model.model.thresholds));
        sessions->watch(spec.kind, spec.description());
        sessions->set_targets(plan);
    }
    LivePipeline pipeline(hooks);
    if (sessions) sessions->on_idle_end([&] { pipeline.end_workout(); });
    pipeline.set_rules(plan.rules);
    HeadlessRun run(options, options.show_truth ? truth_of(spec, context.settings) : Truth(),
                    std::move(plan), sessions ? &*sessions : nullptr);
    pipeline.set_recognizer(std::move(model.recognizers.front()));
    pipeline.set_source(
        make_live_source(spec, context.settings.capture, std::make_shared<PlaybackControl>()));
    run.run(pipeline, context.stop);
}

}  // namespace spotter
