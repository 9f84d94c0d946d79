#pragma once

#include <filesystem>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/window/history_work.h"
#include "app/window/latest_job.h"
#include "app/window/window_screen.h"
#include "ui/history/history_view.h"

namespace spotter {

// The History screen: the workouts that were kept, their trends, and what is done with them. The
// store is only touched on job threads. Main thread.
class HistoryScreen : public WindowScreen {
  public:
    explicit HistoryScreen(const WindowContext& context);

    std::string name() const override { return "History"; }
    Icon icon() const override { return Icon::history; }
    void update(SteadyTime now, bool shown) override;
    void draw(const Rect& area, SteadyTime now) override;
    void take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime now) override;
    std::vector<JobView> jobs(SteadyTime now) const override;
    void cancel_job(std::size_t index) override;
    bool moving(bool shown) const override;

    // Selects this session, and lists its day.
    void select(const std::string& session);

  private:
    using Work = std::function<HistoryOutcome(JobToken&)>;

    void read_list();
    void look_for_changes(SteadyTime now);
    void read_details();
    void read_days();
    void take_list(SteadyTime now);
    void take_details();
    void take_days();
    void take_worked(SteadyTime now);
    void select_again();
    void select_asked();
    void perform(const HistoryActions& actions, SteadyTime now);
    void perform_looking(const HistoryActions& actions);
    void perform_trends(const HistoryActions& actions);
    void perform_changes(const HistoryActions& actions, SteadyTime now);
    void perform_dialogs(const HistoryActions& actions, SteadyTime now);
    void go_to_page(HistoryPage page);
    void browse_export();
    void browse_import();
    void save_dialog(SteadyTime now);
    void open_export(bool all);
    void save_export(SteadyTime now);
    void import(const std::vector<std::filesystem::path>& files, bool replace, SteadyTime now);
    // One piece of work at a time; what comes of it is taken in take_worked().
    void work(const std::string& name, Work job, SteadyTime now);

    const WindowContext& context_;
    HistoryView view_;
    bool shown_ = false;
    std::filesystem::file_time_type read_at_{};  // the store's last change before it was read
    SteadyTime looked_at_{};                     // whether it changed since
    std::vector<SessionSummary> found_;          // whatever their day
    std::vector<ExerciseDay> days_;
    std::optional<int> anchor_;
    std::optional<int> select_next_;      // row to select once the list was read again
    std::string asked_;                   // session to select, likewise
    std::string details_of_;              // whose details were asked for
    std::vector<std::string> to_export_;  // while the dialog is open; none: all
    bool export_listed_ = false;          // as they are listed, not as they were chosen
    std::vector<HistoryStep> steps_;      // can be taken back, the newest last
    std::optional<HistoryStep> undoing_;
    LatestJob<HistoryContents> reading_{"Read workouts"};
    LatestJob<HistoryDetails> detailing_{"Read workout"};
    LatestJob<std::vector<ExerciseDay>> adding_up_{"Add up workouts"};
    std::string work_name_;
    SteadyTime work_started_{};
    LatestJob<HistoryOutcome> working_{"Change workouts"};
};

}  // namespace spotter
