#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/cli/commands.h"

namespace spotter {

// Either of `preview` and `train` is given.
struct SynthOptions {
    std::optional<std::string> preview;  // PNG to write
    std::optional<std::string> label;
    std::uint64_t seed = 1;
    int count = 24;
    std::optional<std::string> train;  // recipe
    std::optional<std::string> out;    // folder of the model
    bool force = false;
    bool json = false;
};

// Draws clips of computed motion as a contact sheet and says what they are, or trains a model on
// them as a recipe says.
ExitCode run_synth(const CommandContext& context, const SynthOptions& options);

}  // namespace spotter
