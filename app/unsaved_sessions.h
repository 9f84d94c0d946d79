#pragma once

#include <filesystem>
#include <span>

#include "app/paths.h"
#include "app/session_upkeep.h"
#include "engine/session/session_store.h"

namespace spotter {

// Brings in the logs that earlier runs left of what they could not save: workouts and their
// corrections into `store`, corrections of other videos to what Replay keeps. Each is told. A log
// is removed once what it holds is on the disk elsewhere: nobody would look at a copy, and it
// would be found at every start. One that cannot be brought in stays where it is, and is a trouble;
// one that another program still has in its hands, or another user owns, is passed over. What is
// there already is never added twice, and nothing that was changed since is overwritten.
void bring_in_unsaved(SessionStore& store, const Paths& paths,
                      std::span<const std::filesystem::path> logs, Upkeep& out);

// What to tell of them when there is no store to bring them into.
void tell_unsaved(std::span<const std::filesystem::path> logs, const std::string& cause,
                  Upkeep& out);

}  // namespace spotter
