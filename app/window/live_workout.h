#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/session_recorder.h"
#include "app/session_upkeep.h"
#include "app/settings.h"
#include "app/window/coach.h"
#include "app/window/latest_job.h"
#include "app/window/plan_edit.h"
#include "app/window/set_loads.h"
#include "app/window/tones.h"
#include "app/window/window_screen.h"
#include "engine/live/pipeline.h"
#include "ui/live/live_view.h"

namespace spotter {

// The workout on the Live screen: what the coach says, the plan, what is lifted, the session that
// is kept, and their dialogs. Main thread.
class LiveWorkout {
  public:
    // `sessions` may be null: nothing is kept. `plan`: named by the user; throws Error when it
    // cannot be read.
    LiveWorkout(const WindowContext& context, const std::optional<std::filesystem::path>& plan,
                SessionRecorder* sessions);

    const SetRules& rules() const { return coach_.plan().rules; }
    // Other labels than before.
    void look_up(const Labels& labels) { loads_.look_up(labels); }
    // What was switched and chosen in the window, now or before.
    const LiveSettings& settings() const { return settings_; }
    // The next window begins with them. What cannot be written is told.
    void remember(const LiveSettings& next, SteadyTime now);
    // At every redraw: takes over what happened; fills in the view.
    void update(const Snapshot& snapshot, SteadyTime now, LiveView& view);
    void perform(const LiveActions& actions, LivePipeline& pipeline, LiveView& view);
    // The recording is at its end: its last rep counts, and what is kept of it is a session.
    void finish_recording(LivePipeline& pipeline);

  private:
    void finish_session(LivePipeline& pipeline);
    void take_session(SteadyTime now, LiveView& view);
    void tell_end(const SessionEnd& end, SteadyTime now, LiveView& view);
    void show_load(LiveView& view) const;
    void show_targets(LiveView& view) const;
    void open(Overlay overlay, const LiveView& view);
    void save_targets(LivePipeline& pipeline, LiveView& view);
    void use_plan(WorkoutPlan plan);
    void save_load(LiveView& view);
    void perform_settings(const LiveActions& actions, SourceKind source);
    void apply_settings();
    void sound(LiveView& view);
    void follow_clock(const Snapshot& snapshot, SteadyTime now);

    const WindowContext& context_;
    SessionRecorder* const sessions_;  // null: nothing is kept
    LatestJob<Upkeep> tidy_{"Look after sessions"};
    LiveSettings settings_;
    std::filesystem::path plan_file_;
    Coach coach_;
    std::unique_ptr<Tones> tones_;  // null: switched off
    SetLoads loads_;
    WorkoutView workout_;  // of the newest update()
    MediaTime heard_{};    // the workout's time that the pipeline said last, and since when
    SteadyTime heard_at_{};

    // What is typed into the dialogs.
    TargetForms targets_;
    std::string target_refusal_;
    int load_set_ = 0;
    LoadForm load_form_;
    std::string load_refusal_;

    bool finishing_ = false;  // the user, or a recording's end: the session's end is told large
    std::string ended_session_;
};

// "3 sets, 36 reps, 40 kg" for each exercise, in the order they were begun.
SavedView saved_view(const SessionEnd& end);

}  // namespace spotter
