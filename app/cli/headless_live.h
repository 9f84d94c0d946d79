#pragma once

#include "app/cli/commands.h"

namespace spotter {

// `spotter live` in the terminal: tells label changes until the recording ends, the duration is
// over or the user stops it, then what it measured. Throws Error when the source cannot be opened
// or the model gives up, Cancelled when the user stopped it.
void run_headless(const CommandContext& context, const LiveOptions& options);

}  // namespace spotter
