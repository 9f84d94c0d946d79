#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "app/window/latest_job.h"
#include "app/window/live_screen.h"
#include "app/window/window_screen.h"
#include "ui/models/models_view.h"

namespace spotter {

// The Models screen: what there is, and the change of it. Main thread.
class ModelsScreen : public WindowScreen {
  public:
    ModelsScreen(const WindowContext& context, LiveScreen& live);

    std::string name() const override { return "Models"; }
    Icon icon() const override { return Icon::model; }
    void update(SteadyTime now, bool shown) override;
    void draw(const Rect& area, SteadyTime now) override;
    void take_dropped(const std::vector<std::filesystem::path>& files, SteadyTime now) override;
    std::vector<JobView> jobs(SteadyTime now) const override;
    void cancel_job(std::size_t index) override;
    bool moving(bool shown) const override;

  private:
    void read_list();
    void show();
    void perform(const ModelsActions& actions, SteadyTime now);
    // Long work on models; `done` says for a notice what came of it.
    void work(const std::string& name, std::function<std::string(JobToken&)> job, SteadyTime now);
    void take_worked(SteadyTime now);
    void browse_import();
    void browse_export();
    void import(SteadyTime now);
    void pull(SteadyTime now);
    void save(SteadyTime now);
    void remove(const std::string& model);

    const WindowContext& context_;
    LiveScreen& live_;
    ModelsView view_;
    std::string selected_;   // name
    int list_version_ = -1;  // of the model store, when it was read
    struct Removed {
        std::string name;
        std::filesystem::path folder;
    };
    std::optional<Removed> removed_;
    LatestJob<std::vector<ModelView>> reading_{"Read models"};
    std::string work_name_;
    SteadyTime work_started_{};
    LatestJob<std::string> working_{"Change models"};
};

}  // namespace spotter
