#pragma once

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/replay_document.h"
#include "app/window/latest_job.h"
#include "app/window/live_screen.h"
#include "app/window/replay_clips.h"
#include "app/window/replay_comparison.h"
#include "app/window/replay_player.h"
#include "app/window/replay_view_parts.h"
#include "app/window/window_screen.h"
#include "engine/session/session_edit.h"
#include "ui/replay/replay_view.h"

namespace spotter {

// The Replay screen: a recorded session or a video file, its timeline, and the correction of it.
// Corrections are written as they are made. Main thread.
class ReplayScreen : public WindowScreen {
  public:
    ReplayScreen(const WindowContext& context, LiveScreen& live);
    // Waits until the corrections are written.
    ~ReplayScreen() override;

    std::string name() const override { return "Replay"; }
    Icon icon() const override { return Icon::replay; }
    void update(SteadyTime now, bool shown) override;
    void draw(const Rect& area, SteadyTime now) override;
    void take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime now) override;
    std::vector<JobView> jobs(SteadyTime now) const override;
    void cancel_job(std::size_t index) override;
    bool moving(bool shown) const override;

    // What is open is closed; its corrections are kept.
    void open(const ReplayRequest& request);
    // The same alone, also before the program ends. Corrections that cannot be saved go into a log
    // beside; returns one line then, which says where it lies. Throws Error, and closes nothing,
    // when that cannot be written either.
    std::string close();

  private:
    void take_opened(SteadyTime now);
    void take_recent();
    void follow_document(SteadyTime now, bool shown);
    void hold_live();
    void keep_corrections(SteadyTime now);
    void take_saved(SteadyTime now);
    void start_keeping();
    // One line when it failed.
    std::string take_kept(SteadyTime now);
    void show_names();
    std::string save_beside(const std::string& problem) const;
    void show(SteadyTime now);
    void show_opening(SteadyTime now);
    void show_pose();
    void follow_selection();
    void find_poses();
    void find_next_poses();
    void take_poses(SteadyTime now);
    void perform(const ReplayActions& actions, SteadyTime now);
    void perform_opening(const ReplayActions& actions);
    void browse();
    void perform_playing(const ReplayActions& actions);
    void perform_drag(const ReplayActions& actions);
    void drag_to(TimelineDrag& drag, double to_s);
    bool move_dragged(const TimelineDrag& drag, SessionTime to);
    void perform_edit(const ReplayActions& actions);
    void edit_selected(const ReplayActions& actions);
    void move_rep(const ReplayActions& actions);
    void label_selected(const std::string& label, bool as_set);
    void add_rep();
    void perform_history(const ReplayActions& actions);
    void perform_load(const ReplayActions& actions);
    void perform_comparison(const ReplayActions& actions);
    void take_others(const ReplayActions& actions);
    void perform_clips(const ReplayActions& actions);
    void select(const ReplaySelection& selection);
    // The selected segment or set; nothing: none is.
    std::optional<EditTarget> target() const;
    void show_around(double time_s);

    const WindowContext& context_;
    LiveScreen& live_;
    ReplayView view_;
    std::optional<ReplayRequest> request_;
    std::vector<RecentReplay> recent_;
    bool recent_known_ = false;
    bool shown_ = false;
    LatestJob<std::vector<RecentReplay>> reading_{"Look for recordings"};
    LatestJob<ReplayDocument> opening_{"Open recording"};
    SteadyTime opened_{};

    std::optional<ReplayDocument> document_;
    SessionEdit edit_;
    int saved_version_ = 0;    // is on the disk
    int saving_version_ = 0;   // was given to saving_ or keeping_
    SteadyTime save_again_{};  // not before that
    LatestJob<bool> saving_{"Save corrections"};
    bool keep_wanted_ = false;  // in History, once nothing else is written
    LatestJob<bool> keeping_{"Keep in History"};
    LatestJob<std::vector<SeenPose>> finding_{"Find the skeleton"};
    LiveHold hold_;                     // while videos are looked at
    std::vector<std::size_t> to_find_;  // films whose skeleton is wanted; of the first it is found
    std::unique_ptr<ReplayPlayer> player_;
    std::optional<TimelineDrag> drag_;
    int load_set_ = 0;  // whose weight and note are asked for
    ReplayComparison comparison_;
    ReplayClips clips_;
};

}  // namespace spotter
