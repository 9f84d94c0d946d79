#pragma once

#include <atomic>
#include <chrono>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/cli/live_options.h"
#include "app/clip_recorder.h"
#include "app/end_sessions.h"
#include "app/live_source.h"
#include "app/session_recorder.h"
#include "app/window/latest_job.h"
#include "app/window/live_view.h"
#include "app/window/live_workout.h"
#include "app/window/recording_verdict.h"
#include "app/window/source_choices.h"
#include "app/window/window_model.h"
#include "app/window/window_screen.h"
#include "capture/demo_source.h"
#include "engine/core/worker.h"
#include "engine/live/pipeline.h"
#include "ui/texture.h"

namespace spotter {

// The cameras that are there, and what to watch when nothing was asked for.
struct CameraSearch {
    std::vector<CameraInfo> cameras;
    std::optional<DefaultSource> source;
};

// Keeps Live on hold as long as it is kept itself; says why.
using LiveHold = std::shared_ptr<const std::string>;

// The Live screen and the pipeline behind it, which runs on while other screens are shown. Main
// thread.
class LiveScreen : public WindowScreen {
  public:
    LiveScreen(const WindowContext& context, const LiveOptions& options);

    std::string name() const override { return "Live"; }
    Icon icon() const override { return Icon::camera; }
    void update(SteadyTime now, bool shown) override;
    void draw(const Rect& area, SteadyTime now) override;
    void take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime now) override;
    bool moving(bool shown) const override;
    bool alone_in_full_screen() const override { return true; }
    bool draws_notices() const override { return true; }

    // The model in use, and the change to another one.
    WindowModel& model() { return model_; }
    // What is on the screen: picture, pose, source. Valid until the next update().
    const LiveView& view() const { return view_; }
    // Gives the machine to other work, such as training: with the next update() no pictures are
    // taken any more, and the screen says `why`, until every hold is gone or the user wants to
    // watch anyway. Then recordings go on where they were, and cameras with the workout that was,
    // unless that took as long as the pause that ends one. Holds may outlive the screen.
    [[nodiscard]] LiveHold hold(std::string why);
    // As end_sessions(), when the window was closed.
    std::string end_sessions(const std::stop_token& stop,
                             const std::function<void(const std::string&)>& tell,
                             const EndPatience& patience);
    // Gives what is captured, and its poses, to `recorder` until another one or null is set.
    void set_recorder(std::shared_ptr<ClipRecorder> recorder);

  private:
    // What the pipeline's threads reach.
    struct Tap {
        std::atomic<bool> shown = true;
        std::mutex mutex;
        // Guarded by mutex:
        std::shared_ptr<ClipRecorder> recorder;

        std::shared_ptr<ClipRecorder> current();
    };
    static LiveHooks hooks_for(Window& window, Tap& tap, SessionRecorder* sessions);

    void load_model();
    void search_cameras(bool choose_source);
    void take_results(SteadyTime now);
    void watch(const SourceSpec& spec);
    void watch_chosen(const SourceSpec& spec);
    void open_source();
    void follow_holds(SteadyTime now);
    void begin_hold(SteadyTime now);
    void end_hold(SteadyTime now);
    const std::string* asked_hold() const;
    LiveSource live_source() const;
    bool plays_recording() const;
    void stand_or_play();
    void show_picture();
    void show_person(SteadyTime now);
    void show_playback();
    void show_truth();
    void show_choices(SteadyTime now);
    void perform(const LiveActions& actions);
    void perform_on_source(const LiveActions& actions);
    void open_typed(const std::string& text);
    void browse();
    void perform_on_playback(const LiveActions& actions);

    const WindowContext& context_;
    Texture texture_;
    LiveView view_;
    SourceChoices sources_;
    WindowModel model_;
    RecordingVerdict verdict_;
    LatestJob<CameraSearch> search_{"Look for cameras"};
    std::unique_ptr<SessionRecorder> sessions_;  // null: nothing is kept
    LiveWorkout workout_;

    std::optional<SourceSpec> spec_;
    bool opened_ = false;  // spec_ was, since it was chosen
    std::vector<std::weak_ptr<const std::string>> holds_;
    std::optional<std::string> held_;  // why nothing is watched
    SteadyTime held_since_{};
    std::shared_ptr<PlaybackControl> playback_;
    bool ended_ = false;              // the recording was played to its end
    std::uint32_t epoch_before_ = 0;  // frames of this and earlier epochs are of the source before
    std::optional<DemoScript> demo_script_;
    FrameChooser frames_;
    FramePtr picture_;  // in the texture
    Steady<PersonView> person_{std::chrono::milliseconds(600)};
    std::uint32_t filling_epoch_ = 0;
    MediaTime filling_from_{};
    bool filling_ = false;  // no whole window was seen yet
    Snapshot snapshot_;     // of the newest update()
    Tap tap_;
    // Its threads wake the window, and tell sessions_ what they see.
    LivePipeline pipeline_;
    // Hands events to sessions_; last, because it reads the pipeline's.
    std::unique_ptr<Worker> events_;
};

}  // namespace spotter
