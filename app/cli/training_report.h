#pragma once

#include <functional>
#include <set>
#include <string>

#include "app/cli/commands.h"
#include "app/cli/json_output.h"
#include "app/cli/progress_line.h"
#include "training/fit/progress.h"
#include "training/fit/ranks.h"

namespace spotter {

// How a training is told: a line for each epoch and one that rewrites itself between them, or JSON
// lines. One thread.
class TrainingReport {
  public:
    // `labelled`: there are accuracies. A rank that does not speak prints nothing.
    TrainingReport(bool json, bool labelled, bool speaks)
        : json_(json), labelled_(labelled), speaks_(speaks) {}

    // Said once, however often it comes.
    void note(const std::string& text);
    void progress(const TrainingProgress& now);
    // The last line: `json` or `text`.
    void done(const Json& json, const std::string& text);
    // Work before the training itself: "Finding poses".
    void preparing(const std::string& step, double fraction);
    // Makes room for a failure.
    void clear() { line_.clear(); }

  private:
    const bool json_;
    const bool labelled_;
    const bool speaks_;
    ProgressLine line_;
    std::set<std::string> noted_;
};

// Carries out `work`, the training of `name` that `ranks` share, and says how it ended: what a
// cancelled one learnt is kept, and a rank that fails ends the others, which wait for it. Throws
// Cancelled, and what `work` threw where there is one rank.
ExitCode run_training(const CommandContext& context, const std::string& name, const Ranks& ranks,
                      TrainingReport& report, const std::function<void()>& work);

}  // namespace spotter
