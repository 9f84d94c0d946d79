#pragma once

#include <chrono>
#include <filesystem>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

#include "app/session_recorder.h"

namespace spotter {

// Folders that may take the log of a session that cannot be saved, and where the next start looks
// for it: the data folder, the user's own, and the one for temporary files.
std::vector<std::filesystem::path> rescue_folders(const std::filesystem::path& data_folder);

// Whether to wait on for a session that cannot be written: why, in one line, and for how long it
// will be tried. Empty: yes.
using EndPatience = std::function<bool(const std::string& problem, std::chrono::seconds left)>;

// Ends what `sessions` keeps, as the program is about to end. While the disk does not take it, it
// is tried on for `most`, or until `stop` is requested meanwhile, or `patience`, which is asked
// again and again, is at its end. What the user should know is told to `tell`, one line each.
// Returns one line when a session is not in the store then, which says where it lies; empty: all is
// kept.
std::string end_sessions(SessionRecorder& sessions, const std::stop_token& stop,
                         const std::function<void(const std::string&)>& tell,
                         const EndPatience& patience = {},
                         std::chrono::seconds most = std::chrono::seconds(30));

}  // namespace spotter
