#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "app/cli/commands.h"

namespace spotter {

struct SynthOptions {
    std::string preview;  // PNG to write
    std::optional<std::string> label;
    std::uint64_t seed = 1;
    int count = 24;
    bool json = false;
};

// Draws clips of computed motion as a contact sheet and says what they are.
ExitCode run_synth(const CommandContext& context, const SynthOptions& options);

}  // namespace spotter
