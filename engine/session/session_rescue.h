#pragma once

#include <filesystem>
#include <optional>
#include <span>

#include "engine/session/session.h"
#include "engine/session/session_appender.h"

namespace spotter {

// What SessionAppender::append() makes of a stored session, done to one in memory. Reps without
// their set and timeline points without their model are left out.
void add_entries(std::span<const SessionEntry> entries, Session& session);

// Writes the session's log (docs/log-format.md) as FOLDER/unsaved-UUID.jsonl into the first of
// these folders that takes it; nothing: none of them does.
std::optional<std::filesystem::path> write_rescue(const Session& session,
                                                  std::span<const std::filesystem::path> folders);

}  // namespace spotter
