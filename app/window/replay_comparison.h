#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/replay_document.h"
#include "app/window/latest_job.h"
#include "app/window/window_screen.h"
#include "engine/session/session_edit.h"
#include "ui/replay/replay_view.h"

namespace spotter {

// Another model's opinion of what Replay has open: found in the background, laid beside what
// stands there. Main thread.
class ReplayComparison {
  public:
    explicit ReplayComparison(const WindowContext& context) : context_(context) {}

    // Asks `model` about every film. Precondition: the document has one.
    void start(const std::string& model, const ReplayDocument& document);
    void end();
    // Takes over what was found; poses that it found on the way go to `document`.
    void update(ReplayDocument& document);
    bool busy() const { return job_.busy(); }
    // Whether videos are still looked at for it, even if nobody waits for that any more; and
    // whether the other model does so now.
    bool running() const { return job_.running(); }
    bool looking() const { return job_.tells_progress(); }
    bool active() const { return view_.has_value(); }
    // `edit`, of this version, is what it is compared with.
    void show(const SessionEdit& edit, ReplayView& view);
    // The difference's start.
    std::optional<double> go_to(int index);
    // What it says of that stretch, as far as it was asked of it, stands in `edit`. False: it says
    // the same there, or nothing is known yet.
    bool take(SessionEdit& edit, const SessionStretch& stretch) const;
    // The same of a difference; the next one is then that which follows it.
    bool take_difference(SessionEdit& edit, int index);
    std::optional<JobView> job() const;

  private:
    struct Found {
        std::shared_ptr<const CurvesView> curves;
        std::shared_ptr<const Opinion> said;
        std::vector<SessionStretch> unsure;
        std::vector<SessionStretch> asked;
        std::vector<ReplayFilm> films;
    };

    const WindowContext& context_;
    std::optional<OpinionView> view_;
    std::shared_ptr<const Opinion> said_;  // null until it is known
    std::vector<SessionStretch> asked_;    // of which it said anything
    int next_ = 0;                         // the difference that comes next when none is current
    int version_ = -1;                     // of the edit that the differences are to
    SteadyTime started_{};
    LatestJob<Found> job_{"Compare models"};
};

}  // namespace spotter
