#pragma once

#include <optional>
#include <string>

#include "app/cli/commands.h"

namespace spotter {

struct EvalOptions {
    std::string dataset;                   // folder, one of the user's datasets, demo:, synth:SEED
    std::string split;                     // "train", "validation", "test", "all"; empty: as fits
    std::optional<std::string> against;    // another model
    std::optional<std::string> fold_into;  // label for what the model does not know
    std::optional<std::string> report;     // folder for report.html and report.json
    std::optional<std::size_t> count;      // clips of synth:
    double stride_s = 0;                   // 0: half a window, or a quarter second with streaming
    bool streaming = false;                // figures over time
    bool reps = false;                     // how well reps are counted, and nothing else
    bool fit = false;                      // thresholds and temperature, stored in the model
    bool json = false;
};

// `spotter eval`; throws as the commands in commands.h do.
ExitCode run_eval(const CommandContext& context, EvalOptions options);

}  // namespace spotter
