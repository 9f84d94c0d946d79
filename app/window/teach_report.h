#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/window/latest_job.h"
#include "app/window/live_screen.h"
#include "app/window/open_dataset.h"
#include "app/window/teach_dataset.h"
#include "training/evaluation/report.h"
#include "ui/teach/report_view.h"

namespace spotter {

// Of a report that is saved: one for each measurement, so that those on other clips, or against
// another model, stay.
std::string report_file_name(const EvaluationReport& report);

// Where a part of a dataset has no clips the next best one is measured: those that chose the epoch
// instead of those for testing, and in the end all (Split::none), which were learned from.
Split part_to_measure(const Dataset& data, Split wanted);

// Teach → Report: measures a model on clips of the dataset. Main thread.
class TeachReport {
  public:
    TeachReport(const WindowContext& context, LiveScreen& live, OpenDataset& dataset,
                TeachDataset& clips);

    void update();
    void show(ReportView& view, SteadyTime now);
    void perform(const ReportActions& actions, SteadyTime now);
    // Measures this model on the test clips, as far as there are any: see part_to_measure().
    void measure(const std::string& model, SteadyTime now);
    // Another dataset was chosen.
    void forget();
    bool busy() const { return job_.at_work(); }
    std::vector<JobView> jobs(SteadyTime now) const;
    void cancel_job();

  private:
    void start(SteadyTime now);
    void save();
    void follow_models();
    FiguresView figures();
    std::string clips_text() const;

    const WindowContext& context_;
    LiveScreen& live_;
    OpenDataset& dataset_;
    TeachDataset& clips_;
    ReportForm form_;
    std::string model_;    // names
    std::string against_;  // empty: nothing to compare with
    std::string failure_;
    std::string instead_;  // why another part was measured than the wanted one
    std::string saved_;
    SteadyTime started_{};
    std::optional<EvaluationReport> report_;
    std::vector<std::string> worst_;  // files
    LatestJob<EvaluationReport> job_{"Measure"};
};

}  // namespace spotter
