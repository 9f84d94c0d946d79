#pragma once

#include <string>

#include "app/paths.h"
#include "app/settings.h"
#include "app/window/latest_job.h"
#include "ui/live/live_view.h"

namespace spotter {

// What the model says of the recording that is being played, as a whole: found in the background
// with little priority, so that playing and live labels go first. Main thread.
class RecordingVerdict {
  public:
    explicit RecordingVerdict(Paths paths) : paths_(std::move(paths)) {}

    // Sees to it that the verdict on `file` with the model of `settings` is found, once. A
    // recording of more than ten minutes is more than one exercise: it gets none.
    void want(const std::string& file, MediaTime duration, const Settings& settings);
    // Another source is played.
    void forget();
    bool busy() const { return job_.busy(); }
    // Takes over what was found. Throws Error when the recording could not be judged.
    void poll();
    void show(PlaybackView& view) const;

  private:
    struct Verdict {
        std::string text;
        std::string scores;  // of every label, the highest first, one a line
    };

    static Verdict judge(const std::string& file, const Settings& settings, const Paths& paths,
                         JobToken& token);

    const Paths paths_;
    std::string wanted_;  // file, model, device and precision
    Verdict verdict_;
    LatestJob<Verdict> job_{"Judge recording"};
};

}  // namespace spotter
