#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/dataset_store.h"
#include "app/replay_document.h"
#include "app/window/latest_job.h"
#include "app/window/live_screen.h"
#include "app/window/window_screen.h"
#include "engine/session/session_edit.h"
#include "training/data/clip_import.h"
#include "ui/replay/replay_view.h"

namespace spotter {

// All segments, with the sets' labels where sets stand, on the clock of a film; what it does not
// show is left out.
LabelledSpans spans_of(const SessionEdit::State& state, const ReplayFilm& film);

// "Add to dataset" of Replay: what was corrected becomes clips, as Teach makes them. Main thread.
class ReplayClips {
  public:
    ReplayClips(const WindowContext& context, LiveScreen& live) : context_(context), live_(live) {}

    void open();
    void close() { form_.reset(); }
    void edit(const AddToDatasetForm& form) { form_ = form; }
    // Throws Error when the form is not right. Precondition: the document has a film.
    void add(const ReplayDocument& document, const SessionEdit::State& state,
             const ReplaySelection& selection);
    void update(SteadyTime now);
    bool busy() const { return job_.at_work(); }
    void show(ReplayView& view) const;
    // The dataset that clips were added to last.
    const std::string& dataset() const { return dataset_; }
    std::optional<JobView> job() const;
    void cancel() { job_.cancel(); }

  private:
    SessionEdit::State chosen_part(const SessionEdit::State& state,
                                   const ReplaySelection& selection) const;
    std::string chosen_dataset() const;

    const WindowContext& context_;
    LiveScreen& live_;
    std::optional<AddToDatasetForm> form_;
    std::vector<StoredDataset> stored_;
    std::string dataset_;
    SteadyTime started_{};
    LatestJob<std::string> job_{"Add to dataset"};
};

}  // namespace spotter
