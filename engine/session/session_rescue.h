#pragma once

#include <filesystem>
#include <optional>
#include <span>
#include <vector>

#include "engine/session/held_log.h"
#include "engine/session/import_jsonl.h"
#include "engine/session/session.h"
#include "engine/session/session_appender.h"

namespace spotter {

// What SessionAppender::append() makes of a stored session, done to one in memory. Reps without
// their set and timeline points without their model are left out.
void add_entries(std::span<const SessionEntry> entries, Session& session);

// Writes the session's log (docs/log-format.md) as FOLDER/unsaved-UUID.jsonl into the first of
// these folders that takes it; nothing: none of them does.
std::optional<std::filesystem::path> write_rescue(const Session& session, const UnsavedOf& of,
                                                  std::span<const std::filesystem::path> folders);

// The logs that write_rescue() left in these folders, going by their names, each once.
std::vector<std::filesystem::path> find_rescues(std::span<const std::filesystem::path> folders);

// Reads such a log. Throws Error (one line, with the remedy) unless it is whole and holds the one
// session of its name.
LoggedSession read_rescue(const HeldLog& log);

// Whether such a log is of the sessions of this data folder: by what it says, or else by lying
// there.
bool belongs_to(const LoggedSession& log, const std::filesystem::path& file,
                const std::filesystem::path& data_folder);

// Whether two sessions with one identifier hold the same, but for what the user calls them.
bool same_contents(const Session& a, const Session& b);
// Whether `log` holds what is in `stored`, corrections too, and nobody corrected that since.
bool goes_on_from(const Session& log, const Session& stored);

}  // namespace spotter
