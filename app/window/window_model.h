#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/model_store.h"
#include "app/recognizer.h"
#include "app/settings.h"
#include "app/window/latest_job.h"
#include "engine/session/session.h"
#include "ui/live/live_view.h"

namespace spotter {

// The model of the window: what can be chosen, what is loaded, and the change from one to the
// other in the background. Main thread.
class WindowModel {
  public:
    WindowModel(Settings settings, Paths paths);

    // Begins to load what the settings say; the one in use works until take_loaded().
    void load();
    void choose_model(int index);
    // The model of this name, also when it was not there before.
    void switch_to(const std::string& name);
    // What was chosen.
    const std::string& name() const { return settings_.model; }
    const Settings& settings() const { return settings_; }
    // Among those that are kept or come with Spotter, or a folder elsewhere.
    bool is_there(const std::string& name) const;
    // Adds what was chosen in the window: not by a flag or the settings.
    void note_chosen(LiveSettings& chosen) const;
    // Device and precision that were chosen in an earlier window. A device that is not there any
    // more is chosen automatically.
    void recall_machine(std::optional<Device> device, std::optional<Precision> precision);
    // Looks which models there are, after they were changed; the version tells that it happened.
    void read_list();
    int list_version() const { return list_version_; }
    const std::vector<StoredModel>& stored() const { return stored_; }
    void choose_device(int index);
    void choose_precision(int index);
    bool busy() const { return job_.busy(); }

    // The recognizer that was loaded meanwhile, once. Throws Error when loading failed; the
    // choices are then again those in use.
    std::optional<Recognizer> take_loaded();
    bool loaded() const { return loaded_.has_value(); }
    // What is in use was loaded with these. Precondition: loaded().
    const Settings& loaded_settings() const { return loaded_->settings; }
    bool with_pose() const { return loaded_ && loaded_->with_pose; }
    // As sessions note it. Precondition: loaded().
    const ModelUse& use() const { return loaded_->use; }
    const Thresholds& thresholds() const { return loaded_->model.thresholds; }
    ClipWindow window() const { return loaded_ ? loaded_->model.window : ClipWindow(); }

    // Choices, thresholds and idle labels of the view.
    void show(LiveView& view) const;

  private:
    struct InUse {
        Settings settings;
        ModelInfo model;
        ModelUse use;
        Device device = Device::cpu;
        Precision precision = Precision::float32;
        bool with_pose = false;
    };
    struct Loaded {
        InUse in_use;
        Recognizer recognizer;
        bool has_cuda = false;
    };
    static Loaded load_model(Settings settings, bool device_recalled, const Paths& paths);
    bool is_stored(const std::string& name) const;
    std::vector<Device> devices() const;

    const Paths paths_;
    Settings settings_;  // as chosen
    bool chosen_here_ = false;
    bool device_chosen_ = false;
    bool precision_chosen_ = false;
    bool device_recalled_ = false;
    std::vector<StoredModel> stored_;
    int list_version_ = 0;
    bool has_cuda_ = false;
    std::optional<InUse> loaded_;
    LatestJob<Loaded> job_{"Load model"};
};

}  // namespace spotter
