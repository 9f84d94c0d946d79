#include "app/window/live_screen.h"

#include <algorithm>
#include <utility>

#include "app/live_source.h"
#include "app/session_upkeep.h"
#include "app/typed_path.h"
#include "capture/video_reader.h"
#include "engine/core/error.h"
#include "ui/live/live_panel.h"

namespace spotter {

namespace {

std::filesystem::path demo_folder(const Paths& paths) {
    return paths.assets / "demo";
}

SessionPlan session_plan(const Paths& paths, bool film) {
    SessionPlan plan{paths.data, film};
    plan.rescue_folders = rescue_folders(paths.data);
    return plan;
}

}  // namespace

std::shared_ptr<ClipRecorder> LiveScreen::Tap::current() {
    const std::scoped_lock lock(mutex);
    return recorder;
}

// The window is woken for each new picture, unless nobody sees it.
LiveHooks LiveScreen::hooks_for(Window& window, Tap& tap, SessionRecorder* sessions) {
    LiveHooks hooks;
    hooks.on_update = [&window, &tap] {
        if (tap.shown) window.wake();
    };
    hooks.on_frame = [&tap](const FramePtr& frame) {
        if (const auto recorder = tap.current()) recorder->add_frame(frame);
    };
    hooks.on_pose = [&tap](const Frame& frame, const std::optional<Pose>& pose) {
        if (const auto recorder = tap.current()) recorder->add_pose(frame, pose);
    };
    // It hands on to those that are there.
    if (sessions != nullptr) sessions->listen(hooks);
    return hooks;
}

std::string LiveScreen::end_sessions(const std::stop_token& stop,
                                     const std::function<void(const std::string&)>& tell,
                                     const EndPatience& patience) {
    return sessions_ ? spotter::end_sessions(*sessions_, stop, tell, patience) : std::string();
}

void LiveScreen::set_recorder(std::shared_ptr<ClipRecorder> recorder) {
    const std::scoped_lock lock(tap_.mutex);
    tap_.recorder.swap(recorder);
}

LiveScreen::LiveScreen(const WindowContext& context, const LiveOptions& options)
    : context_(context),
      model_(context.settings, context.paths),
      verdict_(context.paths),
      sessions_(options.no_session ? nullptr
                                   : std::make_unique<SessionRecorder>(
                                         session_plan(context.paths, options.record))),
      workout_(context, options.plan, sessions_.get()),
      pipeline_(hooks_for(context.window, tap_, sessions_.get())) {
    if (sessions_) {
        sessions_->on_idle_end([this] { pipeline_.end_workout(); });
        events_ = std::make_unique<Worker>("live events", [this](const std::stop_token& stop) {
            while (const auto event = pipeline_.wait_event(stop)) sessions_->take(*event);
        });
    }
    pipeline_.set_rules(workout_.rules());
    view_.show_truth = options.show_truth;
    load_model();
    std::string asked = options.source;
    if (asked.empty() && !options.wait) asked = context.settings.source;
    if (!asked.empty()) watch(parse_source(asked));
    search_cameras(asked.empty() && !options.wait);
}

// What was chosen in the window stays chosen, unless this run is told something else.
void LiveScreen::load_model() {
    LiveSettings chosen = workout_.settings();
    model_.recall_machine(chosen.device, chosen.precision);
    if (context_.settings.model_given || chosen.model.empty()) return model_.load();
    if (model_.is_there(chosen.model)) return model_.switch_to(chosen.model);
    context_.notices.add(NoticeView::Kind::warning,
                         "The model " + chosen.model +
                             ", which was chosen last, is not there any more: " + model_.name() +
                             " is used; choose another one in Models.",
                         {});
    chosen.model.clear();
    workout_.remember(chosen, {});
    model_.load();
}

void LiveScreen::update(SteadyTime now, bool shown) {
    tap_.shown = shown;
    follow_holds(now);
    take_results(now);
    snapshot_ = pipeline_.snapshot();
    show_snapshot(snapshot_, now, model_.with_pose(), view_);
    workout_.update(snapshot_, now, view_);
    // Where nothing was watched something can be chosen.
    if (held_ && spec_) {
        view_.phase = LivePhase::held;
        view_.failure = *held_;
    }
    show_picture();
    show_person(now);
    show_playback();
    show_choices(now);
}

void LiveScreen::draw(const Rect& area, SteadyTime) {
    perform(draw_live_panel(view_, area));
    show_truth();
}

void LiveScreen::search_cameras(bool choose_source) {
    search_.start([choose_source](JobToken&) {
        CameraSearch found;
        found.cameras = list_cameras();
        if (choose_source) found.source = default_source();
        return found;
    });
}

void LiveScreen::take_results(SteadyTime now) {
    if (auto search = search_.poll(); search && search->result) {
        sources_.set_cameras(search->result->cameras);
        if (search->result->source && !spec_) {
            watch(search->result->source->spec);
            const std::string& notice = search->result->source->notice;
            if (!notice.empty()) context_.notices.add(NoticeView::Kind::info, notice, now);
        }
    }
    try {
        if (auto recognizer = model_.take_loaded()) {
            if (sessions_) {
                sessions_->use(model_.use(),
                               session_settings(model_.loaded_settings(), model_.thresholds()));
            }
            pipeline_.set_recognizer(std::move(*recognizer));
            workout_.look_up(model_.use().labels);
            LiveSettings chosen = workout_.settings();
            model_.note_chosen(chosen);
            workout_.remember(chosen, now);
        }
        verdict_.poll();
    } catch (...) {
        context_.notices.add(NoticeView::Kind::error, describe_current_exception(), now);
    }
    stand_or_play();
}

// A recording is looked at from its first picture on, as without a window.
void LiveScreen::stand_or_play() {
    if (!playback_) return;
    const bool no_model = spec_->kind == SourceKind::file && !model_.loaded() && model_.busy();
    playback_->set_waiting(held_ || no_model);
}

// Throws Error before anything is closed: a file that is not there ends no workout.
void LiveScreen::watch_chosen(const SourceSpec& spec) {
    if (spec.kind == SourceKind::file) check_video_file(spec.address);
    watch(spec);
}

void LiveScreen::watch(const SourceSpec& spec) {
    spec_ = spec;
    opened_ = false;
    sources_.choose(spec);
    verdict_.forget();
    if (!held_) open_source();
}

LiveSource LiveScreen::live_source() const {
    SourceOptions how = context_.settings.capture;
    how.demo_folder = demo_folder(context_.paths);
    return make_live_source(*spec_, how, playback_);
}

void LiveScreen::open_source() {
    opened_ = true;
    playback_ = std::make_shared<PlaybackControl>();
    ended_ = false;
    playback_->set_hold_at_end(spec_->kind == SourceKind::file);
    stand_or_play();
    epoch_before_ = pipeline_.snapshot().epoch;
    picture_.reset();
    frames_.reset();
    person_.reset();
    if (sessions_) sessions_->watch(spec_->kind, spec_->description());
    pipeline_.set_source(live_source());
}

void LiveScreen::take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime now) {
    watch_chosen({SourceKind::file, files.front().string()});
    if (files.size() > 1) {
        context_.notices.add(NoticeView::Kind::info,
                             "Playing the first of " + std::to_string(files.size()) + " files.",
                             now);
    }
}

void LiveScreen::show_picture() {
    if (auto newest = pipeline_.frames().take(); newest && (*newest)->epoch > epoch_before_) {
        frames_.add(*newest);
    }
    std::optional<std::uint64_t> posed;
    // A slow estimator is not waited for: the picture goes before the skeleton.
    constexpr double kQuickPoseMs = 25;
    if (snapshot_.posed && view_.show_skeleton && snapshot_.pose_latency_ms < kQuickPoseMs) {
        posed = snapshot_.posed->number;
    }
    if (const FramePtr& chosen = frames_.choose(posed); chosen != picture_) {
        picture_ = chosen;
        texture_.upload(picture_->image);
    }
    view_.video = {};
    view_.pose.reset();
    if (!picture_) return;
    view_.video = {texture_.id(), picture_->image.width(), picture_->image.height()};
    view_.pose = pose_on_frame(snapshot_, *picture_);
}

void LiveScreen::show_person(SteadyTime now) {
    const auto& mirror = workout_.settings().mirror;
    const auto chosen = mirror.find(snapshot_.source.kind);
    view_.mirrored = chosen == mirror.end() ? snapshot_.source.mirrored : chosen->second;
    view_.person = person_.update(view_.person, now);
    if (!snapshot_.posed) return;
    const bool watching = snapshot_.decision.certainty == Certainty::watching;
    if (snapshot_.epoch != filling_epoch_ || (watching && !filling_)) {
        filling_epoch_ = snapshot_.epoch;
        filling_from_ = snapshot_.posed->time;
    }
    filling_ = watching;
    const MediaTime seen = snapshot_.posed->time - filling_from_;
    view_.window_filled = std::min(to_seconds(seen) / to_seconds(model_.window().length()), 1.0);
}

void LiveScreen::show_playback() {
    view_.playback.reset();
    if (!spec_ || spec_->kind != SourceKind::file || view_.phase != LivePhase::running) return;
    const PlaybackState state = playback_->state();
    PlaybackView& shown = view_.playback.emplace();
    shown.position_s = to_seconds(state.position);
    shown.duration_s = to_seconds(snapshot_.source.duration);
    shown.speed = state.speed;
    shown.paused = state.paused;
    shown.ended = state.ended;
    if (state.ended && !ended_) workout_.finish_recording(pipeline_);
    ended_ = state.ended;
    if (model_.loaded()) {
        verdict_.want(spec_->address, snapshot_.source.duration, model_.loaded_settings());
    }
    verdict_.show(shown);
}

void LiveScreen::show_truth() {
    view_.truth.reset();
    if (!view_.show_truth || !picture_ || !spec_ || spec_->kind != SourceKind::demo) return;
    if (!demo_script_) {
        // Once only: switched off should it fail.
        view_.show_truth = false;
        demo_script_ = DemoScript::read(demo_folder(context_.paths) / "workout.json");
        view_.show_truth = true;
    }
    const DemoTruth truth = demo_script_->truth_at(picture_->time);
    view_.truth = display_name(truth.label);
    if (truth.reps > 0) {
        *view_.truth += ", " + std::to_string(truth.reps_done) + " of " +
                        std::to_string(truth.reps) + " reps done";
    }
}

void LiveScreen::show_choices(SteadyTime now) {
    view_.sources = sources_.view(view_.phase == LivePhase::opening);
    model_.show(view_);
    std::optional<std::string> failure;
    if (!snapshot_.recognizer_failure.empty()) failure = snapshot_.recognizer_failure;
    context_.notices.set_condition("recognizer", NoticeView::Kind::error, std::move(failure));
    if (view_.overlay != Overlay::open) view_.open_refusal.clear();
    view_.notices = context_.notices.views(now);
    view_.full_screen = context_.window.full_screen();
}

void LiveScreen::perform(const LiveActions& actions) {
    if (actions.show_skeleton) view_.show_skeleton = *actions.show_skeleton;
    if (actions.show_statistics) view_.show_statistics = *actions.show_statistics;
    if (actions.show_truth) view_.show_truth = *actions.show_truth;
    if (actions.overlay) view_.overlay = *actions.overlay;
    workout_.perform(actions, pipeline_, view_);
    if (actions.open_text) {
        view_.open_text = *actions.open_text;
        view_.open_refusal.clear();
    }
    if (actions.full_screen) context_.window.set_full_screen(*actions.full_screen);
    if (actions.dismiss_notice) context_.notices.dismiss(*actions.dismiss_notice);
    if (actions.choose_model) model_.choose_model(*actions.choose_model);
    if (actions.choose_device) model_.choose_device(*actions.choose_device);
    if (actions.choose_precision) model_.choose_precision(*actions.choose_precision);
    perform_on_playback(actions);
    perform_on_source(actions);
}

void LiveScreen::perform_on_source(const LiveActions& actions) {
    if (actions.choose_person) {
        pipeline_.choose_person(actions.choose_person->x, actions.choose_person->y);
    }
    if (actions.choose_source) watch_chosen(SourceSpec(sources_.at(*actions.choose_source)));
    if (actions.try_demo) watch({SourceKind::demo, {}});
    if (actions.retry) {
        if (spec_) watch(SourceSpec(*spec_));
        search_cameras(!spec_);
    }
    if (actions.watch_anyway) holds_.clear();
    if (actions.open) open_typed(*actions.open);
    if (actions.browse) browse();
}

// The dialog stays until what was typed into it can be watched.
void LiveScreen::open_typed(const std::string& text) {
    try {
        watch_chosen(parse_source(typed_path(text)));
        view_.overlay = Overlay::none;
        view_.open_refusal.clear();
    } catch (const Error& error) {
        view_.overlay = Overlay::open;
        view_.open_refusal = error.what();
    }
}

void LiveScreen::browse() {
    FileRequest request{"videos", "Choose a video", "Open", FileWish::file, FileKind::videos};
    request.begin = typed_path(view_.open_text);
    context_.files.ask(std::move(request), [this](const FilesChosen& chosen) {
        view_.open_text = chosen.paths.front().string();
        open_typed(view_.open_text);
    });
}

void LiveScreen::perform_on_playback(const LiveActions& actions) {
    if (!playback_) return;
    if (actions.toggle_pause) {
        const PlaybackState state = playback_->state();
        state.paused || state.ended ? playback_->resume() : playback_->pause();
    }
    if (actions.seek_to_s) playback_->seek(from_seconds(*actions.seek_to_s));
    if (actions.speed) playback_->set_speed(*actions.speed);
}

bool LiveScreen::moving(bool shown) const {
    const bool standing = view_.playback && (view_.playback->paused || view_.playback->ended);
    const bool playing = snapshot_.state == SourceState::running && !standing && !held_;
    const bool spinning = snapshot_.state == SourceState::opening || model_.busy() ||
                          verdict_.busy() || search_.busy();
    const std::string* why = asked_hold();
    const bool changing = why != nullptr ? held_ != *why : held_.has_value();
    return spinning || changing || (shown && playing);
}

}  // namespace spotter
