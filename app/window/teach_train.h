#pragma once

#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/window/live_screen.h"
#include "app/window/open_dataset.h"
#include "engine/core/job.h"
#include "engine/model/model_folder.h"
#include "training/fit/progress.h"
#include "training/fit/training_plan.h"
#include "ui/teach/train_view.h"

namespace spotter {

// Teach → Train. Live is on hold while a model is trained. Main thread.
class TeachTrain {
  public:
    TeachTrain(const WindowContext& context, LiveScreen& live, OpenDataset& dataset);

    void update(SteadyTime now);
    void show(TrainView& view, SteadyTime now);
    void perform(const TrainActions& actions, SteadyTime now);
    // Another dataset was chosen.
    void forget();
    // The model that is to go on learning, by name.
    void start_from(const std::string& base) { base_choice_ = base; }
    bool busy() const { return job_ != nullptr; }
    // The model that was trained last; empty: none.
    const std::string& newest_model() const { return trained_; }
    std::vector<JobView> jobs(SteadyTime now) const;
    void cancel_job();

  private:
    // What the job says, for the window.
    struct Shared {
        std::mutex mutex;
        // Guarded by mutex:
        TrainingProgress progress;
        bool training = false;  // poses were found, epochs began
        TrainCurves curves;
        std::vector<std::string> labels;
        std::vector<std::string> notes;  // what was chosen, and what is odd
        std::optional<TrainResultView> result;
    };

    void start(bool resume, SteadyTime now);
    void take_result();
    void follow_form();
    const ModelInfo* base();
    bool keeps() const;  // labels of the base
    TrainingPlan plan();
    TrainProgressView progress_view(SteadyTime now) const;
    std::string suggested_name() const;

    const WindowContext& context_;
    LiveScreen& live_;
    OpenDataset& dataset_;
    TrainForm form_;
    bool named_ = false;  // by the user
    int version_ = -1;    // of the dataset that the form was made for
    ClipCount train_clips_;
    std::size_t validation_clips_ = 0;
    std::size_t learnable_ = 0;  // labels with clips enough
    std::string problem_;        // of the form
    bool can_resume_ = false;
    std::vector<StoredModel> bases_;
    std::string base_choice_;  // name
    std::string base_name_;    // of base_info_
    std::optional<ModelInfo> base_info_;
    TrainDefaults defaults_;

    std::shared_ptr<Shared> shared_ = std::make_shared<Shared>();
    LiveHold hold_;  // while there is a job
    std::unique_ptr<Job> job_;
    bool stopping_ = false;
    TrainPhase phase_ = TrainPhase::ready;
    std::string failure_;
    std::string trained_;
};

}  // namespace spotter
