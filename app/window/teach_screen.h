#pragma once

#include "app/window/live_screen.h"
#include "app/window/open_dataset.h"
#include "app/window/teach_clips.h"
#include "app/window/teach_dataset.h"
#include "app/window/teach_report.h"
#include "app/window/teach_train.h"
#include "app/window/window_screen.h"
#include "ui/teach/teach_view.h"

namespace spotter {

// The Teach screen: one dataset, and the four tabs that work on it. Main thread.
class TeachScreen : public WindowScreen {
  public:
    TeachScreen(const WindowContext& context, LiveScreen& live);

    std::string name() const override { return "Teach"; }
    Icon icon() const override { return Icon::teach; }
    void update(SteadyTime now, bool shown) override;
    void draw(const Rect& area, SteadyTime now) override;
    void take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime now) override;
    std::vector<JobView> jobs(SteadyTime now) const override;
    void cancel_job(std::size_t index) override;
    bool moving(bool shown) const override;

    // Shows Train, ready to go on training the model in use with this dataset.
    void train_with(const std::string& dataset);
    // Datasets were changed elsewhere.
    void look_again();
    // What is on the screen. Valid until the next draw().
    const TeachView& view() const { return view_; }

  private:
    // The tabs' long work, in the order of jobs().
    enum class Work { clips, train, report };
    std::vector<std::pair<Work, JobView>> work(SteadyTime now) const;
    void show(SteadyTime now);
    void perform(const TeachActions& actions, SteadyTime now);
    void change_dataset(const TeachActions& actions);
    void forget();
    void open_tab(const TeachActions& actions);

    LiveScreen& live_;
    OpenDataset dataset_;
    TeachClips clips_;
    TeachDataset clip_list_;
    TeachTrain train_;
    TeachReport report_;
    TeachView view_;
    SteadyTime now_{};
    bool shown_ = false;
};

}  // namespace spotter
