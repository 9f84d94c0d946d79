#include "app/window/window_app.h"

#include <chrono>
#include <cstdlib>
#include <utility>

#include "app/live_source.h"
#include "app/window/live_view.h"
#include "app/window/notices.h"
#include "app/window/recording_verdict.h"
#include "app/window/source_choices.h"
#include "app/window/window_model.h"
#include "capture/demo_source.h"
#include "engine/core/error.h"
#include "engine/live/pipeline.h"
#include "ui/live/live_panel.h"
#include "ui/texture.h"
#include "ui/window.h"

namespace spotter {

namespace {

using std::chrono::steady_clock;

WindowOptions window_options() {
    WindowOptions options;
    if (const char* scale = std::getenv("SPOTTER_UI_SCALE")) {
        options.scale = std::strtof(scale, nullptr);
    }
    return options;
}

std::filesystem::path demo_folder(const Paths& paths) {
    return paths.assets / "demo";
}

LiveHooks hooks_for(Window& window) {
    LiveHooks hooks;
    hooks.on_update = [&window] { window.wake(); };
    return hooks;
}

// The cameras that are there, and what to watch when nothing was asked for.
struct CameraSearch {
    std::vector<CameraInfo> cameras;
    std::optional<DefaultSource> source;
};

// Everything behind the one window. Main thread.
class WindowApp {
  public:
    explicit WindowApp(const WindowAppOptions& options);
    void run();

  private:
    Pace draw_once();
    void search_cameras(bool choose_source);
    void take_results(SteadyTime now);
    void watch(const SourceSpec& spec);
    void open(const std::string& text);
    void take_dropped(SteadyTime now);
    void show_picture(const Snapshot& snapshot);
    void show_person(const Snapshot& snapshot, SteadyTime now);
    void show_playback(const Snapshot& snapshot);
    void show_truth();
    void show_choices(const Snapshot& snapshot, SteadyTime now);
    void perform(const LiveActions& actions);
    void perform_on_source(const LiveActions& actions);
    void perform_on_playback(const LiveActions& actions);
    void keep_schedule(SteadyTime now);
    Pace pace(const Snapshot& snapshot) const;

    const WindowAppOptions options_;
    Window window_;
    Texture texture_;
    LiveView view_;
    Notices notices_;
    SourceChoices sources_;
    WindowModel model_;
    RecordingVerdict verdict_;
    LatestJob<CameraSearch> search_{"Look for cameras"};

    std::optional<SourceSpec> spec_;
    std::shared_ptr<PlaybackControl> playback_;
    std::uint32_t epoch_before_ = 0;  // frames of this and earlier epochs are of the source before
    std::optional<DemoScript> demo_script_;
    FrameChooser frames_;
    FramePtr picture_;              // in the texture
    std::optional<bool> mirrored_;  // chosen by hand for this source
    Steady<PersonView> person_{std::chrono::milliseconds(600)};
    std::uint32_t filling_epoch_ = 0;
    MediaTime filling_from_{};
    bool filling_ = false;  // no whole window was seen yet
    const SteadyTime started_ = steady_clock::now();
    bool screenshot_taken_ = false;
    // Last: its threads wake the window.
    LivePipeline pipeline_;
};

WindowApp::WindowApp(const WindowAppOptions& options)
    : options_(options),
      window_(window_options()),
      model_(options.settings, options.paths),
      verdict_(options.paths),
      pipeline_(hooks_for(window_)) {
    view_.show_truth = options.live.show_truth;
    model_.load();
    const std::string& asked =
        options.live.source.empty() ? options.settings.source : options.live.source;
    if (!asked.empty()) watch(parse_source(asked));
    search_cameras(asked.empty());
}

void WindowApp::run() {
    const std::stop_callback wake(options_.stop, [this] { window_.wake(); });
    window_.run([this] { return draw_once(); });
    if (options_.stop.stop_requested()) throw Cancelled();
}

Pace WindowApp::draw_once() {
    const SteadyTime now = steady_clock::now();
    take_results(now);
    take_dropped(now);
    const Snapshot snapshot = pipeline_.snapshot();
    show_snapshot(snapshot, now, model_.with_pose(), view_);
    show_picture(snapshot);
    show_person(snapshot, now);
    show_playback(snapshot);
    show_choices(snapshot, now);
    try {
        perform(draw_live_panel(view_));
        show_truth();
    } catch (...) {
        notices_.add(NoticeView::Kind::error, describe_current_exception(), now);
    }
    keep_schedule(now);
    return pace(snapshot);
}

void WindowApp::search_cameras(bool choose_source) {
    search_.start([choose_source](JobToken&) {
        CameraSearch found;
        found.cameras = list_cameras();
        if (choose_source) found.source = default_source();
        return found;
    });
}

void WindowApp::take_results(SteadyTime now) {
    if (auto search = search_.poll(); search && search->result) {
        sources_.set_cameras(search->result->cameras);
        if (search->result->source && !spec_) {
            watch(search->result->source->spec);
            const std::string& notice = search->result->source->notice;
            if (!notice.empty()) notices_.add(NoticeView::Kind::info, notice, now);
        }
    }
    try {
        if (auto recognizer = model_.take_loaded()) {
            pipeline_.set_recognizer(std::move(*recognizer));
        }
        verdict_.poll();
    } catch (...) {
        notices_.add(NoticeView::Kind::error, describe_current_exception(), now);
    }
}

void WindowApp::watch(const SourceSpec& spec) {
    spec_ = spec;
    sources_.choose(spec);
    playback_ = std::make_shared<PlaybackControl>();
    playback_->set_hold_at_end(spec.kind == SourceKind::file);
    epoch_before_ = pipeline_.snapshot().epoch;
    picture_.reset();
    frames_.reset();
    mirrored_.reset();
    person_.reset();
    verdict_.forget();
    SourceOptions how = options_.settings.capture;
    how.demo_folder = demo_folder(options_.paths);
    pipeline_.set_source(make_live_source(spec, how, playback_));
}

void WindowApp::open(const std::string& text) {
    watch(parse_source(text));
}

void WindowApp::take_dropped(SteadyTime now) {
    const auto files = window_.take_dropped();
    if (files.empty()) return;
    watch({SourceKind::file, files.front().string()});
    if (files.size() > 1) {
        notices_.add(NoticeView::Kind::info,
                     "Playing the first of " + std::to_string(files.size()) + " files.", now);
    }
}

void WindowApp::show_picture(const Snapshot& snapshot) {
    if (auto newest = pipeline_.frames().take(); newest && (*newest)->epoch > epoch_before_) {
        frames_.add(*newest);
    }
    std::optional<std::uint64_t> posed;
    // A slow estimator is not waited for: the picture goes before the skeleton.
    constexpr double kQuickPoseMs = 25;
    if (snapshot.posed && view_.show_skeleton && snapshot.pose_latency_ms < kQuickPoseMs) {
        posed = snapshot.posed->number;
    }
    if (const FramePtr& chosen = frames_.choose(posed); chosen != picture_) {
        picture_ = chosen;
        texture_.upload(picture_->image);
    }
    view_.video = {};
    view_.pose.reset();
    if (!picture_) return;
    view_.video = {texture_.id(), picture_->image.width(), picture_->image.height()};
    view_.pose = pose_on_frame(snapshot, *picture_);
}

void WindowApp::show_person(const Snapshot& snapshot, SteadyTime now) {
    view_.mirrored = mirrored_.value_or(snapshot.source.mirrored);
    view_.person = person_.update(view_.person, now);
    if (!snapshot.posed) return;
    const bool watching = snapshot.decision.certainty == Certainty::watching;
    if (snapshot.epoch != filling_epoch_ || (watching && !filling_)) {
        filling_epoch_ = snapshot.epoch;
        filling_from_ = snapshot.posed->time;
    }
    filling_ = watching;
    const MediaTime seen = snapshot.posed->time - filling_from_;
    view_.window_filled = std::min(to_seconds(seen) / to_seconds(model_.window().length()), 1.0);
}

void WindowApp::show_playback(const Snapshot& snapshot) {
    view_.playback.reset();
    if (!spec_ || spec_->kind != SourceKind::file || view_.phase != LivePhase::running) return;
    const PlaybackState state = playback_->state();
    PlaybackView& shown = view_.playback.emplace();
    shown.position_s = to_seconds(state.position);
    shown.duration_s = to_seconds(snapshot.source.duration);
    shown.speed = state.speed;
    shown.paused = state.paused;
    shown.ended = state.ended;
    if (model_.loaded()) {
        verdict_.want(spec_->address, snapshot.source.duration, model_.loaded_settings());
    }
    verdict_.show(shown);
}

void WindowApp::show_truth() {
    view_.truth.reset();
    if (!view_.show_truth || !picture_ || !spec_ || spec_->kind != SourceKind::demo) return;
    if (!demo_script_) {
        // Once only: switched off should it fail.
        view_.show_truth = false;
        demo_script_ = DemoScript::read(demo_folder(options_.paths) / "workout.json");
        view_.show_truth = true;
    }
    const DemoTruth truth = demo_script_->truth_at(picture_->time);
    view_.truth = display_name(truth.label);
    if (truth.reps > 0) {
        *view_.truth += ", " + std::to_string(truth.reps_done) + " of " +
                        std::to_string(truth.reps) + " reps done";
    }
}

void WindowApp::show_choices(const Snapshot& snapshot, SteadyTime now) {
    view_.sources = sources_.view(view_.phase == LivePhase::opening);
    model_.show(view_);
    std::optional<std::string> failure;
    if (!snapshot.recognizer_failure.empty()) failure = snapshot.recognizer_failure;
    notices_.set_condition("recognizer", NoticeView::Kind::error, std::move(failure));
    view_.notices = notices_.views(now);
    view_.full_screen = window_.full_screen();
}

void WindowApp::perform(const LiveActions& actions) {
    if (actions.show_skeleton) view_.show_skeleton = *actions.show_skeleton;
    if (actions.show_statistics) view_.show_statistics = *actions.show_statistics;
    if (actions.show_truth) view_.show_truth = *actions.show_truth;
    if (actions.mirrored) mirrored_ = *actions.mirrored;
    if (actions.overlay) view_.overlay = *actions.overlay;
    if (actions.open_text) view_.open_text = *actions.open_text;
    if (actions.full_screen) window_.set_full_screen(*actions.full_screen);
    if (actions.dismiss_notice) notices_.dismiss(*actions.dismiss_notice);
    if (actions.choose_model) model_.choose_model(*actions.choose_model);
    if (actions.choose_device) model_.choose_device(*actions.choose_device);
    if (actions.choose_precision) model_.choose_precision(*actions.choose_precision);
    perform_on_playback(actions);
    perform_on_source(actions);
}

void WindowApp::perform_on_source(const LiveActions& actions) {
    if (actions.choose_person) {
        pipeline_.choose_person(actions.choose_person->x, actions.choose_person->y);
    }
    if (actions.choose_source) watch(SourceSpec(sources_.at(*actions.choose_source)));
    if (actions.try_demo) watch({SourceKind::demo, {}});
    if (actions.retry) {
        if (spec_) watch(SourceSpec(*spec_));
        search_cameras(!spec_);
    }
    if (actions.open) open(*actions.open);
}

void WindowApp::perform_on_playback(const LiveActions& actions) {
    if (!playback_) return;
    if (actions.toggle_pause) {
        const PlaybackState state = playback_->state();
        state.paused || state.ended ? playback_->resume() : playback_->pause();
    }
    if (actions.seek_to_s) playback_->seek(from_seconds(*actions.seek_to_s));
    if (actions.speed) playback_->set_speed(*actions.speed);
}

// What was asked for on the command line: a picture of the window, an end.
void WindowApp::keep_schedule(SteadyTime now) {
    const double running_s = std::chrono::duration<double>(now - started_).count();
    const LiveOptions& live = options_.live;
    if (live.screenshot && !screenshot_taken_ && running_s >= live.screenshot_after_s) {
        window_.request_screenshot(*live.screenshot);
        screenshot_taken_ = true;
    }
    const bool over = live.duration_s && running_s >= *live.duration_s;
    if (over || options_.stop.stop_requested()) window_.close();
}

Pace WindowApp::pace(const Snapshot& snapshot) const {
    const bool standing = view_.playback && (view_.playback->paused || view_.playback->ended);
    const bool playing = snapshot.state == SourceState::running && !standing;
    const bool spinning = snapshot.state == SourceState::opening || model_.busy() ||
                          verdict_.busy() || search_.busy();
    return playing || spinning ? Pace::moving : Pace::still;
}

}  // namespace

void run_window_app(const WindowAppOptions& options) {
    WindowApp(options).run();
}

}  // namespace spotter
