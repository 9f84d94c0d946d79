#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/clip_recorder.h"
#include "app/window/clip_player.h"
#include "app/window/latest_job.h"
#include "app/window/live_screen.h"
#include "app/window/open_dataset.h"
#include "training/data/clip_import.h"
#include "ui/teach/clips_view.h"

namespace spotter {

// Teach → Clips: records what the Live screen watches, and imports. Main thread.
class TeachClips {
  public:
    TeachClips(const WindowContext& context, LiveScreen& live, OpenDataset& dataset);
    ~TeachClips();

    // `shown`: the tab can be seen.
    void update(SteadyTime now, bool shown);
    void show(ClipsView& view, SteadyTime now) const;
    void perform(const ClipsActions& actions, SteadyTime now);
    // What was dropped is imported once the user says so. Not empty.
    void offer(const std::vector<std::filesystem::path>& paths);
    // Another dataset was chosen.
    void forget();
    bool moving(bool shown) const;
    std::vector<JobView> jobs(SteadyTime now) const;
    void cancel_job();

  private:
    void start_countdown(SteadyTime now);
    void start_recording(SteadyTime now);
    void end_recording(bool keep);
    void keep();
    void take_kept();
    void edit_import(ImportForm form);
    void browse();
    void start_import(SteadyTime now);
    void take_imported();
    ClipWindow window() const;

    const WindowContext& context_;
    LiveScreen& live_;
    OpenDataset& dataset_;

    RecordForm record_form_;
    std::string record_failure_;
    std::string kept_text_;
    std::filesystem::path file_;        // of the recording
    std::optional<SteadyTime> begins_;  // while counting down
    std::shared_ptr<ClipRecorder> recorder_;
    std::optional<PoseTrack> track_;  // of the recording under review
    MediaTime length_{};
    std::unique_ptr<ClipPlayer> player_;
    LatestJob<std::size_t> keeping_{"Keep recording"};

    ImportForm import_form_;
    std::string import_problem_;  // of the form
    std::string import_failure_;
    std::optional<ImportReportView> report_;
    SteadyTime import_started_{};
    std::string imported_;  // what is being imported, by name
    LatestJob<ImportReport> importing_{"Import clips"};
};

}  // namespace spotter
